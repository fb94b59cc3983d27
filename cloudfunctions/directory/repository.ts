/** Loading the register inside the caller's community. */
import type { CommunityId, CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { Call } from '../../miniprogram/contract/protocol';
import {
  type CommunityPlaceDigest,
  type CourtyardDoc,
  type CourtyardPlaceDigest,
  placeDigestId,
} from '../courtyard/public';
import { oneOf } from '../kernel/conditions';
import { found } from '../kernel/errors';
import type { Reading, Store } from '../kernel/store';
import type { ContactsDoc, HouseholdDoc } from './documents';
import { LISTED, type ListedCourtyard } from './rows';

type Finder = Pick<Store, 'find'> | Reading;
type Getter = Pick<Store, 'get'> | Reading;

/** All courtyards of a community, by their numbers. A community has at most a hundred. */
export const listCourtyards = (
  read: Finder,
  communityId: CommunityId,
): Promise<readonly ListedCourtyard[]> =>
  read.find<CourtyardDoc>({
    collection: 'courtyards',
    where: { communityId },
    order: [['code', 1]],
    limit: LIMITS.listMax,
    fields: LISTED,
  });

/** As `listCourtyards`, with every door. */
export const wholeCourtyards = (
  read: Finder,
  communityId: CommunityId,
): Promise<readonly CourtyardDoc[]> =>
  read.find<CourtyardDoc>({
    collection: 'courtyards',
    where: { communityId },
    order: [['code', 1]],
    limit: LIMITS.listMax,
  });

/** @throws AppError `NOT_FOUND` for a community that is not set up */
export async function loadCommunity(
  read: Getter,
  communityId: CommunityId,
): Promise<CommunityPlaceDigest> {
  return found(await read.get<CommunityPlaceDigest>('digests', placeDigestId(communityId)));
}

/**
 * An active household of the call's courtyard.
 * @throws AppError `NOT_FOUND` — also for another courtyard's, so that ids cannot be probed
 */
export async function loadHousehold(
  read: Getter,
  id: HouseholdId,
  { communityId, courtyardId }: Pick<Call, 'communityId' | 'courtyardId'>,
): Promise<HouseholdDoc> {
  const household = await read.get<HouseholdDoc>('households', id);
  const ours = household?.communityId === communityId && household.courtyardId === courtyardId;
  return found(household, ours && household?.status === 'active');
}

/** The digests of a courtyard and its community, in one request. @throws AppError `NOT_FOUND` */
export async function loadDigests(
  read: Finder,
  communityId: CommunityId,
  courtyardId: CourtyardId,
): Promise<{ readonly community: CommunityPlaceDigest; readonly place: CourtyardPlaceDigest }> {
  const ids = [placeDigestId(communityId), placeDigestId(courtyardId)];
  const digests = await read.find({
    collection: 'digests',
    where: { _id: oneOf(ids) },
    limit: ids.length,
  });
  const at = <T>(id: string | undefined) => digests.find(({ _id }) => _id === id) as T | undefined;
  const place = at<CourtyardPlaceDigest>(ids[1]);
  return {
    community: found(at<CommunityPlaceDigest>(ids[0])),
    place: found(place, place?.communityId === communityId),
  };
}

/** Both households of the call's courtyard, whatever has become of them. @throws AppError `NOT_FOUND` */
export async function loadTwo(
  read: Finder,
  [first, second]: readonly [HouseholdId, HouseholdId],
  { communityId, courtyardId }: Pick<Call, 'communityId' | 'courtyardId'>,
): Promise<readonly [HouseholdDoc, HouseholdDoc]> {
  const households = await read.find<HouseholdDoc>({
    collection: 'households',
    where: { _id: oneOf([first, second]) },
    limit: 2,
  });
  const ours = (id: HouseholdId) =>
    households.find(
      (one) => one._id === id && one.communityId === communityId && one.courtyardId === courtyardId,
    );
  return [found(ours(first)), found(ours(second))];
}

export const loadContacts = (
  read: Finder,
  ids: readonly HouseholdId[],
): Promise<readonly ContactsDoc[]> =>
  read.find<ContactsDoc>({
    collection: 'contacts',
    where: { _id: oneOf(ids) },
    limit: ids.length,
  });
