/** How far a right reaches, and the groups of roles the policy speaks of. */
import type { Role } from './roles';

export const REACHES = ['own', 'courtyard', 'community', 'any'] as const;
export type HowFar = (typeof REACHES)[number];
export type Rule = Readonly<Partial<Record<Role, HowFar>>>;

export const EVERYBODY: Rule = {
  stranger: 'any',
  resident: 'any',
  helper: 'any',
  staff: 'any',
  admin: 'any',
  owner: 'any',
  deputy: 'any',
  committee: 'any',
  volunteer: 'any',
  treasurer: 'any',
};
export const STAFF: Rule = { staff: 'community', admin: 'community' };
export const ADMIN: Rule = { admin: 'community' };
export const OWN: Rule = { resident: 'own' };
/** For a household: one of its own, or who acts for it. */
export const HOUSEHOLD: Rule = { resident: 'own', helper: 'own' };
export const ONESELF: Rule = {
  resident: 'own',
  helper: 'own',
  owner: 'own',
  deputy: 'own',
  committee: 'own',
  volunteer: 'own',
  treasurer: 'own',
  staff: 'own',
  admin: 'own',
};
/** About oneself, also while one only waits to join. */
export const ANYBODY_SELF: Rule = { ...ONESELF, stranger: 'any' };
export const OWNER: Rule = { owner: 'courtyard', ...STAFF };
export const OWNERS: Rule = { owner: 'courtyard', deputy: 'courtyard', ...STAFF };
export const KEEPERS: Rule = { ...OWNERS, committee: 'courtyard' };
/** For a household: by one of it, by who helps it, or by keepers. */
export const FOR_HOUSEHOLD: Rule = { ...HOUSEHOLD, ...KEEPERS };
/** Those who may be asked to give points; who is, the panel of a place says. */
export const JUDGES: Rule = { committee: 'courtyard', ...STAFF };
/** Those who go to the doors and make the calls. */
export const REACHERS: Rule = { ...KEEPERS, volunteer: 'courtyard' };
/** Those who keep the community's money. */
export const TREASURERS: Rule = { treasurer: 'community', ...STAFF };
/** Those who may ask for money to be spent. */
export const ASKERS: Rule = { ...KEEPERS, ...TREASURERS };
/** Those who reckon up what was sold; a second one of those who keep the money signs. */
export const SETTLERS: Rule = { ...REACHERS, ...TREASURERS };
export const NEIGHBOURS: Rule = { resident: 'courtyard', helper: 'courtyard', ...REACHERS };
