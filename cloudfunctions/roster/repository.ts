/** Reading what a roster stands on, inside the caller's courtyard. */
import type { CourtyardId, HouseholdId, KeyId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { CourtyardDoc, Plate } from '../courtyard/public';
import { isKeeper as holdsKeeping } from '../courtyard/public';
import { type Caller, courtyardOf, householdHere } from '../kernel/caller';
import { absent } from '../kernel/conditions';
import { found } from '../kernel/errors';
import type { MemberDoc } from '../kernel/member-doc';
import type { Reading, Store } from '../kernel/store';
import { type KeyDoc, newRoster, type RosterDoc, rosterId } from './documents';
import type { Home } from './form';

type Reader = Pick<Store, 'get'> | Reading;
type Finder = Pick<Store, 'find'> | Reading;

/**
 * The roster of the call's courtyard; an empty one where there is none yet.
 * @throws AppError `NOT_FOUND` for another community's courtyard
 */
export async function rosterOf(read: Reader, call: Call): Promise<RosterDoc> {
  const courtyardId = courtyardOf(call);
  const doc = await read.get<RosterDoc>('rosters', rosterId(courtyardId));
  if (doc) return found(doc, doc.communityId === call.communityId);
  const courtyard = await read.get<CourtyardDoc>('courtyards', courtyardId);
  found(courtyard, courtyard?.communityId === call.communityId);
  return { ...newRoster(call.communityId, courtyardId), rev: 0 };
}

/**
 * The roster and the doors; where there is no roster yet, the doors say whose courtyard it is.
 * @throws AppError `NOT_FOUND` for another community's courtyard
 */
export async function rosterAndHomes(
  store: Store,
  call: Call,
): Promise<{ readonly doc: RosterDoc; readonly homes: readonly Home[] }> {
  const courtyardId = courtyardOf(call);
  const known = await store.get<RosterDoc>('rosters', rosterId(courtyardId));
  const homes = await homesOf(store, call);
  if (known) return { doc: found(known, known.communityId === call.communityId), homes };
  if (homes.length === 0) return { doc: await rosterOf(store, call), homes };
  return { doc: { ...newRoster(call.communityId, courtyardId), rev: 0 }, homes };
}

const FRESH_MS = 30_000;
const KEPT = 100;
const kept = new Map<string, { readonly at: EpochMs; readonly yard: Yard }>();

export interface Yard {
  readonly name: string;
  readonly plates: Readonly<Record<HouseholdId, Plate>>;
}

/**
 * The courtyard's doors. Usually no request: the instance keeps them for half a minute.
 * @throws AppError `NOT_FOUND` — also for another community's, so that ids cannot be probed
 */
export async function yardOf(store: Pick<Store, 'get'>, call: Call, now: EpochMs): Promise<Yard> {
  const courtyardId = courtyardOf(call);
  const key = `${call.communityId}.${courtyardId}`;
  const known = kept.get(key);
  if (known && known.at <= now && now < known.at + FRESH_MS) return known.yard;
  const doc = await store.get<CourtyardDoc>('courtyards', courtyardId, [
    ...['communityId', 'name', 'plates'],
  ]);
  const { name, plates } = found(doc, doc?.communityId === call.communityId);
  if (kept.size >= KEPT) kept.clear();
  kept.set(key, { at: now, yard: { name, plates } });
  return { name, plates };
}

export const labelIn = ({ plates }: Yard, household: string): string =>
  household === 'committee' ? '院委会' : (plates[household as HouseholdId]?.label ?? '院里一户');

/**
 * A courtyard has at most a hundred households.
 * @throws AppError `NOT_FOUND` for another community's
 */
export async function homesOf(read: Finder, call: Call): Promise<readonly Home[]> {
  const homes = await read.find<Home & { communityId: string; rev: number; status: string }>({
    collection: 'households',
    where: { courtyardId: courtyardOf(call) },
    order: [['_id', 1]],
    limit: 100,
    fields: ['communityId', 'unit', 'door', 'label', 'tenure', 'status', 'away'],
  });
  const ours = homes.every(({ communityId }) => communityId === call.communityId);
  return found(homes, ours).filter(({ status }) => status === 'active');
}

/** The households of the courtyard that somebody with an account lives in, of the first hundred accounts. */
export async function joinedIn(read: Finder, call: Call): Promise<ReadonlySet<HouseholdId>> {
  const courtyardId = courtyardOf(call);
  const members = await read.find<MemberDoc>({
    collection: 'members',
    where: { 'households.courtyardId': courtyardId },
    order: [['_id', 1]],
    limit: 100,
    fields: ['communityId', 'households'],
  });
  return new Set(
    members
      .filter(({ communityId }) => communityId === call.communityId)
      .flatMap(({ households }) => households)
      .filter((home) => home.courtyardId === courtyardId)
      .map(({ householdId }) => householdId),
  );
}

/** At most six gates with a key and five spare ones each. */
const KEYS_MAX = 40;

/** Those in use, each gate's own before its spare ones. */
export const keysOf = (read: Finder, courtyardId: CourtyardId): Promise<readonly KeyDoc[]> =>
  read.find<KeyDoc>({
    collection: 'keys',
    where: { courtyardId, retiredAt: absent() },
    order: [['_id', 1]],
    limit: KEYS_MAX,
  });

/** @throws AppError `NOT_FOUND`, also for one that is out of use */
export async function keyOf(read: Reader, id: KeyId, call: Call): Promise<KeyDoc> {
  const key = await anyKeyOf(read, id, call);
  return found(key, key.retiredAt === undefined);
}

/** @throws AppError `NOT_FOUND` */
export async function anyKeyOf(read: Reader, id: KeyId, call: Call): Promise<KeyDoc> {
  const key = await read.get<KeyDoc>('keys', id);
  return found(key, key?.communityId === call.communityId && key.courtyardId === courtyardOf(call));
}

export const isKeeper = ({ roles }: Caller): boolean => holdsKeeping(roles);

/** The household somebody acts for here; undefined for keepers who have none here. */
export function partyOf(caller: Caller, call: Call): HouseholdId | undefined {
  const here = caller.member?.households.some(
    ({ courtyardId }) => courtyardId === call.courtyardId,
  );
  if (call.subject === undefined && !here) return undefined;
  if (call.subject !== undefined && isKeeper(caller) && !actsForSubject(caller, call)) {
    return undefined;
  }
  return householdHere(caller, call).householdId;
}

const actsForSubject = ({ member }: Caller, { subject }: Call): boolean =>
  [
    ...(member?.households ?? []),
    ...(member?.actingFor ?? []).filter(({ status }) => status === 'active'),
  ].some(({ householdId }) => householdId === subject);
