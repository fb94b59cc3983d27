/** What other domains may use of buying together. */
export { groupbuyWork } from './due';
