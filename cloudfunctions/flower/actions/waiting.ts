/** Waiting for what comes free. */
import * as v from 'valibot';
import type { flower } from '../../../miniprogram/contract/flower';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, householdHere, memberOf } from '../../kernel/caller';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { joinLine, leaveLine, type WaitFor } from '../../sale/public';
import { termsAt } from '../repository';
import { inFlowers } from '../words';
import { atLeastOne, forCampaign, itemId } from './inputs';

type Actions = (typeof flower)['actions'];
type Join = Actions['joinWait'];
type Leave = Actions['leaveWait'];

const waiterOf = ({ call, caller, now }: Context<unknown>): Omit<WaitFor, 'units' | 'itemId'> => ({
  courtyardId: courtyardOf(call),
  party: householdHere(caller, call).householdId,
  actor: memberOf(caller)._id,
  told: memberOf(caller)._id,
  at: now,
  requestId: call.requestId ?? '',
});

export const joinWait: HandlerOf<Join> = {
  input: schemaOf<InputOf<Join>>()(
    v.strictObject({
      ...forCampaign,
      pots: atLeastOne,
      itemId: v.exactOptional(itemId),
    }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, store } = context;
    const terms = await termsAt(store, input.campaignId, call);
    const wait = { ...waiterOf(context), units: input.pots, itemId: input.itemId };
    await inFlowers(() => joinLine(store, terms, wait));
    return { campaignId: input.campaignId, pots: input.pots };
  },
};

export const leaveWait: HandlerOf<Leave> = {
  input: schemaOf<InputOf<Leave>>()(v.strictObject(forCampaign)),
  answersReplays: true,

  async run(context) {
    const { input, call, store } = context;
    const terms = await termsAt(store, input.campaignId, call);
    await leaveLine(store, terms, waiterOf(context));
    return { campaignId: input.campaignId };
  },
};
