/** Courtyards, doors and people by name: the instance keeps them for a little while, so a page seldom asks. */
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
} from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { EpochMs } from '../../miniprogram/contract/units';
import {
  type CommunityPlaceDigest,
  type CourtyardDoc,
  type Plate,
  placeDigestId,
} from '../courtyard/public';
import { found } from '../kernel/errors';
import type { MemberDoc } from '../kernel/member-doc';
import type { Store } from '../kernel/store';

const KEPT = 200;
const YARD_MS = 30_000;
const yards = new Map<string, { readonly at: EpochMs; readonly yard: Yard }>();

export interface Yard {
  readonly name: string;
  readonly plates: Readonly<Record<HouseholdId, Plate>>;
}

/**
 * A courtyard's doors. Usually no request: the instance keeps them for half a minute.
 * @throws AppError `NOT_FOUND`, also for another community's
 */
export async function yardOf(
  store: Pick<Store, 'get'>,
  courtyardId: CourtyardId,
  { communityId, now }: { readonly communityId: CommunityId; readonly now: EpochMs },
): Promise<Yard> {
  const key = `${communityId}.${courtyardId}`;
  const kept = yards.get(key);
  if (kept && kept.at <= now && now < kept.at + YARD_MS) return kept.yard;
  const doc = await store.get<CourtyardDoc>('courtyards', courtyardId, [
    ...['communityId', 'name', 'plates'],
  ]);
  const { name, plates } = found(doc, doc?.communityId === communityId);
  if (yards.size >= KEPT) yards.clear();
  yards.set(key, { at: now, yard: { name, plates } });
  return { name, plates };
}

const PLACE_MS = 60_000;
const places = new Map<string, { readonly at: EpochMs; readonly place: CommunityPlaceDigest }>();

/** The community's courtyards by name. Usually no request. @throws AppError `NOT_FOUND` */
export async function placeOf(
  store: Pick<Store, 'get'>,
  community: CommunityId,
  now: EpochMs,
): Promise<CommunityPlaceDigest> {
  const kept = places.get(community);
  if (kept && kept.at <= now && now < kept.at + PLACE_MS) return kept.place;
  const place = found(await store.get<CommunityPlaceDigest>('digests', placeDigestId(community)));
  places.set(community, { at: now, place });
  return place;
}

export const nameIn = ({ courtyards }: CommunityPlaceDigest, id: CourtyardId): string =>
  courtyards.find((one) => one.id === id)?.name ?? '';

const NAMES_MS = 60_000;
const names = { since: 0, of: new Map<MemberId, string>() };

/** The instance keeps names for a minute, no longer than somebody who left may still be called by one. */
export async function namesIn(
  store: Pick<Store, 'getAll'>,
  members: readonly MemberId[],
  now: EpochMs,
): Promise<(member: MemberId) => string> {
  if (now < names.since || now >= names.since + NAMES_MS) {
    names.since = now;
    names.of.clear();
  }
  const unknown = members.filter((member) => !names.of.has(member)).slice(0, LIMITS.listMax);
  for (const { _id, name } of await store.getAll<MemberDoc>('members', unknown, ['name'])) {
    names.of.set(_id, name);
  }
  return (member) => names.of.get(member) ?? '已离开的邻居';
}
