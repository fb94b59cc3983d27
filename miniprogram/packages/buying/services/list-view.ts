/** 团购: the rounds of a courtyard as rows. Pure. */
import type { RoundStatus } from '../../../contract/groupbuy-forms';
import type { MyOrderRow, RoundRow } from '../../../contract/groupbuy-views';
import type { RoundId } from '../../../contract/ids';
import { yuanText } from '../../../contract/money';

export interface RoundRowModel {
  readonly roundId: RoundId;
  readonly title: string;
  readonly tag: string;
  readonly tone: string;
  readonly items: string;
  /** Cloud file ids, a few. */
  readonly pictures: readonly string[];
  readonly line: string;
  /** `您家订了 5 份`; empty when nothing is ordered. */
  readonly mine: string;
}

const OPEN: readonly RoundStatus[] = ['open'];
const OVER: readonly RoundStatus[] = ['settled', 'cancelled'];

export const toneOf = (status: RoundStatus): string =>
  OPEN.includes(status) ? '' : OVER.includes(status) ? 'plain' : 'amber';

/** While one may order the closing matters, afterwards the delivery. */
const lineOf = ({ status, closesText, deliveryText }: RoundRow): string =>
  OPEN.includes(status) || status === 'waiting' || status === 'draft' ? closesText : deliveryText;

export function roundRow(row: RoundRow): RoundRowModel {
  const line = row.status === 'cancelled' ? '' : lineOf(row);
  const mine = row.myUnits > 0 ? `您家订了 ${row.myUnits} 份` : '';
  return {
    roundId: row.roundId,
    title: row.title,
    tag: row.statusText,
    tone: toneOf(row.status),
    items: row.itemsText,
    // What is over is looked for by its name.
    pictures: OVER.includes(row.status) ? [] : row.pictures,
    line,
    mine,
  };
}

export interface MyOrderModel {
  readonly roundId: RoundId;
  readonly title: string;
  readonly tag: string;
  readonly tone: string;
  readonly lines: readonly string[];
  readonly line: string;
  readonly money: string;
}

export const orderRow = ({
  roundId,
  title,
  status,
  statusText,
  ...row
}: MyOrderRow): MyOrderModel => ({
  roundId,
  title,
  tag: statusText,
  tone: toneOf(status),
  lines: row.order.lines
    .filter(({ ordered }) => ordered > 0)
    .map(({ name, unit, allotted, handed }) => `${name} ${handed ?? allotted} ${unit}`),
  line: status === 'cancelled' ? '这一团没有做成，不用付钱' : row.deliveryText,
  money: status === 'cancelled' ? '' : moneyOf(row.order),
});

/** What the household pays, and what of it is still to pay. */
function moneyOf({ dueFen, owedFen, paidFen, state }: MyOrderRow['order']): string {
  if (state === 'open' || state === 'frozen') return `共 ${yuanText(dueFen)}`;
  if (owedFen > 0) return `共 ${yuanText(dueFen)}，还欠 ${yuanText(owedFen)}`;
  return paidFen > 0 ? `已付 ${yuanText(paidFen)}` : '没有收钱';
}
