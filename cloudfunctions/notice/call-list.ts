/** Who of a courtyard was reached, and who is still to be called. Pure. @see docs/domain/notice.md §4 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { CallRow } from '../../miniprogram/contract/notice';
import type { Plate } from '../courtyard/public';
import type { ReachDoc, ReachMark, ReachTry } from './documents';

type Plates = Readonly<Record<HouseholdId, Plate>>;

/** The marks of the present version, of households that are still in the courtyard; latest first. */
export function reachedOf(board: ReachDoc, plates: Plates) {
  return (Object.entries(board.marks) as [HouseholdId, ReachMark][])
    .filter(([id, { version }]) => version === board.version && plates[id] !== undefined)
    .map(([id, { how, at }]) => ({ id, label: plates[id]?.label ?? '', how, at }))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

/** Households nobody has reached yet, by unit and door as people count them. */
export function callListOf(board: ReachDoc, plates: Plates): readonly CallRow[] {
  return (Object.entries(plates) as [HouseholdId, Plate][])
    .filter(([id]) => board.marks[id]?.version !== board.version)
    .map(([id, plate]) => callRow(id, plate, lastTry(board, id)))
    .sort((a, b) => byNumber(a.unit, b.unit) || byNumber(a.door, b.door) || byNumber(a.id, b.id));
}

function callRow(id: HouseholdId, plate: Plate, last: ReachTry | undefined): CallRow {
  const { unit, door, family, away } = plate;
  return {
    ...{ id, unit, door, family },
    ...(away ? { away } : {}),
    ...(last ? { lastTry: { how: last.how, at: last.at } } : {}),
  };
}

const lastTry = ({ tries }: ReachDoc, id: HouseholdId): ReachTry | undefined =>
  Object.values(tries[id] ?? {}).reduce<ReachTry | undefined>(
    (last, one) => (last && last.at >= one.at ? last : one),
    undefined,
  );

/** Compares digits as numbers and the rest as text: 2单元 before 10单元, 101 before 1001. */
export function byNumber(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = byPart(left[i] ?? '', right[i] ?? '');
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function byPart(a: string, b: string): number {
  const numbers = Number(a) - Number(b);
  if (!Number.isNaN(numbers)) return numbers;
  return a < b ? -1 : a > b ? 1 : 0;
}
