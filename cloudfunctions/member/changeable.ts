/** Who may change what is known of a household. @see docs/domain/permissions.md §3 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import { isKeeper } from '../courtyard/public';
import type { HouseholdDoc } from '../directory/public';
import { type Caller, memberOf } from '../kernel/caller';
import { refuseIf } from '../kernel/errors';
import type { Reading } from '../kernel/store';
import { livesIn } from './people';
import { loadHousehold } from './repository';

/**
 * A household of the call's courtyard that is the caller's own, or that the caller keeps.
 * @throws AppError `NOT_FOUND` — a neighbour's household is not there for others
 */
export async function loadChangeable(
  read: Reading,
  id: HouseholdId,
  { call, caller }: { readonly call: Call; readonly caller: Caller },
): Promise<HouseholdDoc> {
  refuseIf(!isOwn(id, caller) && !isKeeper(caller.roles), 'NOT_FOUND');
  return loadHousehold(read, id, call);
}

export const isOwn = (id: HouseholdId, caller: Caller): boolean => livesIn(memberOf(caller), id);
