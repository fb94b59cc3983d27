/** What a sheet says of days that are over. Pure. @see docs/domain/roster.md §9 */
import { addDays } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Count, LocalDate } from '../../miniprogram/contract/units';
import { AppError, refuseIf } from '../kernel/errors';
import type { RosterDoc, Worth } from './documents';
import { type Fact, minutesOf } from './rules';
import { rowOf } from './sheet';

/** Older rows have been counted by others already. */
export const PAPER_DAYS_MAX = 62;

export interface PaperRow {
  readonly row: Count;
  /** The number of the household that came; 0 when nobody did. */
  readonly came: Count;
}

interface Ground {
  /** The days of the month that are over. */
  readonly facts: readonly Fact[];
  /** Rows of the month that lie ahead. */
  readonly ahead: readonly Count[];
  readonly numbers: readonly (HouseholdId | undefined)[];
  readonly today: LocalDate;
}

export interface Entered {
  readonly facts: readonly Fact[];
  readonly changed: Count;
  readonly unchanged: Count;
  readonly worth: readonly (readonly [HouseholdId, Worth])[];
}

/**
 * All of it or nothing.
 * @throws AppError `PAPER_ROW_TWICE`, `PAPER_ROW_AHEAD`, `PAPER_ROW_UNKNOWN`, `PAPER_ROW_OLD`, `PAPER_NO_UNKNOWN`,
 *   `PAPER_CLASH`, each with the row
 */
export function entered(rows: readonly PaperRow[], ground: Ground): Entered {
  const written = new Map<Count, Count>();
  for (const { row, came } of rows) {
    refuseIf(written.has(row), 'PAPER_ROW_TWICE', { row });
    refuseWrong({ row, came }, ground);
    written.set(row, came);
  }
  const pairs = ground.facts.map((before) => {
    const came = written.get(rowOf(before));
    return { before, after: came === undefined ? before : factAfter(before, came, ground) };
  });
  const changes = pairs.filter(({ before, after }) => !isSame(before, after));
  const facts = pairs.map(({ after }) => after);
  for (const { after } of changes) refuseClash(after, { facts, numbers: ground.numbers });
  return {
    facts,
    changed: changes.length,
    unchanged: written.size - changes.length,
    worth: changes.flatMap(({ before, after }) => [...worthOf(before, -1), ...worthOf(after, 1)]),
  };
}

function refuseWrong({ row, came }: PaperRow, { facts, ahead, numbers, today }: Ground): void {
  const fact = facts.find((one) => rowOf(one) === row);
  if (!fact)
    throw new AppError(ahead.includes(row) ? 'PAPER_ROW_AHEAD' : 'PAPER_ROW_UNKNOWN', { row });
  refuseIf(fact.day < addDays(today, -PAPER_DAYS_MAX), 'PAPER_ROW_OLD', {
    row,
    max: PAPER_DAYS_MAX,
  });
  refuseIf(came > 0 && numbers[came - 1] === undefined, 'PAPER_NO_UNKNOWN', { row, no: came });
}

function factAfter(before: Fact, came: Count, { numbers }: Ground): Fact {
  const { nobody: _, ...plain } = before;
  const doer = numbers[came - 1];
  return doer === undefined ? { ...plain, nobody: true } : { ...plain, doer };
}

const isSame = (a: Fact, b: Fact): boolean =>
  a.nobody === b.nobody && (a.nobody === true || a.doer === b.doer);

/** Nobody stands at two posts at the same time. */
function refuseClash(one: Fact, { facts, numbers }: Pick<Ground, 'facts' | 'numbers'>): void {
  if (one.nobody) return;
  const clashes = facts.some(
    (other) =>
      other.id !== one.id &&
      !other.nobody &&
      other.day === one.day &&
      other.doer === one.doer &&
      other.opensAt < one.closesAt &&
      one.opensAt < other.closesAt,
  );
  refuseIf(clashes, 'PAPER_CLASH', { row: rowOf(one), no: numbers.indexOf(one.doer) + 1 });
}

const worthOf = (fact: Fact, sign: 1 | -1): readonly (readonly [HouseholdId, Worth])[] =>
  fact.nobody ? [] : [[fact.doer, { turns: sign, minutes: sign * minutesOf(fact) }]];

/** Turns and minutes that paper has moved from one household to another. */
export function withWorth(
  { corrections = {} }: Pick<RosterDoc, 'corrections'>,
  changes: Entered['worth'],
): NonNullable<RosterDoc['corrections']> {
  const sums: Record<HouseholdId, Worth> = { ...corrections };
  for (const [household, { turns, minutes }] of changes) {
    const known = sums[household] ?? { turns: 0, minutes: 0 };
    sums[household] = { turns: known.turns + turns, minutes: known.minutes + minutes };
  }
  const kept = Object.entries(sums).filter(
    ([, { turns, minutes }]) => turns !== 0 || minutes !== 0,
  );
  return Object.fromEntries(kept);
}
