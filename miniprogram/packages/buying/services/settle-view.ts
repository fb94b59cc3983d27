/** 结算: how the profit of a week comes about, line by line. Pure. */
import type { SettlementView } from '../../../contract/groupbuy-desk';
import type { CostForm } from '../../../contract/groupbuy-forms';
import { fenOf, yuanText } from '../../../contract/money';
import type { Fen } from '../../../contract/units';

export interface SettleModel {
  readonly title: string;
  readonly rows: readonly {
    readonly name: string;
    readonly line: string;
    readonly money: string;
  }[];
  readonly sums: readonly { readonly name: string; readonly money: string }[];
  readonly profit: string;
  readonly profitName: string;
  readonly profitLine: string;
  readonly contradictions: readonly string[];
  /** What stands in the dock. */
  readonly step: '' | 'prepare' | 'sign';
  readonly stepText: string;
  readonly mayPrepare: boolean;
  readonly hint: string;
  readonly journalId: string;
  /** Where the forms of a settled round are; empty where one may not ask for them. */
  readonly refundUrl: string;
  readonly correctUrl: string;
  readonly owedLine: string;
}

const LOSS_LINES: Readonly<Record<SettlementView['lossRule'], string>> = {
  fund: '亏的这一笔由微基金补上，账上看得见',
  supplier: '亏的这一笔由供货的人担着，少付给他',
};

/** `editing`: what was prepared is being changed, so it has to be prepared again. */
export function settleModel(view: SettlementView, editing = false): SettleModel {
  const { profitFen, costs, posted, prepared } = view;
  const isFinal = view.contradictions.length === 0;
  return {
    title: view.title,
    rows: view.items.map(({ name, unit, picked, handed, shrinkage, takingsFen }) => ({
      name,
      line: `采了 ${picked} ${unit}，送出 ${handed} ${unit}${shrinkage > 0 ? `，坏掉、剩下 ${shrinkage} ${unit}` : ''}`,
      money: yuanText(takingsFen),
    })),
    sums: [
      { name: '收入（送到门口的）', money: yuanText(view.takingsFen) },
      { name: '付给菜农', money: minus(view.purchaseFen) },
      ...costs.map(({ what, fen }) => ({ name: what, money: minus(fen) })),
    ],
    profit: yuanText(isFinal ? Math.abs(profitFen) : profitFen),
    ...(isFinal
      ? verdictOf(view)
      : { profitName: '眼下的收支', profitLine: '送完、交完款，才是准数' }),
    contradictions: view.contradictions,
    ...stepOf(view, editing),
    mayPrepare: view.may.prepare && !posted,
    hint: posted ? '结清了，记进了微基金' : prepared ? '等第二个人核对签字' : '',
    journalId: posted?.journalId ?? '',
    ...afterwardsOf(view),
  };
}

/** What can still be put right of a round that is settled: by two people, and by an entry of its own. */
function afterwardsOf({ may, posted, roundId, title, owedFen }: SettlementView) {
  const owedLine =
    posted && owedFen > 0 ? `邻居还欠 ${yuanText(owedFen)}，在送货清单里点开那一家办` : '';
  if (!may.correct || !posted) return { refundUrl: '', correctUrl: '', owedLine };
  const about = `about=${roundId}&title=${encodeURIComponent(title)}`;
  return {
    refundUrl: `/packages/fund/ask/ask?kind=refund&${about}`,
    correctUrl: `/packages/fund/correct/correct?id=${posted.journalId}`,
    owedLine,
  };
}

const verdictOf = ({ profitFen, lossRule }: SettlementView) =>
  profitFen < 0
    ? { profitName: '这一团亏了', profitLine: LOSS_LINES[lossRule] }
    : {
        profitName: '结余，进微基金',
        profitLine: '每一分都记在“每一分钱”里，谁都看得到',
      };

const minus = (fen: Fen): string => (fen === 0 ? yuanText(0) : `−${yuanText(fen)}`);

function stepOf(
  { may, posted, prepared, profitFen }: SettlementView,
  editing: boolean,
): Pick<SettleModel, 'step' | 'stepText'> {
  if (posted) return { step: '', stepText: '' };
  if (may.sign) {
    const word = profitFen < 0 ? '亏' : '结余';
    return { step: 'sign', stepText: `核对无误，签字（${word} ${yuanText(Math.abs(profitFen))}）` };
  }
  return may.prepare && (!prepared || editing)
    ? { step: 'prepare', stepText: '算好了，请另一位核对' }
    : { step: '', stepText: '' };
}

export interface CostLine {
  readonly what: string;
  /** As typed, in yuan. */
  readonly yuan: string;
}

/** Usual costs, so that nobody starts from an empty page. */
export const USUAL_COSTS: readonly string[] = ['袋子', '运费', '给帮忙的人买水'];

/** Lines without an amount do not count; undefined when one cannot be read. */
export function costsOf(lines: readonly CostLine[]): readonly CostForm[] | undefined {
  const filled = lines.filter(({ yuan }) => yuan.trim() !== '');
  const read = filled.map(({ what, yuan }) => ({ what: what.trim(), fen: fenOf(yuan) }));
  if (read.some(({ what, fen }) => fen === undefined || fen === 0 || what === '')) return undefined;
  return read.map(({ what, fen = 0 }) => ({ what, fen, from: 'cash' as const }));
}

/** In digits one can go on typing: `25`, `25.50`. */
export const typedYuan = (fen: Fen): string =>
  yuanText(fen).replace(/[¥,]/g, '').replace(/\.00$/, '');
