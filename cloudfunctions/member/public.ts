/** What other domains may use of the members. */
export { catchUp } from './account';
export { memberWork } from './due';
