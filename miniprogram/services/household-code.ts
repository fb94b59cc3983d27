/**
 * 门牌码: the words of the code a household shows at its door. It only says which line of a list it is: no secret, and
 * no proof of who shows it. Pure.
 */
import type { HouseholdId } from '../contract/ids';

const PREFIX = 'yuanba/';

export const codeOf = (household: HouseholdId): string => `${PREFIX}${household}`;

/** Undefined for whatever else somebody scans. */
export function householdIn(scanned: string): HouseholdId | undefined {
  const found = /^yuanba\/(hh_[0-9a-z]{1,32})$/.exec(scanned.trim())?.[1];
  return found as HouseholdId | undefined;
}
