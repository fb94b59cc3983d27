/** What other domains may use of contests. */
export { contestWork } from './due';
export { eraseFromContests, exportFromContests, type OwnContests } from './kept';
export { contestShows, rememberEntryPicture } from './pictures';
