/** Who may judge what, and what comes of it. Whole numbers only. Pure. @see docs/domain/contest.md §5 */
import { CONTEST_LIMITS, type TieRule } from '../../miniprogram/contract/contest-forms';
import type { EntryId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import { AppError, refuseIf } from '../kernel/errors';
import type { CountedRow, Judge, Winner } from './documents';

export interface Candidate {
  readonly entryId: EntryId;
  readonly householdId: HouseholdId;
  readonly actor: MemberId;
}

/** Of the own family, of somebody one acts for, or entered with the own hands. */
export const isRecused = (
  judge: Judge,
  { householdId, actor }: Pick<Candidate, 'householdId' | 'actor'>,
): boolean => judge.households.includes(householdId) || judge.memberId === actor;

export const judgesOf = (panel: readonly Judge[], entry: Candidate): readonly Judge[] =>
  panel.filter((judge) => !isRecused(judge, entry));

/** Where every judge has a part in the contest, or an entry is left with too few of them, others are asked. */
export function needsOthers(panel: readonly Judge[], entries: readonly Candidate[]): boolean {
  const isShort = entries.some((entry) => judgesOf(panel, entry).length < CONTEST_LIMITS.judges);
  const allEntered = panel.every((judge) => entries.some((entry) => isRecused(judge, entry)));
  return isShort || (allEntered && entries.length > 0);
}

export interface Mark {
  readonly entryId: EntryId;
  readonly judgeId: MemberId;
  readonly points: readonly Count[];
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

export interface Result {
  readonly sum: Count;
  readonly of: Count;
}

/** Above 0 when `a` is better. Fractions are compared by whole numbers; no marks at all are 0, not 0 of 0. */
export const compareResults = (a: Result, b: Result): number =>
  a.sum * Math.max(1, b.of) - b.sum * Math.max(1, a.of);

/** Two decimals, rounded half up: `8.67`. */
export function meanText({ sum, of }: Result): string {
  if (of === 0) return '0.00';
  const hundredths = Math.floor((sum * 200 + of) / (of * 2));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

/** The mean of the judges who could score an entry. Marks of others do not count, whatever they say. */
export function scoredRows(
  entries: readonly Candidate[],
  panel: readonly Judge[],
  marks: readonly Mark[],
): readonly CountedRow[] {
  const rows = entries.map((entry) => {
    const allowed = new Set(judgesOf(panel, entry).map(({ memberId }) => memberId));
    const given = marks
      .filter(({ entryId, judgeId }) => entryId === entry.entryId && allowed.has(judgeId))
      .map(({ points }) => total(points))
      .sort((a, b) => a - b);
    return { ...rowOf(entry), sum: total(given), of: given.length, given };
  });
  return ranked(rows);
}

/** Entries that have too few marks for a mean. */
export const lacking = (rows: readonly CountedRow[]): readonly EntryId[] =>
  rows.filter(({ of }) => of < CONTEST_LIMITS.judges).map(({ entryId }) => entryId);

export interface Vote {
  readonly householdId: HouseholdId;
  readonly entryId: EntryId;
}

/** One ballot a household; one for the own entry, or for what is not on the wall, counts for nothing. */
export function votedRows(
  entries: readonly Candidate[],
  votes: readonly Vote[],
): readonly CountedRow[] {
  const rows = entries.map((entry) => {
    const own = votes.filter(
      ({ entryId, householdId }) => entryId === entry.entryId && householdId !== entry.householdId,
    );
    return { ...rowOf(entry), sum: own.length, of: 1, given: [] };
  });
  return ranked(rows);
}

const rowOf = ({ entryId, householdId }: Candidate) => ({ entryId, householdId, rank: 0 });

/** Best first, alike ones by id; who is alike has the same rank, and as many ranks are left out. */
function ranked(rows: readonly CountedRow[]): readonly CountedRow[] {
  const sorted = [...rows].sort((a, b) => compareResults(b, a) || (a.entryId < b.entryId ? -1 : 1));
  return sorted.map((row) => ({
    ...row,
    rank: 1 + sorted.filter((other) => compareResults(other, row) > 0).length,
  }));
}

/** Who gets a title. More than one: those the committee chooses among, or who share it. */
export interface Award {
  readonly title: Count;
  readonly among: readonly EntryId[];
  readonly shared: boolean;
}

/**
 * Titles go down the ranks. `share`: whoever is alike gets the same title, and as many titles after it fall away.
 * `committee`: alike ones stand for as many titles as they would fill, and the committee says who gets which.
 * Nobody wins without a single point.
 */
export function awardsOf(
  rows: readonly CountedRow[],
  { titles, ties }: { readonly titles: Count; readonly ties: TieRule },
): readonly Award[] {
  const awards: Award[] = [];
  const standing = rows.filter(({ sum }) => sum > 0);
  for (let place = 0; place < titles; ) {
    const alike = standing.filter(({ rank }) => rank === place + 1).map(({ entryId }) => entryId);
    if (alike.length === 0) break;
    const shared = ties === 'share' && alike.length > 1;
    const last = shared ? place : Math.min(place + alike.length, titles) - 1;
    for (let title = place; title <= last; title += 1) {
      awards.push({ title, among: alike, shared });
    }
    place += alike.length;
  }
  return awards;
}

/**
 * What is announced must be what came out: every title that can be given, each to those it belongs to, nobody twice.
 * @throws AppError `RESULT_WRONG`
 */
export function refuseWrong(awards: readonly Award[], winners: readonly Winner[]): void {
  refuseIf(winners.length !== awards.length, 'RESULT_WRONG');
  for (const { title, among, shared } of awards) {
    const winner = winners.find((one) => one.title === title);
    if (!winner) throw new AppError('RESULT_WRONG');
    const { entryIds } = winner;
    const fits = shared
      ? sameSet(entryIds, among)
      : entryIds.length === 1 && entryIds.every((id) => among.includes(id));
    refuseIf(!fits, 'RESULT_WRONG');
  }
  const all = winners.flatMap(({ entryIds }) => entryIds);
  refuseIf(new Set(all).size !== all.length, 'RESULT_WRONG');
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set([...a, ...b]).size === b.length;

/** The choice is open: somebody has to say who of them. */
export const isOpenChoice = ({ among, shared }: Award): boolean => !shared && among.length > 1;

/** A courtyard that could judge for another one. */
export interface Neighbour<T> {
  readonly id: T;
  readonly code: string;
  readonly group: Count;
}

/**
 * Who is asked instead, nearest first: the courtyards of the same group after this one by number, round and round; then
 * the others likewise. The same for everybody who reckons it.
 */
export function askOrder<T extends string>(
  from: Neighbour<T>,
  others: readonly Neighbour<T>[],
): readonly T[] {
  const sorted = others
    .filter(({ id }) => id !== from.id)
    .sort((a, b) => (a.code < b.code || (a.code === b.code && a.id < b.id) ? -1 : 1));
  const after = sorted.filter(({ code }) => code > from.code);
  const round = [...after, ...sorted.filter((one) => !after.includes(one))];
  const isNear = ({ group }: Neighbour<T>) => group !== 0 && group === from.group;
  return [...round.filter(isNear), ...round.filter((one) => !isNear(one))].map(({ id }) => id);
}
