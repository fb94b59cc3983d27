/** What other domains may use of the courtyard. */
export {
  communityPlace,
  courtyardPlace,
  inStep,
  placeRow,
  plusJoined,
  plusWaiting,
  withCourtyard,
} from './digest';
export {
  buyingDigestId,
  type CommunityDoc,
  type CommunityPlaceDigest,
  type CourtyardDoc,
  type CourtyardPlaceDigest,
  dutyDigestId,
  noticeDigestId,
  type Plate,
  placeDigestId,
} from './documents';
export { holds } from './grants';
export { adminLeaves, refuseLastAdmin } from './last-admin';
export { holdersAt } from './members';
export { namesOf } from './names';
export { ownerLabel } from './ownership';
export { loadCourtyard } from './repository';
export { isKeeper } from './standing';
