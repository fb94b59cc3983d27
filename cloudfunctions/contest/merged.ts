/** Two households that turned out to be one: entries, ballots and prizes go by the one that stays. @see docs/domain/contest.md §3 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { HouseholdDoc } from '../directory/public';
import { after, put } from '../kernel/conditions';
import { create, remove, replace, type Store } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import { emptied } from './contest';
import {
  type BallotDoc,
  ballotId,
  type ContestDoc,
  type EntryDoc,
  entryIdOf,
  type PrizeDoc,
} from './documents';

const HOUSEHOLDS = 20;

type Way = readonly [from: HouseholdId, into: HouseholdId];

/**
 * Comes before the roster, which takes the mark off that says who has left. Safe to repeat.
 * @returns how many documents went over
 */
export async function followMerged({ store, late }: TickContext): Promise<number> {
  const left = await store.find<HouseholdDoc>({
    collection: 'households',
    where: { leftBy: after('mb_') },
    limit: HOUSEHOLDS,
    fields: ['communityId', 'mergedInto'],
  });
  let moved = 0;
  for (const { _id, mergedInto } of left) {
    if (late()) break;
    if (mergedInto) moved += await moveAll(store, [_id, mergedInto]);
  }
  return moved;
}

async function moveAll(store: Store, way: Way): Promise<number> {
  const [householdId] = way;
  const of = <T extends EntryDoc | BallotDoc | PrizeDoc>(collection: string) =>
    store.find<T>({ collection, where: { householdId }, limit: LIMITS.listMax });
  const entries = await of<EntryDoc>('entries');
  for (const entry of entries) await moveEntry(store, entry, way);
  const ballots = await of<BallotDoc>('ballots');
  for (const ballot of ballots) await moveBallot(store, ballot, way);
  const prizes = await of<PrizeDoc>('prizes');
  for (const { _id } of prizes) {
    const changes = { householdId: put(way[1]) };
    await store.claim({ collection: 'prizes', id: _id, while: { householdId }, changes });
  }
  return entries.length + ballots.length + prizes.length;
}

/**
 * Of two balconies of what is one home now the one that stays keeps its own; the other keeps its id, so that points
 * given to it stay its own. Until judging is over: a result that was said is not unsaid.
 */
const moveEntry = (store: Store, { _id, contestId, key }: EntryDoc, [from, into]: Way) =>
  store.transact(async (read) => {
    const entry = await read.get<EntryDoc>('entries', _id);
    if (entry?.householdId !== from) return { writes: [], value: undefined };
    const isHome = key === from;
    const own = isHome
      ? await read.get<EntryDoc>('entries', entryIdOf(contestId, into))
      : undefined;
    const contest = own?.live ? await read.get<ContestDoc>('contests', contestId) : undefined;
    const isTwice = own?.live === true && contest?.step !== undefined && contest.step !== 'prizes';
    const after = { ...(isTwice ? emptied(entry) : entry), householdId: into };
    return { writes: [replace('entries', after)], value: undefined };
  });

/** One ballot for each household: the one that stays keeps its own. */
const moveBallot = (store: Store, { _id, contestId }: BallotDoc, [from, into]: Way) =>
  store.transact(async (read) => {
    const ballot = await read.get<BallotDoc>('ballots', _id);
    if (ballot?.householdId !== from) return { writes: [], value: undefined };
    const id = ballotId(contestId, into);
    const own = await read.get<BallotDoc>('ballots', id);
    const moved: BallotDoc = { ...ballot, _id: id, rev: 1, householdId: into };
    const writes = [remove('ballots', ballot), ...(own ? [] : [create('ballots', moved)])];
    return { writes, value: undefined };
  });
