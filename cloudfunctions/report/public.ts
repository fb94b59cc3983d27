/** What other domains may use of the monthly page. */
export { reportWork } from './due';
