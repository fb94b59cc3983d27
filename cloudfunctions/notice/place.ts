/** The community's name, telephone and courtyards: on every page, and changed once in a year. */
import type { CommunityId, CourtyardId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type CommunityPlaceDigest, type CourtyardDoc, placeDigestId } from '../courtyard/public';
import { AppError } from '../kernel/errors';
import type { Store } from '../kernel/store';

const FRESH_MS = 60_000;
const kept = new Map<string, { readonly at: EpochMs; readonly place: CommunityPlaceDigest }>();

/**
 * Usually no request: the instance keeps it for a minute.
 * @throws AppError `NOT_FOUND` for a community that is not set up
 */
export async function placeOf(
  store: Pick<Store, 'get'>,
  community: CommunityId,
  now: EpochMs,
): Promise<CommunityPlaceDigest> {
  const known = kept.get(community);
  if (known && known.at <= now && now < known.at + FRESH_MS) return known.place;
  const place = await store.get<CommunityPlaceDigest>('digests', placeDigestId(community));
  if (!place) throw new AppError('NOT_FOUND');
  kept.set(community, { at: now, place });
  return place;
}

export const nameOf = (place: CommunityPlaceDigest, courtyard: CourtyardId): string =>
  place.courtyards.find(({ id }) => id === courtyard)?.name ?? '';

const HOUSEHOLDS = new Map<string, ReadonlySet<string>>();

/**
 * Refuses a household that does not live in the courtyard. A household never changes its courtyard,
 * so what the instance has seen once it need not ask again.
 * @throws AppError `NOT_FOUND`
 */
export async function refuseStranger(
  store: Pick<Store, 'get'>,
  household: string,
  at: { readonly courtyardId: CourtyardId; readonly communityId: CommunityId },
): Promise<void> {
  const key = `${at.communityId}.${at.courtyardId}`;
  if (HOUSEHOLDS.get(key)?.has(household)) return;
  const courtyard = await loadCourtyard(store, at);
  HOUSEHOLDS.set(key, new Set(Object.keys(courtyard.plates)));
  if (!HOUSEHOLDS.get(key)?.has(household)) throw new AppError('NOT_FOUND');
}

/** @throws AppError `NOT_FOUND`, also for another community's courtyard */
export async function loadCourtyard(
  store: Pick<Store, 'get'>,
  { courtyardId, communityId }: { courtyardId: CourtyardId; communityId: CommunityId },
): Promise<Pick<CourtyardDoc, 'name' | 'plates' | 'communityId'>> {
  const courtyard = await store.get<CourtyardDoc>('courtyards', courtyardId, [
    'communityId',
    'name',
    'plates',
  ]);
  if (courtyard?.communityId !== communityId) throw new AppError('NOT_FOUND');
  return courtyard;
}
