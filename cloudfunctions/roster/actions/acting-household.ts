import type { HouseholdId } from '../../../miniprogram/contract/ids';
import { AppError, refuseIf } from '../../kernel/errors';
import type { Context } from '../../kernel/serve';
import { isKeeper, partyOf, yardOf } from '../repository';

/** Keepers name the household; everybody else acts for the own one, or the one helped. */
export async function actingHousehold(
  context: Context<{ readonly householdId?: HouseholdId }>,
): Promise<HouseholdId> {
  const { input, store, call, caller, now } = context;
  const own = partyOf(caller, call);
  const named = input.householdId ?? own;
  if (named === undefined) throw new AppError('NOT_FOUND');
  if (named !== own && !isKeeper(caller)) {
    throw new AppError(own === undefined ? 'NOT_FOUND' : 'NOT_ALLOWED');
  }
  const { plates } = await yardOf(store, call, now);
  refuseIf(plates[named] === undefined, 'NOT_FOUND');
  return named;
}
