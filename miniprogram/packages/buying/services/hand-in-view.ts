/** 交款: who has how much of the doors' cash, and what was handed in. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import type { HandInView } from '../../../contract/groupbuy-desk';
import { fenOf, signedText, yuanText } from '../../../contract/money';
import type { Fen } from '../../../contract/units';
import type { SaleHandInsView } from './sale-doors';

export interface HandInModel {
  readonly title: string;
  readonly place: string;
  readonly due: string;
  readonly received: string;
  readonly owed: string;
  /** What the caller has to hand in, or gets back out of the box; absent when there is nothing. */
  readonly mine:
    | {
        readonly head: string;
        readonly cash: string;
        readonly line: string;
        readonly label: string;
        readonly example: string;
      }
    | undefined;
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

export function handInModel(view: SaleHandInsView): HandInModel {
  const { holders, handIns, sums, now } = view;
  const lineOf = ({ doors, transferFen }: SaleHandInsView['holders'][number]): string =>
    [`${doors} 家`, transferText(transferFen)].filter(Boolean).join('，');
  const mine = holders.find((one) => one.mine);
  return {
    title: view.title,
    place: view.courtyardName,
    due: yuanText(sums.dueFen),
    received: yuanText(sums.receivedFen),
    owed: yuanText(sums.owedFen),
    mine: mine
      ? { ...wordsFor(mine.cashFen), cash: yuanText(Math.abs(mine.cashFen)), line: lineOf(mine) }
      : undefined,
    others: holders
      .filter((one) => !one.mine)
      .map((one) => ({ name: one.name, money: yuanText(one.cashFen), line: lineOf(one) })),
    done: handIns.map((one) => handInLine(one, now)),
  };
}

const isGivenBack = (fen: Fen): boolean => fen < 0;

const wordsFor = (dueFen: Fen) =>
  isGivenBack(dueFen)
    ? { head: '我退给邻居的，该拿回', label: '拿回多少', example: '比如箱里零钱不够，先拿回 10 元' }
    : { head: '我手里应该有', label: '数出来多少', example: '比如 301 少给了 3 元零钱' };

function handInLine(one: HandInView, now: number): HandInModel['done'][number] {
  const { handInId, name, countedFen, dueFen, transferFen, differenceFen, explanation } = one;
  return {
    id: handInId,
    name,
    line: [`${spokenInstant(one.at, now)} ${doneText(countedFen)}`, transferText(transferFen)]
      .filter(Boolean)
      .join('，'),
    note: differenceFen === 0 ? '' : noteOf(differenceText(dueFen, differenceFen), explanation),
  };
}

/** Whoever left took the reason along. */
const noteOf = (difference: string, explanation: string): string =>
  explanation === '' ? difference : `${difference}：${explanation}`;

const doneText = (fen: Fen): string =>
  isGivenBack(fen) ? `从箱里拿回 ${yuanText(-fen)}` : `交了 ${yuanText(fen)}`;

/** Of what was due; nobody takes more out of the box than is due. */
export function differenceText(dueFen: Fen, fen: Fen): string {
  if (isGivenBack(dueFen)) return `少拿了 ${yuanText(fen)}`;
  return fen < 0 ? `少了 ${yuanText(-fen)}` : `多了 ${yuanText(fen)}`;
}

export interface Counted {
  /** Undefined while what is typed is no amount. */
  readonly fen: Fen | undefined;
  /** `少了 ¥3.00，说一说怎么回事`; empty when it is exactly right. */
  readonly difference: string;
  /** The deed: `交 ¥87.00`, `从箱里拿回 ¥12.00`; empty while it cannot be done. */
  readonly step: string;
}

const deedOf = (fen: Fen): string =>
  isGivenBack(fen) ? `从箱里拿回 ${yuanText(-fen)}` : `交 ${yuanText(fen)}`;

/**
 * What was counted, against what is due. Empty counts as exactly right: most evenings it is. Where more was given back
 * at doors than taken, what is typed comes out of the box.
 */
export function counted(dueFen: Fen, typed: string, explanation: string): Counted {
  const amount = fenOf(typed);
  const fen = typed.trim() === '' ? dueFen : signed(dueFen, amount);
  if (fen === undefined) return { fen, difference: '写数字，比如 87 或 87.5', step: '' };
  if (fen < Math.min(0, dueFen)) {
    const most = `最多拿回 ${yuanText(-dueFen)}，退给邻居的就是这么多`;
    return { fen: undefined, difference: most, step: '' };
  }
  if (fen === dueFen) return { fen, difference: '', step: deedOf(fen) };
  const difference = `${differenceText(dueFen, fen - dueFen)}（${signedText(fen - dueFen)}），说一说怎么回事`;
  return { fen, difference, step: explanation.trim() ? deedOf(fen) : '' };
}

/** Nothing stays a plain nothing. */
const signed = (dueFen: Fen, amount: Fen | undefined): Fen | undefined =>
  amount !== undefined && amount !== 0 && isGivenBack(dueFen) ? -amount : amount;

/** What one says yes to. */
export const sureText = (fen: Fen): string =>
  isGivenBack(fen)
    ? `从现金箱里拿出 ${yuanText(-fen)}，记进微基金的账，记了就不能改。`
    : `${yuanText(fen)} 放进现金箱，记进微基金的账，记了就不能改。`;
