/** For which household somebody reads a notice. */
import type { CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import { type Caller, householdOf } from '../kernel/caller';

export interface ReadingHousehold {
  readonly id: HouseholdId;
  readonly label: string;
}

/**
 * The subject when acting, else the caller's own household here; keepers who live elsewhere have none.
 * @throws AppError `NOT_ACTING_FOR`
 */
export function householdFor(call: Call, caller: Caller): ReadingHousehold | undefined {
  if (call.subject === undefined && !livesHere(caller, call.courtyardId)) return undefined;
  const { householdId, courtyardId, label } = householdOf(caller, call);
  // A household of elsewhere has nothing to answer here.
  return courtyardId === call.courtyardId ? { id: householdId, label } : undefined;
}

const livesHere = ({ member }: Caller, courtyard: CourtyardId | undefined): boolean =>
  member?.households.some(({ courtyardId }) => courtyardId === courtyard) ?? false;
