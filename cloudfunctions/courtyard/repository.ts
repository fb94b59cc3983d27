/** Loading a courtyard and its digest, inside the caller's community. */

import type { Call } from '../../miniprogram/contract/protocol';
import { courtyardOf } from '../kernel/caller';
import { found } from '../kernel/errors';
import type { Reading, Store } from '../kernel/store';
import {
  type CommunityDoc,
  type CourtyardDoc,
  type CourtyardPlaceDigest,
  placeDigestId,
} from './documents';

type Reader = Pick<Store, 'get'> | Reading;

/**
 * The courtyard of the call.
 * @throws AppError `NOT_FOUND` — also for another community's, so that ids cannot be probed
 */
export async function loadCourtyard(read: Reader, call: Call): Promise<CourtyardDoc> {
  const courtyard = await read.get<CourtyardDoc>('courtyards', courtyardOf(call));
  return found(courtyard, courtyard?.communityId === call.communityId);
}

/** @throws AppError `NOT_FOUND` */
export async function loadPlace(read: Reader, call: Call): Promise<CourtyardPlaceDigest> {
  const digest = await read.get<CourtyardPlaceDigest>('digests', placeDigestId(courtyardOf(call)));
  return found(digest, digest?.communityId === call.communityId);
}

/** @throws AppError `NOT_FOUND` for a community that is not set up */
export const loadCommunity = async (
  read: Reader,
  { communityId }: Pick<Call, 'communityId'>,
): Promise<CommunityDoc> => found(await read.get<CommunityDoc>('communities', communityId));
