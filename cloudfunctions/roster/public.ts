/** What other domains may use of the duty roster. */
export { rosterWork } from './due';
export { eraseFromRoster } from './kept';
export { type ServedTurn, servedTurns } from './served';
