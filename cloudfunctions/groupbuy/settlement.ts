/** How a week's profit comes about, and the one journal it makes. Pure. @see docs/domain/groupbuy.md §6 */
import type { SettlementRow } from '../../miniprogram/contract/groupbuy-desk';
import type { CostForm } from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { Fen } from '../../miniprogram/contract/units';
import { credit, debit, type JournalDraft } from '../fund/public';
import { fenFor, type HandInDoc, type OrderDoc, receivedOf, type YardState } from '../sale/public';
import type { Posted, RoundDoc, RoundItem } from './documents';
import { purchaseOf } from './groupbuy';

type Legs = JournalDraft['legs'];

export interface Sheet {
  readonly rows: readonly SettlementRow[];
  /** What was handed over, at its price. */
  readonly takingsFen: Fen;
  /** What reached the box or the account, or was missing in the box. */
  readonly handedInFen: Fen;
  /** At doors, and not handed in. */
  readonly notHandedInFen: Fen;
  readonly owedFen: Fen;
  readonly overFen: Fen;
  readonly purchaseFen: Fen;
  readonly costs: readonly CostForm[];
  readonly costsFen: Fen;
  readonly profitFen: Fen;
  readonly contradictions: readonly string[];
  readonly yards: Posted['yards'];
  /** The latest journal of a hand-in by then, or none. */
  readonly since: string;
}

export interface Spent {
  readonly costs: readonly CostForm[];
  /** Absent: what was picked, at cost. */
  readonly purchaseFen?: Fen | undefined;
}

export function sheetOf(
  round: RoundDoc,
  {
    orders,
    handIns,
  }: { readonly orders: readonly OrderDoc[]; readonly handIns: readonly HandInDoc[] },
  spent: Spent,
): Sheet {
  const rows = round.form.items.map((item) => rowOf(round, item, orders));
  const takingsFen = add(orders, ({ door }) => door?.chargedFen ?? 0);
  const handedInFen = add(handIns, ({ dueFen, transferFen }) => dueFen + transferFen);
  const receivedFen = add(orders, receivedOf);
  const purchaseFen = spent.purchaseFen ?? add(rows, (row) => row.purchaseFen);
  const costsFen = add(spent.costs, ({ fen }) => fen);
  const open = orders.map(openOf);
  return {
    rows,
    takingsFen,
    handedInFen,
    notHandedInFen: receivedFen - handedInFen,
    owedFen: add(open, (fen) => Math.max(0, fen)),
    overFen: add(open, (fen) => Math.max(0, -fen)),
    purchaseFen,
    costs: spent.costs,
    costsFen,
    profitFen: takingsFen - purchaseFen - costsFen,
    contradictions: contradictionsIn(round, rows, { orders, open: receivedFen - handedInFen }),
    yards: yardsOf(round, orders),
    since: handIns.reduce((last, { journalId }) => (journalId > last ? journalId : last), ''),
  };
}

/** What a household still owes; less than nothing for what it paid too much. */
const openOf = (order: OrderDoc): Fen => {
  const { collectedFen = 0, forgivenFen = 0 } = order.afterwards ?? {};
  return (order.door?.chargedFen ?? 0) - receivedOf(order) - collectedFen - forgivenFen;
};

const add = <T>(all: readonly T[], fen: (one: T) => number): number =>
  all.reduce((sum, one) => sum + fen(one), 0);

function rowOf(round: RoundDoc, item: RoundItem, orders: readonly OrderDoc[]): SettlementRow {
  const lines = orders.flatMap(({ lines: all }) => all[item.id] ?? []);
  const bought = round.picked[item.id] ?? { units: add(lines, ({ allotted }) => allotted) };
  const handed = add(lines, (line) => line.handed ?? 0);
  const priced = item.weighed ? { weighed: item.weighed } : {};
  return {
    itemId: item.id,
    name: item.name,
    unit: item.unit,
    ordered: add(lines, ({ ordered }) => ordered),
    picked: bought.units,
    handed,
    shrinkage: bought.units - handed,
    purchaseFen: purchaseOf(item, bought),
    takingsFen: add(lines, ({ handed: count, grams, priceFen }) =>
      count === undefined ? 0 : fenFor({ priceFen, ...priced }, count, grams),
    ),
  };
}

function contradictionsIn(
  { shortage }: RoundDoc,
  rows: readonly SettlementRow[],
  { orders, open }: { readonly orders: readonly OrderDoc[]; readonly open: Fen },
): readonly string[] {
  const unvisited = orders.filter(({ door, units }) => !door && units > 0).length;
  const tooMany = rows.filter(({ shrinkage }) => shrinkage < 0);
  return [
    ...(unvisited > 0 ? [`还有 ${unvisited} 户没送，送到或点“没人在家”`] : []),
    ...(open > 0 ? ['志愿者手里还有没交的钱'] : []),
    ...(open < 0 ? ['志愿者退给邻居的钱，还没从箱里拿回'] : []),
    ...(shortage && !shortage.done ? ['货不够时怎么分，还在算'] : []),
    ...tooMany.map(({ name }) => `${name}送出的比采来的多，请核对采摘数`),
  ];
}

function yardsOf({ courtyards }: RoundDoc, orders: readonly OrderDoc[]): Posted['yards'] {
  const at = (id: CourtyardId) => ({
    chargedFen: add(
      orders.filter(({ courtyardId }) => courtyardId === id),
      ({ door }) => door?.chargedFen ?? 0,
    ),
  });
  return Object.fromEntries(courtyards.map((id) => [id, at(id)]));
}

/** What a loss comes to, where whoever supplied the goods carries it. */
const carriedBySupplier = (sheet: Sheet, round: RoundDoc): Fen =>
  round.form.lossRule === 'supplier'
    ? Math.min(Math.max(0, -sheet.profitFen), sheet.purchaseFen)
    : 0;

/** What goes into the fund, or out of it for a loss. */
export const resultOf = (sheet: Sheet, round: RoundDoc): Fen =>
  sheet.profitFen + carriedBySupplier(sheet, round);

/**
 * Clears what the hand-ins of this round put on the clearing account, and says what became of it. The legs add up to
 * nothing because takings = handed in + owed − paid too much.
 */
export function settlementLegs(sheet: Sheet, round: RoundDoc): Legs {
  const payable = sheet.purchaseFen - carriedBySupplier(sheet, round);
  const from = (wanted: CostForm['from']) =>
    add(
      sheet.costs.filter((cost) => cost.from === wanted),
      ({ fen }) => fen,
    );
  return [
    debit('clearing_groupbuy', sheet.handedInFen),
    debit('receivable', sheet.owedFen),
    credit('over', sheet.overFen),
    credit('supplier', payable + from('payable')),
    credit('cash', from('cash')),
    credit('income_groupbuy', resultOf(sheet, round)),
  ].filter(({ fen }) => fen !== 0);
}

/**
 * Whose money it is that comes in from doors: until the settlement it waits on the clearing account; afterwards it is
 * what somebody owed, and goods that were handed over late are income of their own.
 */
export function creditLegs(
  { settlement }: Pick<RoundDoc, 'settlement'>,
  courtyardId: CourtyardId,
  { takenFen, chargedFen, handIns }: YardState,
): Legs {
  const posted = settlement?.posted;
  if (!posted) return takenFen === 0 ? [] : [credit('clearing_groupbuy', takenFen)];
  const moreFen = chargedFen - chargedBefore(posted, courtyardId, handIns);
  return [credit('income_groupbuy', moreFen), debit('receivable', moreFen - takenFen)].filter(
    ({ fen }) => fen !== 0,
  );
}

/**
 * At the latest hand-in that was posted after the settlement, or at the settlement. Journals are numbered, so their
 * ids tell which came later; a hand-in without one changed nothing of what is known.
 */
function chargedBefore(
  { journalId, since, yards }: Posted,
  courtyardId: CourtyardId,
  handIns: readonly HandInDoc[],
): Fen {
  const settled = journalId > since ? journalId : since;
  const latest = [...handIns]
    .filter((one) => one.journalId > settled)
    .sort((a, b) => (a.journalId < b.journalId ? 1 : -1))[0];
  return latest?.chargedFen ?? yards[courtyardId]?.chargedFen ?? 0;
}
