/** What other domains may use of notices. */
export { entriesFor } from './digest';
export {
  type DigestEntry,
  type NoticeDigest,
  type NoticeDoc,
  type ReachDoc,
  reachId,
} from './documents';
export { noticeShows, noticeWork, rememberPicture } from './due';
export { eraseFromNotices, exportFromNotices } from './kept';
export { noticesInMonth } from './month-part';
