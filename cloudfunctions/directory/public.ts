/** What other domains may use of the register. */
export { isElderlyAlone } from './alone';
export type {
  ContactsDoc,
  HelperEntry,
  HouseholdDoc,
  InviteCode,
  PersonEntry,
} from './documents';
export { directoryWork } from './due';
export { doorText, labelOf } from './labels';
export { labelled, withPlate } from './plates';
export { leftBy } from './register';
export { relabelOwn } from './relabel';
