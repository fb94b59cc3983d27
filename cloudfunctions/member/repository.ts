/** Loading what a member's act is about, inside the caller's community and courtyard. */
import type { CourtyardId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import { type CourtyardPlaceDigest, placeDigestId } from '../courtyard/public';
import type { HouseholdDoc } from '../directory/public';
import { found } from '../kernel/errors';
import type { MemberDoc } from '../kernel/member-doc';
import type { Reading, Store } from '../kernel/store';

type Reader = Pick<Store, 'get'> | Reading;
type Place = Pick<Call, 'communityId' | 'courtyardId'>;

/**
 * A household that somebody still lives behind.
 * @throws AppError `NOT_FOUND` — also for another courtyard's, so that ids cannot be probed
 */
export async function loadHousehold(
  read: Reader,
  id: HouseholdId,
  { communityId, courtyardId }: Place,
): Promise<HouseholdDoc> {
  const household = await read.get<HouseholdDoc>('households', id);
  const ours = household?.communityId === communityId && household.courtyardId === courtyardId;
  return found(household, ours && household?.status === 'active');
}

/** @throws AppError `NOT_FOUND` */
export async function loadMember(
  read: Reader,
  id: MemberId,
  { communityId }: Pick<Place, 'communityId'>,
): Promise<MemberDoc> {
  const member = await read.get<MemberDoc>('members', id);
  return found(member, member?.communityId === communityId);
}

/** @throws AppError `NOT_FOUND` */
export async function loadPlace(
  read: Reader,
  courtyardId: CourtyardId,
  { communityId }: Pick<Place, 'communityId'>,
): Promise<CourtyardPlaceDigest> {
  const digest = await read.get<CourtyardPlaceDigest>('digests', placeDigestId(courtyardId));
  return found(digest, digest?.communityId === communityId);
}
