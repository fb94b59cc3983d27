import type { HouseholdId } from '../../../miniprogram/contract/ids';
import { auditWrite } from '../../kernel/audit';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import type { Context } from '../../kernel/serve';
import { act, type Ground, type Outcome } from '../acting';
import { isKeeper, partyOf, yardOf } from '../repository';

interface ForHousehold {
  readonly householdId?: HouseholdId;
}

/** For whom an act is. */
export interface Party {
  readonly household: HouseholdId;
  /** Who knows of it without being told: whoever does it, but not a household that a keeper acts for. */
  readonly knowing: readonly HouseholdId[];
}

/**
 * Keepers name the household; everybody else acts for the own one, or the one helped.
 * @throws AppError `NOT_FOUND` for one of elsewhere, `NOT_ALLOWED` to whoever names one that is not theirs
 */
export async function partyFor({
  input,
  store,
  call,
  caller,
  now,
}: Context<ForHousehold>): Promise<Party> {
  const own = partyOf(caller, call);
  const household = input.householdId ?? own;
  if (household === undefined) throw new AppError('NOT_FOUND');
  if (household !== own && !isKeeper(caller)) {
    throw new AppError(own === undefined ? 'NOT_FOUND' : 'NOT_ALLOWED');
  }
  const { plates } = await yardOf(store, call, now);
  refuseIf(plates[household] === undefined, 'NOT_FOUND');
  return { household, knowing: household === own ? [household] : [] };
}

/** An act on a running roster for a household. When a keeper does it, the audit remembers who it was. */
export async function actFor<T>(
  context: Context<ForHousehold>,
  decide: (ground: Ground, party: Party) => Outcome<T>,
): Promise<T> {
  const party = await partyFor(context);
  const { cloud, call, caller, now } = context;
  return act(context, (ground) => {
    const outcome = decide(ground, party);
    if (party.knowing.length > 0) return outcome;
    const trail = auditWrite(cloud, {
      communityId: call.communityId,
      courtyardId: call.courtyardId,
      actor: memberOf(caller)._id,
      what: `roster.${call.action}`,
      subject: party.household,
      at: now,
    });
    return { ...outcome, writes: [...(outcome.writes ?? []), trail] };
  });
}
