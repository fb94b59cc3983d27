/** A member's copies of a household, as the household is now. Pure. @see docs/domain/directory.md §3 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { MemberDoc } from '../kernel/member-doc';
import type { HouseholdDoc } from './documents';

type Copies = Pick<MemberDoc, 'households' | 'actingFor' | 'waiting'>;

/** What to write into the member; undefined when everything says the same already. */
export function copiesAfter(member: Copies, household: HouseholdDoc): Copies | undefined {
  const after = household.status === 'active' ? follow(member, household) : drop(member, household);
  return JSON.stringify(after) === JSON.stringify(copies(member)) ? undefined : after;
}

const copies = ({ households, actingFor, waiting }: Copies): Copies => ({
  households,
  actingFor,
  waiting,
});

function follow(member: Copies, { _id, label, absorbed = [] }: HouseholdDoc): Copies {
  const isHere = ({ householdId }: { householdId: HouseholdId }) =>
    householdId === _id || absorbed.includes(householdId);
  const moved = <T extends { householdId: HouseholdId }>(one: T): T =>
    isHere(one) ? { ...one, householdId: _id } : one;
  const labelled = <T extends { householdId: HouseholdId; label: string }>(one: T): T =>
    isHere(one) ? { ...moved(one), label } : one;
  const households = once(member.households.map(labelled));
  const livesHere = households.some(isHere);
  return {
    households,
    actingFor: once(member.actingFor.map(labelled)).filter((one) => !(livesHere && isHere(one))),
    waiting: once(member.waiting.map(moved)).filter((one) => !(livesHere && isHere(one))),
  };
}

/** Two links to what is one household now are one link; the older stays. */
const once = <T extends { householdId: HouseholdId; since: number }>(all: readonly T[]): T[] =>
  all.filter(
    (one) =>
      !all.some(
        (other) =>
          other !== one &&
          other.householdId === one.householdId &&
          (other.since < one.since ||
            (other.since === one.since && all.indexOf(other) < all.indexOf(one))),
      ),
  );

function drop(member: Copies, { _id, absorbed = [] }: HouseholdDoc): Copies {
  const stays = ({ householdId }: { householdId: HouseholdId }) =>
    householdId !== _id && !absorbed.includes(householdId);
  return {
    households: member.households.filter(stays),
    actingFor: member.actingFor.filter(stays),
    waiting: member.waiting.filter(stays),
  };
}
