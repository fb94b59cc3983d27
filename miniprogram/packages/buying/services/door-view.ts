/** 送货清单: doors by stair, what each gets and pays, with what was tapped but not yet sent. Pure. */
import type { SaleSums } from '../../../contract/groupbuy-desk';
import {
  DOOR_NAMES,
  type DoorOutcome,
  PAYMENT_NAMES,
  type Payment,
} from '../../../contract/groupbuy-forms';
import type { OrderLineView } from '../../../contract/groupbuy-views';
import { isCorner, type PartyId } from '../../../contract/ids';
import { yuanText } from '../../../contract/money';
import type { Fen } from '../../../contract/units';
import { groupBy, unitText } from '../../../services/words';
import type { SaleDoorRow, SaleDoorView, SaleVisit } from './sale-doors';

const GRAMS_PRICED = 500;

/** Nobody has to come back to this door. */
const FINAL: ReadonlySet<DoorOutcome> = new Set([
  'handed',
  'partly',
  'refused',
  'damaged',
  'neighbour',
]);

export const isDone = ({ visited, state, extraPots = 0 }: SaleDoorRow): boolean =>
  visited && FINAL.has(state as DoorOutcome) && extraPots === 0;

/** Done once, and something came on top: what a second visit brings is charged on top as well. */
export const isAgain = ({ extraPots = 0 }: SaleDoorRow): boolean => extraPots > 0;

/** What is to be handed over now, by line. */
export const toHand = (row: SaleDoorRow, line: OrderLineView): number =>
  isAgain(row) ? line.allotted - (line.handed ?? 0) : line.allotted;

/** What so many of a line cost; a weighed one costs what it weighs. */
export const lineFen = (line: OrderLineView, handed: number, grams?: number): Fen =>
  line.weighed ? Math.round((line.priceFen * (grams ?? 0)) / GRAMS_PRICED) : line.priceFen * handed;

export function chargedFen(row: SaleDoorRow, input: Pick<SaleVisit, 'lines'>): Fen {
  return input.lines.reduce((sum, { itemId, handed, grams }) => {
    const line = row.lines.find((one) => one.itemId === itemId);
    return line ? sum + lineFen(line, handed, grams) : sum;
  }, 0);
}

const receivedFen = (row: SaleDoorRow, input: SaleVisit): Fen =>
  input.receivedFen ?? (input.payment === 'later' ? 0 : chargedFen(row, input));

/** Everything that is there for the household, paid as it says. */
export const allHanded = (row: SaleDoorRow, payment: Payment): Omit<SaleVisit, 'takenBy'> => ({
  householdId: row.householdId,
  outcome: 'handed',
  lines: row.lines
    .map((line) => ({ itemId: line.itemId, handed: toHand(row, line) }))
    .filter(({ handed }) => handed > 0),
  payment,
});

/** Weighed goods have no price before somebody reads the scales. */
export const needsScales = ({ lines }: SaleDoorRow): boolean =>
  lines.some(({ weighed, allotted }) => weighed && allotted > 0);

/** The list as it will be once the visits have arrived. A door that is done already stays as it is. */
export const withVisits = <V extends SaleDoorView>(view: V, visits: readonly SaleVisit[]): V =>
  visits.reduce<V>(withVisit, view);

function withVisit<V extends SaleDoorView>(view: V, visit: SaleVisit): V {
  const row = view.rows.find(({ householdId }) => householdId === visit.householdId);
  if (!row || isDone(row)) return view;
  const after = visited(row, visit);
  const cash = visit.payment === 'cash' ? after.paidFen - row.paidFen : 0;
  return {
    ...view,
    rows: view.rows.map((one) => (one === row ? after : one)),
    sums: summed(view.sums, row, after, cash),
    myCashFen: view.myCashFen + cash,
  };
}

function visited(row: SaleDoorRow, visit: SaleVisit): SaleDoorRow {
  if (isAgain(row)) return visitedAgain(row, visit);
  const dueFen = chargedFen(row, visit);
  const paidFen = receivedFen(row, visit);
  return {
    ...row,
    visited: true,
    byMe: true,
    state: visit.outcome,
    payment: visit.payment,
    dueFen: visit.outcome === 'absent' ? row.dueFen : dueFen,
    paidFen,
    owedFen: visit.outcome === 'absent' ? row.owedFen : Math.max(0, dueFen - paidFen),
    lines: row.lines.map((line) => {
      const handed = visit.lines.find(({ itemId }) => itemId === line.itemId)?.handed;
      return handed === undefined ? line : { ...line, handed };
    }),
    ...(visit.takenBy === undefined ? {} : { takenBy: visit.takenBy }),
  };
}

/** What was due with what came on top stays due; whoever is not at home is visited again. */
function visitedAgain(row: SaleDoorRow, visit: SaleVisit): SaleDoorRow {
  if (visit.outcome === 'absent') return row;
  const paidFen = row.paidFen + receivedFen(row, visit);
  return { ...row, byMe: true, extraPots: 0, paidFen, owedFen: Math.max(0, row.dueFen - paidFen) };
}

/** 应收 = 实收 + 欠 also for what is still on its way. */
function summed(sums: SaleSums, before: SaleDoorRow, after: SaleDoorRow, cash: Fen): SaleSums {
  return {
    ...sums,
    dueFen: sums.dueFen - before.dueFen + after.dueFen,
    receivedFen: sums.receivedFen - before.paidFen + after.paidFen,
    owedFen: sums.owedFen - before.owedFen + after.owedFen,
    overFen: sums.overFen + Math.max(0, after.paidFen - after.dueFen),
    withVolunteersFen: sums.withVolunteersFen + cash,
  };
}

export interface DoorLine {
  readonly householdId: PartyId;
  readonly door: string;
  readonly label: string;
  readonly goods: string;
  /** The one tap: `送到 · 收 ¥8.50`. */
  readonly deed: string;
  readonly scales: boolean;
  /** `没人在家`, from an earlier try. */
  readonly tried: string;
}

export interface DoneLine {
  readonly householdId: PartyId;
  readonly label: string;
  readonly line: string;
}

export interface DoorModel {
  readonly title: string;
  readonly place: string;
  readonly left: number;
  readonly of: number;
  readonly stairs: readonly { readonly stair: string; readonly rows: readonly DoorLine[] }[];
  readonly done: readonly DoneLine[];
  /** `应收 ¥90.00 = 实收 ¥60.00 + 欠 ¥30.00`. */
  readonly due: string;
  readonly received: string;
  readonly owed: string;
  readonly myCash: string;
  readonly mayDeliver: boolean;
}

export const goodsText = (row: SaleDoorRow): string =>
  row.lines
    .filter((line) => toHand(row, line) > 0)
    .map((line) => `${line.name} ${toHand(row, line)} ${line.unit}`)
    .join('，');

export function doorModel(view: SaleDoorView): DoorModel {
  const toDo = view.rows.filter((row) => !isDone(row) && row.units > 0);
  const { sums } = view;
  return {
    title: view.title,
    place: [view.courtyardName, view.dropPoint].filter(Boolean).join(' · '),
    left: toDo.length,
    of: view.rows.length,
    stairs: groupBy(toDo, ({ unit }) => unitText(unit)).map(({ key, rows }) => ({
      stair: key,
      rows: rows.map(doorLine),
    })),
    done: view.rows.filter(isDone).map(doneLine),
    due: yuanText(sums.dueFen),
    received: yuanText(sums.receivedFen),
    owed: yuanText(sums.owedFen),
    myCash: yuanText(view.myCashFen),
    mayDeliver: view.mayDeliver,
  };
}

function doorLine(row: SaleDoorRow): DoorLine {
  const scales = needsScales(row);
  return {
    householdId: row.householdId,
    door: isCorner(row.householdId) ? '花角' : row.door || '没写门牌',
    label: row.label,
    goods: goodsText(row),
    deed: scales
      ? '称一称'
      : `收 ${yuanText(isAgain(row) ? chargedFen(row, allHanded(row, 'cash')) : row.dueFen)}`,
    scales,
    tried: triedText(row),
  };
}

function triedText(row: SaleDoorRow): string {
  if (isAgain(row)) return '送过了，这是后来加的';
  return row.visited && row.state === 'absent' ? '来过一次，没人在家' : '';
}

function doneLine(row: SaleDoorRow): DoneLine {
  const paid =
    row.paidFen > 0 && row.payment ? `${PAYMENT_NAMES[row.payment]} ${yuanText(row.paidFen)}` : '';
  const owed = row.owedFen > 0 ? `欠 ${yuanText(row.owedFen)}` : '';
  const by = row.takenBy ? `${row.takenBy}代收` : DOOR_NAMES[row.state as DoorOutcome];
  return {
    householdId: row.householdId,
    label: row.label,
    line: [by, paid, owed].filter(Boolean).join(' · '),
  };
}
