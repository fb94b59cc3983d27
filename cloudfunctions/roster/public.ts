/** What other domains may use of the duty roster. */
export type { DutyDigest } from './digest';
export { keeperItems } from './digest-keys';
export { dutyCard, dutyItems } from './digest-view';
export { rosterWork } from './due';
export { type Service, type ServiceSpan, servedMinutes, servicesIn } from './hours';
export { eraseFromRoster, exportFromRoster, type OwnDuty } from './kept';
export { dutyInMonth } from './month-part';
export { type ServedTurn, servedTurns } from './served';
