import * as v from 'valibot';
import { instant } from '../../../miniprogram/contract/calendar';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { COMMUNITY_ROLES, type GrantedRole } from '../../../miniprogram/contract/roles';
import type { roster } from '../../../miniprogram/contract/roster';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { atLeast, oneOf } from '../../kernel/conditions';
import { DuplicateError } from '../../kernel/database';
import { refuseIf } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { schemaOf, text } from '../../kernel/parse';
import { earlierOutcome, once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create } from '../../kernel/store';
import type { DutyLogDoc } from '../documents';
import { nightOf } from '../journal';
import type { Holder } from '../key-chain';
import { isGateClosed, nightMessages, openingOf } from '../night';
import { partyOf, rosterOf, yardOf } from '../repository';
import { runningOf } from '../running';

type OpenAtNight = (typeof roster)['actions']['openAtNight'];

const KEEPING: readonly GrantedRole[] = ['owner', 'deputy', 'committee', 'staff', 'admin'];
const TRIES = 3;

/**
 * Logged and told in one commit. A door at night does not wait for the platform's check: only what the check calls
 * risky is refused, because nobody but keepers reads the reason.
 */
export const openAtNight: HandlerOf<OpenAtNight> = {
  input: schemaOf<InputOf<OpenAtNight>>()(v.strictObject({ reason: text(LIMITS.reasonLength) })),

  async run(context) {
    const { input, cloud, caller } = context;
    await passes(cloud, caller.openid, input.reason);
    const keepers = await keepersHere(context);
    for (let left = TRIES; ; left -= 1) {
      try {
        return await logged(context, keepers);
      } catch (error) {
        // Somebody of the same household was faster: this one is the next of the night.
        const mayRepeat = left > 1 && error instanceof DuplicateError;
        if (!mayRepeat || (await isReplay(context))) throw error;
      }
    }
  },
};

const isReplay = async ({ store, caller, call }: Context<unknown>): Promise<boolean> =>
  (await earlierOutcome(store, memberOf(caller)._id, call)) !== undefined;

async function logged(
  context: Context<InputOf<OpenAtNight>>,
  keepers: readonly MemberDoc[],
): Promise<{ readonly at: number }> {
  const { input, store, call, caller, now } = context;
  const courtyardId = courtyardOf(call);
  const yard = await yardOf(store, call, now);
  return once(context, async (read) => {
    const running = runningOf(await rosterOf(read, call));
    refuseIf(!isGateClosed(running, now), 'GATE_OPEN');
    const tonight = await read.find<DutyLogDoc>({
      collection: 'duty_logs',
      where: { courtyardId, at: atLeast(instant(nightOf(now), '12:00')) },
      order: [
        ['at', -1],
        ['_id', -1],
      ],
      limit: LIMITS.listMax,
    });
    const party: Holder = partyOf(caller, call) ?? 'committee';
    const place = { communityId: call.communityId, courtyardId };
    const opening = { ...place, text: input.reason, party, by: memberOf(caller)._id, at: now };
    const log = openingOf(opening, tonight);
    const messages = nightMessages(log, keepers, { tonight, yard });
    return {
      writes: [
        create('duty_logs', log),
        ...(messages.length > 0 ? [create('outbox', ...messages)] : []),
      ],
      value: { at: now },
    };
  });
}

/** Those who answer for the gate: of the courtyard, and of the community. One request, for more than any place has. */
async function keepersHere({ store, call, now }: Context<unknown>): Promise<readonly MemberDoc[]> {
  const { communityId } = call;
  const courtyardId = courtyardOf(call);
  const holders = await store.find<MemberDoc>({
    collection: 'members',
    where: { communityId, 'roles.scope': oneOf([courtyardId, communityId]) },
    limit: LIMITS.listMax,
    fields: ['communityId', 'roles'],
  });
  return holders.filter(({ roles }) =>
    roles.some(
      ({ role, scope, from, until }) =>
        KEEPING.includes(role) &&
        scope === (COMMUNITY_ROLES.includes(role) ? communityId : courtyardId) &&
        from <= now &&
        (until === undefined || now < until),
    ),
  );
}
