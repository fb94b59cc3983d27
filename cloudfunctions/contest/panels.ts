/** Entries are in: who judges them, place by place. The tick's work, safe to repeat. @see docs/domain/contest.md §5 */
import type { CommunityId, CourtyardId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import { type CourtyardDoc, holdersAt, holds } from '../courtyard/public';
import { put } from '../kernel/conditions';
import type { MemberDoc } from '../kernel/member-doc';
import { createOnce, type Store } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import { SETTLED_MS } from './contest';
import {
  type ContestDoc,
  type EntryDoc,
  type Judge,
  type Place,
  type VerdictDoc,
  verdictId,
} from './documents';
import { askOrder, type Candidate, type Neighbour, needsOthers } from './judging';
import { everything } from './repository';

export const placesOf = (doc: ContestDoc): readonly Place[] =>
  doc.form.electorate === 'community' ? [doc.communityId] : doc.courtyards;

/** What of a place is there to be judged; `listed`: what others see by now. */
export const entriesAt = (
  store: Pick<Store, 'find'>,
  doc: ContestDoc,
  place: Place,
): Promise<readonly EntryDoc[]> =>
  everything<EntryDoc>(store, {
    collection: 'entries',
    where:
      place === doc.communityId
        ? { contestId: doc._id }
        : { contestId: doc._id, courtyardId: place },
    fields: ['householdId', 'courtyardId', 'actor', 'live', 'listed', 'form.name'],
  });

export const candidateOf = ({ _id, householdId, actor }: EntryDoc): Candidate => ({
  entryId: _id,
  householdId,
  actor,
});

/** @returns whether every place has its panel */
export async function seatPanels(context: TickContext, doc: ContestDoc): Promise<boolean> {
  const { store, late } = context;
  for (const place of placesOf(doc)) {
    if (late()) return false;
    const known = await store.get('verdicts', verdictId(doc._id, place), ['phase']);
    if (!known) await createOnce(store, 'verdicts', await verdictOf(context, doc, place));
  }
  const next = { step: put('count'), dueAt: put(doc.judgingEndsAt + SETTLED_MS) };
  await store.claim({
    collection: 'contests',
    id: doc._id,
    while: { status: 'open', step: 'judges' },
    changes: next,
  });
  return true;
}

async function verdictOf(
  { store, now }: TickContext,
  doc: ContestDoc,
  place: Place,
): Promise<VerdictDoc> {
  const entries = (await entriesAt(store, doc, place)).filter(({ live }) => live);
  const isByPoints = doc.form.electorate === 'committee' && entries.length > 0;
  const seated = isByPoints
    ? await panelFor(
        store,
        { doc, courtyardId: place as CourtyardId, now },
        entries.map(candidateOf),
      )
    : { panel: [] };
  return {
    _id: verdictId(doc._id, place),
    communityId: doc.communityId,
    rev: 1,
    contestId: doc._id,
    place,
    phase: entries.length === 0 ? 'empty' : 'judging',
    ...seated,
    late: false,
    entries: entries.length,
    households: new Set(entries.map(({ householdId }) => householdId)).size,
    votes: 0,
    rows: [],
    winners: [],
    ...(seated.panel.length > 0 ? { tell: 'judges' as const } : {}),
    at: now,
  };
}

interface At {
  readonly doc: ContestDoc;
  readonly courtyardId: CourtyardId;
  readonly now: number;
}

/** The own committee; where it has a part in it the neighbours'; where nobody is without one the community's staff. */
async function panelFor(
  store: Store,
  { doc, courtyardId, now }: At,
  entries: readonly Candidate[],
): Promise<{ readonly panel: readonly Judge[]; readonly judgedBy?: Place }> {
  const { communityId } = doc;
  const own = await committeeOf(store, communityId, { courtyardId, now });
  if (!needsOthers(own, entries)) return { panel: own };
  for (const id of await neighboursOf(store, communityId, courtyardId)) {
    const panel = await committeeOf(store, communityId, { courtyardId: id, now });
    if (!needsOthers(panel, entries)) return { panel, judgedBy: id };
  }
  return { panel: await staffOf(store, communityId, now), judgedBy: communityId };
}

export async function staffOf(
  store: Store,
  communityId: CommunityId,
  now: number,
): Promise<readonly Judge[]> {
  const members = await holdersAt(store, communityId, communityId);
  return members
    .filter((one) => holds(one, 'staff', communityId, now) || holds(one, 'admin', communityId, now))
    .map(judgeAt);
}

async function committeeOf(
  store: Store,
  communityId: CommunityId,
  { courtyardId, now }: Pick<At, 'courtyardId' | 'now'>,
): Promise<readonly Judge[]> {
  const members = await holdersAt(store, communityId, courtyardId);
  return members
    .filter((one) => holds(one, 'committee', courtyardId, now))
    .map(judgeAt)
    .sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
}

const judgeAt = ({ _id, households, actingFor }: MemberDoc): Judge => ({
  memberId: _id,
  households: [...households, ...actingFor].map(({ householdId }) => householdId),
});

async function neighboursOf(
  store: Store,
  communityId: CommunityId,
  from: CourtyardId,
): Promise<readonly CourtyardId[]> {
  const yards = await store.find<CourtyardDoc>({
    collection: 'courtyards',
    where: { communityId },
    order: [['code', 1]],
    limit: LIMITS.listMax,
    fields: ['code', 'residentGroup'],
  });
  const all = yards.map(
    ({ _id: id, code, residentGroup: group }): Neighbour<CourtyardId> => ({ id, code, group }),
  );
  const own = all.find(({ id }) => id === from);
  return own ? askOrder(own, all) : [];
}
