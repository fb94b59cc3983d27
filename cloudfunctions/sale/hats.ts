/** Who works where something is sold. @see docs/domain/sale.md §7 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Role } from '../../miniprogram/contract/roles';
import { type Caller, householdOf } from '../kernel/caller';
import type { Context } from '../kernel/serve';

const has = ({ roles }: Pick<Caller, 'roles'>, ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => roles.has(role));

export const isStaff = (caller: Pick<Caller, 'roles'>): boolean => has(caller, 'staff', 'admin');

/** Those who go to the doors. */
export const isWorker = (caller: Pick<Caller, 'roles'>): boolean =>
  isStaff(caller) || has(caller, 'owner', 'deputy', 'committee', 'volunteer');

/** The household the call is for, where there is one: workers may have none here. */
export function partyOf({
  caller,
  call,
}: Pick<Context<unknown>, 'caller' | 'call'>): HouseholdId | undefined {
  const own = caller.member?.households.some((one) =>
    call.subject === undefined
      ? one.courtyardId === call.courtyardId
      : one.householdId === call.subject,
  );
  const helps = caller.member?.actingFor.some(
    ({ status, householdId }) => status === 'active' && householdId === call.subject,
  );
  return own || helps ? householdOf(caller, call).householdId : undefined;
}
