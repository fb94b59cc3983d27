/** Reading what a contest stands on, inside the caller's reach; and the one way to move one on. */
import type {
  CommunityId,
  ContestId,
  CourtyardId,
  EntryId,
  HouseholdId,
  MemberId,
} from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { Call } from '../../miniprogram/contract/protocol';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type CourtyardDoc, isKeeper, type Plate } from '../courtyard/public';
import type { HouseholdDoc } from '../directory/public';
import { type Caller, courtyardOf } from '../kernel/caller';
import { after } from '../kernel/conditions';
import type { Find } from '../kernel/database';
import { found } from '../kernel/errors';
import { once } from '../kernel/requests';
import type { Context } from '../kernel/serve';
import { type Reading, replace, type Store, type Write } from '../kernel/store';
import {
  type ContestDoc,
  type EntryDoc,
  type Place,
  type VerdictDoc,
  verdictId,
} from './documents';

type Reader = Pick<Store, 'get'> | Reading;
type Asked = Pick<Context<unknown>, 'call' | 'caller'>;

export const isStaff = ({ roles }: Pick<Caller, 'roles'>): boolean =>
  roles.has('staff') || roles.has('admin');

/** A courtyard's contest is its keepers' to run, the community's is its staff's. */
export const mayRun = (contest: Pick<ContestDoc, 'origin'>, { call, caller }: Asked): boolean =>
  isStaff(caller) || (isKeeper(caller.roles) && contest.origin === call.courtyardId);

const FRESH_MS = 30_000;
const KEPT = 200;

interface Kept<T> {
  readonly at: EpochMs;
  readonly doc: T;
}
const contests = new Map<ContestId, Kept<ContestDoc>>();

/** What an act of this instance wrote is read anew. */
export const forgetKept = (id: ContestId): boolean => contests.delete(id);

/**
 * Once it is open a contest hardly changes, so the instance keeps it for half a minute and usually asks nothing.
 * @throws AppError `NOT_FOUND`
 */
async function kept(store: Reader, id: ContestId, now: EpochMs): Promise<ContestDoc> {
  const known = contests.get(id);
  if (known && known.at <= now && now < known.at + FRESH_MS) return known.doc;
  const doc = found(await store.get<ContestDoc>('contests', id));
  if (!doc.listed) return doc;
  if (contests.size >= KEPT) contests.clear();
  contests.set(id, { at: now, doc });
  return doc;
}

/**
 * A contest the neighbours of the call's courtyard see.
 * @throws AppError `NOT_FOUND`, also for a draft and for another courtyard's, so that ids cannot be probed
 */
export async function contestForReading(
  store: Reader,
  id: ContestId,
  context: Asked & { readonly now: EpochMs },
): Promise<ContestDoc> {
  const contest = await kept(store, id, context.now);
  found(contest, contest.communityId === context.call.communityId);
  if (mayRun(contest, context)) return contest;
  return found(contest, contest.listed && contest.courtyards.includes(courtyardOf(context.call)));
}

/** The same, for whoever was asked from another courtyard. @throws AppError `NOT_FOUND` */
export async function contestListed(
  store: Reader,
  id: ContestId,
  { call, now }: { readonly call: Call; readonly now: EpochMs },
): Promise<ContestDoc> {
  const contest = await kept(store, id, now);
  return found(contest, contest.listed && contest.communityId === call.communityId);
}

/** Read anew. @throws AppError `NOT_FOUND` */
export async function contestToRun(
  store: Reader,
  id: ContestId,
  asked: Asked,
): Promise<ContestDoc> {
  const contest = await store.get<ContestDoc>('contests', id);
  return found(contest, contest?.communityId === asked.call.communityId && mayRun(contest, asked));
}

/** Where the winners of a courtyard's entries are found. */
export const placeFor = (contest: ContestDoc, courtyardId: CourtyardId): Place =>
  contest.form.electorate === 'community' ? contest.communityId : courtyardId;

/** @throws AppError `NOT_FOUND`, also for another community's */
export async function entryFor(
  store: Reader,
  id: EntryId,
  { communityId }: Pick<Call, 'communityId'>,
): Promise<EntryDoc> {
  const entry = await store.get<EntryDoc>('entries', id);
  return found(entry, entry?.communityId === communityId);
}

/** Of the household one acts for. @throws AppError `NOT_FOUND` */
export async function ownEntry(
  store: Reader,
  id: EntryId,
  { call, householdId }: { readonly call: Call; readonly householdId: HouseholdId },
): Promise<EntryDoc> {
  const entry = await entryFor(store, id, call);
  return found(entry, entry.householdId === householdId);
}

export const verdictAt = (
  store: Reader,
  contest: ContestId,
  place: Place,
): Promise<VerdictDoc | undefined> => store.get<VerdictDoc>('verdicts', verdictId(contest, place));

/** One act on a contest, however often the request comes. @throws AppError `NOT_FOUND`, and whatever `decide` throws */
export async function actOn<T>(
  context: Context<unknown>,
  id: ContestId,
  decide: (contest: ContestDoc) => { readonly after: ContestDoc; readonly value: T },
): Promise<T> {
  const value = await once(context, async (read) => {
    const { after: next, value: reply } = decide(await contestToRun(read, id, context));
    const writes: readonly Write[] = [replace('contests', next)];
    return { writes, value: reply };
  });
  forgetKept(id);
  return value;
}

const PAGES_MAX = 30;

/** All of a query, a hundred at a time, by id. For the tick: nobody waits for it. */
export async function everything<T extends { readonly _id: string }>(
  read: Pick<Store, 'find'>,
  { collection, where, fields }: Pick<Find, 'collection' | 'where' | 'fields'>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const some = (await read.find({
      collection,
      where: { ...where, _id: after(all.at(-1)?._id ?? '') },
      order: [['_id', 1]],
      limit: LIMITS.listMax,
      ...(fields ? { fields } : {}),
    })) as unknown as readonly T[];
    all.push(...some);
    if (some.length < LIMITS.listMax) break;
  }
  return all;
}

export interface Yard {
  readonly name: string;
  readonly plates: Readonly<Record<HouseholdId, Plate>>;
}

const yards = new Map<string, Kept<Yard>>();

/** Courtyards by id: doors and names, kept by the instance for half a minute. At most one request. */
export async function yardsOf(
  store: Pick<Store, 'getAll'>,
  ids: readonly CourtyardId[],
  { communityId, now }: { readonly communityId: CommunityId; readonly now: EpochMs },
): Promise<ReadonlyMap<CourtyardId, Yard>> {
  const keyOf = (id: string) => `${communityId}.${id}`;
  const freshOf = (id: CourtyardId) => {
    const known = yards.get(keyOf(id));
    return known && known.at <= now && now < known.at + FRESH_MS ? known.doc : undefined;
  };
  const wanted = [...new Set(ids)];
  const missing = wanted.filter((id) => freshOf(id) === undefined);
  const fields = ['communityId', 'name', 'plates'];
  const docs = await store.getAll<CourtyardDoc>('courtyards', missing, fields);
  if (yards.size >= KEPT) yards.clear();
  for (const { _id, communityId: of, name, plates } of docs) {
    if (of === communityId) yards.set(keyOf(_id), { at: now, doc: { name, plates } });
  }
  return new Map(
    wanted.flatMap((id) => {
      const yard = yards.get(keyOf(id))?.doc;
      return yard ? [[id, yard] as const] : [];
    }),
  );
}

/** `2单元 101 李家` to neighbours of the courtyard, `桂花巷9号院一户` to everybody else. */
export const labelIn = (
  yardBy: ReadonlyMap<CourtyardId, Yard>,
  { courtyardId, householdId }: Pick<EntryDoc, 'courtyardId' | 'householdId'>,
  here: CourtyardId | undefined,
): string => {
  const yard = yardBy.get(courtyardId);
  if (courtyardId !== here) return `${yard?.name ?? '别的院'}一户`;
  return yard?.plates[householdId]?.label ?? '院里一户';
};

type Age = 'grown' | 'young' | 'child' | 'unknown';

/** How old the register says somebody is: `child` under 14, `young` under 18. One request. */
export async function ageOf(
  read: Reader,
  householdId: HouseholdId,
  memberId: MemberId,
): Promise<Age> {
  const home = await read.get<HouseholdDoc>('households', householdId);
  const band = home?.people.find((one) => one.memberId === memberId)?.ageBand;
  if (band === undefined) return 'unknown';
  if (band === 'u14') return 'child';
  return band === '14-17' ? 'young' : 'grown';
}
