/** The people behind a door, and which of them are members. @see docs/domain/member.md §4 */
import type { HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { AgeBand } from '../../miniprogram/contract/member';
import type { HouseholdDoc, PersonEntry } from '../directory/public';
import { refuseIf } from '../kernel/errors';
import { idFrom } from '../kernel/ids';
import type { MemberDoc } from '../kernel/member-doc';

export interface Newcomer {
  readonly memberId: MemberId;
  readonly name: string;
  readonly ageBand: AgeBand;
}

export const livesIn = (member: Pick<MemberDoc, 'households'>, household: HouseholdId): boolean =>
  member.households.some(({ householdId }) => householdId === household);

export const memberCount = ({ people }: Pick<HouseholdDoc, 'people'>): number =>
  people.filter(({ memberId }) => memberId !== undefined).length;

/** The register's line about somebody: already theirs, or of the same name and nobody's yet. */
export const ownEntry = (
  { people }: Pick<HouseholdDoc, 'people'>,
  { memberId, name }: Pick<Newcomer, 'memberId' | 'name'>,
): PersonEntry | undefined =>
  people.find((one) => one.memberId === memberId) ??
  people.find((one) => one.memberId === undefined && one.name === name);

/**
 * The household with this member among its people. The register's word about the age stays.
 * @throws AppError `HOUSEHOLD_FULL`
 */
export function withPerson(household: HouseholdDoc, newcomer: Newcomer): HouseholdDoc {
  const known = ownEntry(household, newcomer);
  if (known) {
    const linked = { ...known, phoneOnly: false, memberId: newcomer.memberId };
    return {
      ...household,
      people: household.people.map((one) => (one.id === known.id ? linked : one)),
    };
  }
  refuseIf(household.people.length >= LIMITS.peoplePerHousehold, 'HOUSEHOLD_FULL');
  const person: PersonEntry = {
    id: idFrom('pe', household._id, newcomer.memberId),
    name: newcomer.name,
    ageBand: newcomer.ageBand,
    phoneOnly: false,
    memberId: newcomer.memberId,
  };
  return { ...household, people: [...household.people, person] };
}

/** The household after a member left it: the line about the person goes along. */
export const withoutMember = (household: HouseholdDoc, member: MemberId): HouseholdDoc => ({
  ...household,
  people: household.people.filter(({ memberId }) => memberId !== member),
});
