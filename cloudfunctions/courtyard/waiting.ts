/** 等我办: what waits for the caller and for those the caller helps. @see docs/domain/courtyard.md §3 */
import type { NoticeLine, WaitingItem } from '../../miniprogram/contract/home';
import type { CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import type { MemberDoc } from '../kernel/member-doc';
import type { DigestEntry, ReachDoc } from '../notice/public';
import { reachId } from '../notice/public';

/** A household the caller answers for. */
export interface Answering {
  readonly id: HouseholdId;
  readonly label: string;
  readonly courtyardId: CourtyardId;
  readonly helping: boolean;
}

/** A notice that asks for an answer, and one of the households it asks. */
interface Asked {
  readonly entry: DigestEntry;
  readonly household: Answering;
}

/** The own households of this courtyard, then those the caller acts for, wherever they are. */
export function answersFor(
  member: MemberDoc | undefined,
  here: CourtyardId | undefined,
): readonly Answering[] {
  const own = (member?.households ?? [])
    .filter(({ courtyardId }) => courtyardId === here)
    .map((one) => ({ ...answering(one), helping: false }));
  const helped = (member?.actingFor ?? [])
    .filter(({ status }) => status === 'active')
    .map((one) => ({ ...answering(one), helping: true }));
  return [...own, ...helped];
}

const answering = (one: { householdId: HouseholdId; label: string; courtyardId: CourtyardId }) => ({
  id: one.householdId,
  label: one.label,
  courtyardId: one.courtyardId,
});

export const askedOf = (
  households: readonly Answering[],
  entriesAt: (courtyard: CourtyardId) => readonly DigestEntry[],
): readonly Asked[] =>
  households.flatMap((household) =>
    entriesAt(household.courtyardId)
      .filter(({ mustConfirm }) => mustConfirm)
      .map((entry) => ({ entry, household })),
  );

/** The boards of a courtyard's notices, where questions may wait for its keepers. */
export const boardsHere = (
  entries: readonly DigestEntry[],
  courtyard: CourtyardId,
): readonly string[] => entries.map(({ noticeId }) => reachId(noticeId, courtyard));

/** The boards to read, each once; a request holds a hundred ids. */
export const boardsOf = (asked: readonly Asked[], kept: readonly string[]): readonly string[] =>
  [
    ...new Set([
      ...asked.map(({ entry, household }) => reachId(entry.noticeId, household.courtyardId)),
      ...kept,
    ]),
  ].slice(0, 100);

/** What is read of a board: the own marks, and for keepers what nobody has answered. */
export type OwnMarks = Pick<ReachDoc, '_id'> & Partial<Pick<ReachDoc, 'marks' | 'unanswered'>>;

/** Questions that wait for an answer, notice by notice as the tab lists them. */
export const questionItems = (
  entries: readonly DigestEntry[],
  boards: readonly OwnMarks[],
  courtyard: CourtyardId | undefined,
): readonly WaitingItem[] =>
  entries.flatMap(({ noticeId, title }) => {
    const board = boards.find(({ _id }) => courtyard && _id === reachId(noticeId, courtyard));
    const count = Object.keys(board?.unanswered ?? {}).length;
    return count > 0 ? [{ kind: 'questions' as const, noticeId, title, count }] : [];
  });

const isConfirmed = ({ entry, household }: Asked, boards: readonly OwnMarks[]): boolean => {
  const id = reachId(entry.noticeId, household.courtyardId);
  const board = boards.find(({ _id }) => _id === id);
  return board?.marks?.[household.id]?.version === entry.version;
};

export const waitingItems = (
  asked: readonly Asked[],
  boards: readonly OwnMarks[],
): readonly WaitingItem[] =>
  asked
    .filter((one) => !isConfirmed(one, boards))
    .map(({ entry, household }) => ({
      kind: 'confirm',
      noticeId: entry.noticeId,
      version: entry.version,
      title: entry.title,
      line: entry.line,
      forHousehold: { id: household.id, label: household.label },
      helping: household.helping,
      courtyardId: household.courtyardId,
    }));

/** A line is confirmed when every household the caller answers for here has been told. */
export function noticeLine(
  entry: DigestEntry,
  asked: readonly Asked[],
  boards: readonly OwnMarks[],
): NoticeLine {
  const mine = asked.filter((one) => one.entry.noticeId === entry.noticeId);
  return {
    id: entry.noticeId,
    title: entry.title,
    category: entry.category,
    by: entry.by,
    at: entry.from,
    pinned: entry.pinned,
    mustConfirm: entry.mustConfirm,
    confirmed: mine.length > 0 && mine.every((one) => isConfirmed(one, boards)),
  };
}
