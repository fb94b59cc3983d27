/** 交款: who has how much of the doors' cash, and what was handed in. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import type { HandInsView, HandInView } from '../../../contract/groupbuy-desk';
import { fenOf, signedText, yuanText } from '../../../contract/money';
import type { Fen } from '../../../contract/units';

export interface HandInModel {
  readonly title: string;
  readonly place: string;
  readonly due: string;
  readonly received: string;
  readonly owed: string;
  /** What the caller has to hand in; absent when there is nothing. */
  readonly mine: { readonly cash: string; readonly line: string } | undefined;
  readonly others: readonly {
    readonly name: string;
    readonly money: string;
    readonly line: string;
  }[];
  readonly done: readonly {
    readonly id: string;
    readonly name: string;
    readonly line: string;
    readonly note: string;
  }[];
}

const transferText = (fen: Fen): string => (fen === 0 ? '' : `转账 ${yuanText(fen)}`);

export function handInModel(view: HandInsView): HandInModel {
  const { holders, handIns, sums, now } = view;
  const lineOf = ({ doors, transferFen }: HandInsView['holders'][number]): string =>
    [`${doors} 家`, transferText(transferFen)].filter(Boolean).join('，');
  const mine = holders.find((one) => one.mine);
  return {
    title: view.title,
    place: view.courtyardName,
    due: yuanText(sums.dueFen),
    received: yuanText(sums.receivedFen),
    owed: yuanText(sums.owedFen),
    mine: mine ? { cash: yuanText(mine.cashFen), line: lineOf(mine) } : undefined,
    others: holders
      .filter((one) => !one.mine)
      .map((one) => ({ name: one.name, money: yuanText(one.cashFen), line: lineOf(one) })),
    done: handIns.map((one) => handInLine(one, now)),
  };
}

function handInLine(one: HandInView, now: number): HandInModel['done'][number] {
  const { handInId, name, countedFen, transferFen, differenceFen, explanation } = one;
  return {
    id: handInId,
    name,
    line: [`${spokenInstant(one.at, now)} 交了 ${yuanText(countedFen)}`, transferText(transferFen)]
      .filter(Boolean)
      .join('，'),
    note: differenceFen === 0 ? '' : `${differenceText(differenceFen)}：${explanation}`,
  };
}

export const differenceText = (fen: Fen): string =>
  fen < 0 ? `少了 ${yuanText(-fen)}` : `多了 ${yuanText(fen)}`;

export interface Counted {
  /** Undefined while what is typed is no amount. */
  readonly fen: Fen | undefined;
  /** `少了 ¥3.00，说一说怎么回事`; empty when it is exactly right. */
  readonly difference: string;
  /** The deed: `交 ¥87.00`; empty while it cannot be done. */
  readonly step: string;
}

/** What was counted, against what is due. Empty counts as exactly right: most evenings it is. */
export function counted(dueFen: Fen, typed: string, explanation: string): Counted {
  const fen = typed.trim() === '' ? dueFen : fenOf(typed);
  if (fen === undefined) return { fen, difference: '写数字，比如 87 或 87.5', step: '' };
  if (fen === dueFen) return { fen, difference: '', step: `交 ${yuanText(fen)}` };
  const difference = `${differenceText(fen - dueFen)}（${signedText(fen - dueFen)}），说一说怎么回事`;
  return { fen, difference, step: explanation.trim() ? `交 ${yuanText(fen)}` : '' };
}
