/** What other domains may use of the register. */
export type { ContactsDoc, HouseholdDoc, InviteCode, PersonEntry } from './documents';
export { doorText, labelOf, OUTSIDE_LABEL } from './labels';
