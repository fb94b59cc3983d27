/** The community's name, telephone and courtyards' names: on many pages, and changed once in a year. */
import type { CommunityId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { found } from '../kernel/errors';
import type { Store } from '../kernel/store';
import { type CommunityPlaceDigest, placeDigestId } from './documents';

const FRESH_MS = 60_000;
const KEPT = 50;
const kept = new Map<string, { readonly at: EpochMs; readonly names: Names }>();

export interface Names {
  readonly community: string;
  readonly phone: string;
  /** The name of a courtyard, or of the community itself. */
  of(place: string): string;
}

/**
 * Usually no request: the instance keeps them for a minute.
 * @throws AppError `NOT_FOUND` for a community that is not set up
 */
export async function namesOf(
  store: Pick<Store, 'get'>,
  communityId: CommunityId,
  { now, place = communityId }: { readonly now: EpochMs; readonly place?: string },
): Promise<Names> {
  const known = kept.get(communityId);
  const isFresh = known && known.at <= now && now < known.at + FRESH_MS;
  // A courtyard that was made a moment ago is looked for in the document itself.
  if (isFresh && known.names.of(place) !== '') return known.names;
  const digest = found(
    await store.get<CommunityPlaceDigest>('digests', placeDigestId(communityId), [
      'name',
      'phone',
      'courtyards',
    ]),
  );
  const names: Names = {
    community: digest.name,
    phone: digest.phone,
    of: (place) =>
      place === communityId
        ? digest.name
        : (digest.courtyards.find(({ id }) => id === place)?.name ?? ''),
  };
  if (kept.size >= KEPT) kept.clear();
  kept.set(communityId, { at: now, names });
  return names;
}
