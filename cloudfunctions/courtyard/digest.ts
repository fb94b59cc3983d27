/** The place digests as the facts give them. Acts keep them in step, the nightly rebuild compares. */
import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import {
  type CommunityDoc,
  type CommunityPlaceDigest,
  type CourtyardDoc,
  type CourtyardPlaceDigest,
  type PlaceRow,
  placeDigestId,
} from './documents';

/** New ones are compared at the next run, and then once a day. */
const UNCHECKED = { kind: 'place', checkedOn: '1970-01-01' } as const;

export const householdCount = (courtyard: Pick<CourtyardDoc, 'plates'>): Count =>
  Object.keys(courtyard.plates).length;

export const placeRow = (courtyard: CourtyardDoc): PlaceRow => ({
  id: courtyard._id,
  name: courtyard.name,
  households: householdCount(courtyard),
});

export const communityPlace = (
  community: CommunityDoc,
  courtyards: readonly CourtyardDoc[],
): CommunityPlaceDigest => ({
  _id: placeDigestId(community._id),
  communityId: community._id,
  rev: 1,
  ...UNCHECKED,
  name: community.name,
  phone: community.phone,
  responseLevel: community.responseLevel,
  drill: community.drill,
  courtyards: courtyards.map(placeRow),
});

export const courtyardPlace = (
  courtyard: CourtyardDoc,
  others: Pick<CourtyardPlaceDigest, 'waitingJoins' | 'joined' | 'ownerId' | 'ownerLabel'>,
): CourtyardPlaceDigest => ({
  _id: placeDigestId(courtyard._id),
  communityId: courtyard.communityId,
  rev: 1,
  ...UNCHECKED,
  ...others,
  ...ofCourtyard(courtyard),
});

/** The digest after its courtyard changed; what comes from elsewhere stays. */
export function inStep(
  { gate: _, group: __, ...others }: CourtyardPlaceDigest,
  courtyard: CourtyardDoc,
): CourtyardPlaceDigest {
  return { ...others, ...ofCourtyard(courtyard) };
}

const ofCourtyard = (courtyard: CourtyardDoc) => ({
  name: courtyard.name,
  ...(courtyard.gate ? { gate: courtyard.gate } : {}),
  groupBound: courtyard.group !== undefined,
  ...(courtyard.group ? { group: courtyard.group.opengid } : {}),
  households: householdCount(courtyard),
});

/** The community's digest after one courtyard changed, was added or is no more. */
export function withCourtyard(
  digest: CommunityPlaceDigest,
  id: CourtyardId,
  row: PlaceRow | undefined,
): CommunityPlaceDigest {
  const known = digest.courtyards.some((one) => one.id === id);
  const courtyards = digest.courtyards.flatMap((one) =>
    one.id === id ? (row ? [row] : []) : [one],
  );
  return { ...digest, courtyards: known || !row ? courtyards : [...courtyards, row] };
}

export const withOwner = (
  { ownerId: _, ownerLabel: __, ...digest }: CourtyardPlaceDigest,
  owner: { readonly ownerId: MemberId; readonly ownerLabel: string },
): CourtyardPlaceDigest => ({ ...digest, ...owner });

/** Counts never go below nothing, even when a digest was behind. */
export const plusWaiting = (digest: CourtyardPlaceDigest, by: number): CourtyardPlaceDigest => ({
  ...digest,
  waitingJoins: Math.max(0, digest.waitingJoins + by),
});

export const plusJoined = (digest: CourtyardPlaceDigest, by: number): CourtyardPlaceDigest => ({
  ...digest,
  joined: Math.max(0, digest.joined + by),
});
