/** What other domains may use of the courtyard. */
export {
  type CommunityPlaceDigest,
  type CourtyardDoc,
  type CourtyardPlaceDigest,
  noticeDigestId,
  type Plate,
  placeDigestId,
} from './documents';
