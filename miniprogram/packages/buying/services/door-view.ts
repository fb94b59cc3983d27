/** 送货清单: doors by stair, what each gets and pays, with what was tapped but not yet sent. Pure. */
import type { DoorInput } from '../../../contract/groupbuy';
import type { DoorRow, DoorView, SaleSums } from '../../../contract/groupbuy-desk';
import {
  DOOR_NAMES,
  type DoorOutcome,
  PAYMENT_NAMES,
  type Payment,
} from '../../../contract/groupbuy-forms';
import type { OrderLineView } from '../../../contract/groupbuy-views';
import type { HouseholdId } from '../../../contract/ids';
import { yuanText } from '../../../contract/money';
import type { Fen } from '../../../contract/units';
import { groupBy, unitText } from '../../../services/words';

const GRAMS_PRICED = 500;

/** Nobody has to come back to this door. */
const FINAL: ReadonlySet<DoorOutcome> = new Set([
  'handed',
  'partly',
  'refused',
  'damaged',
  'neighbour',
]);

export const isDone = ({ visited, state }: DoorRow): boolean =>
  visited && FINAL.has(state as DoorOutcome);

/** What so many of a line cost; a weighed one costs what it weighs. */
export const lineFen = (line: OrderLineView, handed: number, grams?: number): Fen =>
  line.weighed ? Math.round((line.priceFen * (grams ?? 0)) / GRAMS_PRICED) : line.priceFen * handed;

export function chargedFen(row: DoorRow, input: Pick<DoorInput, 'lines'>): Fen {
  return input.lines.reduce((sum, { itemId, handed, grams }) => {
    const line = row.lines.find((one) => one.itemId === itemId);
    return line ? sum + lineFen(line, handed, grams) : sum;
  }, 0);
}

const receivedFen = (row: DoorRow, input: DoorInput): Fen =>
  input.receivedFen ?? (input.payment === 'later' ? 0 : chargedFen(row, input));

/** Everything that is there for the household, paid as it says. */
export const allHanded = (row: DoorRow, payment: Payment): Omit<DoorInput, 'takenBy'> => ({
  householdId: row.householdId,
  outcome: 'handed',
  lines: row.lines
    .filter(({ allotted }) => allotted > 0)
    .map(({ itemId, allotted }) => ({ itemId, handed: allotted })),
  payment,
});

/** Weighed goods have no price before somebody reads the scales. */
export const needsScales = ({ lines }: DoorRow): boolean =>
  lines.some(({ weighed, allotted }) => weighed && allotted > 0);

/** The list as it will be once the visits have arrived. A door that is done already stays as it is. */
export const withVisits = (view: DoorView, visits: readonly DoorInput[]): DoorView =>
  visits.reduce(withVisit, view);

function withVisit(view: DoorView, visit: DoorInput): DoorView {
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

function visited(row: DoorRow, visit: DoorInput): DoorRow {
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

/** 应收 = 实收 + 欠 also for what is still on its way. */
function summed(sums: SaleSums, before: DoorRow, after: DoorRow, cash: Fen): SaleSums {
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
  readonly householdId: HouseholdId;
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
  readonly householdId: HouseholdId;
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

export const goodsText = (row: DoorRow): string =>
  row.lines
    .filter(({ allotted }) => allotted > 0)
    .map(({ name, allotted, unit }) => `${name} ${allotted} ${unit}`)
    .join('，');

export function doorModel(view: DoorView): DoorModel {
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

function doorLine(row: DoorRow): DoorLine {
  const scales = needsScales(row);
  return {
    householdId: row.householdId,
    door: row.door || '没写门牌',
    label: row.label,
    goods: goodsText(row),
    deed: scales ? '称一称' : `收 ${yuanText(row.dueFen)}`,
    scales,
    tried: row.visited && row.state === 'absent' ? '来过一次，没人在家' : '',
  };
}

function doneLine(row: DoorRow): DoneLine {
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
