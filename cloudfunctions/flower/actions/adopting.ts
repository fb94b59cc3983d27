/** Adopting, for oneself, for others, and for the courtyard's public corner. */
import * as v from 'valibot';
import type { flower } from '../../../miniprogram/contract/flower';
import type { OrderedBy } from '../../../miniprogram/contract/groupbuy-forms';
import { cornerOf, isCorner, type PartyId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isKeeper } from '../../courtyard/public';
import { courtyardOf, householdHere, memberOf } from '../../kernel/caller';
import { AppError, found, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { order, type Step, yardOf } from '../../sale/public';
import { termsAt } from '../repository';
import { inFlowers } from '../words';
import { forCampaign, party, seen, steps } from './inputs';

type Actions = (typeof flower)['actions'];
type Adopt = Actions['adopt'];
type AdoptFor = Actions['adoptFor'];

const stepOf = (
  { input, call, caller, now }: Context<InputOf<Adopt>>,
  { householdId, how }: { readonly householdId: PartyId; readonly how: OrderedBy },
): Step => ({
  courtyardId: courtyardOf(call),
  householdId,
  lines: input.lines,
  ...(input.seen === undefined ? {} : { seen: input.seen }),
  actor: memberOf(caller)._id,
  how,
  at: now,
  requestId: call.requestId ?? '',
});

async function adopted(context: Context<InputOf<Adopt>>, step: Step) {
  const { input, call, store } = context;
  const terms = await termsAt(store, input.campaignId, call);
  const { units, fen } = await inFlowers(() => order(store, terms, step));
  return { campaignId: input.campaignId, pots: units, fen };
}

export const adopt: HandlerOf<Adopt> = {
  input: schemaOf<InputOf<Adopt>>()(v.strictObject({ ...forCampaign, lines: steps, seen })),
  answersReplays: true,

  async run(context) {
    const { householdId, helping } = householdHere(context.caller, context.call);
    return adopted(context, stepOf(context, { householdId, how: helping ? 'helper' : 'self' }));
  },
};

export const adoptFor: HandlerOf<AdoptFor> = {
  input: schemaOf<InputOf<AdoptFor>>()(
    v.strictObject({ ...forCampaign, lines: steps, seen, householdId: party }),
  ),
  answersReplays: true,

  async run(context) {
    const { householdId } = context.input;
    await refuseStranger(context, householdId);
    return adopted(context, stepOf(context, { householdId, how: 'phone' }));
  },
};

/** @throws AppError `NOT_FOUND` for whoever is not of the courtyard of the call; `NOT_ALLOWED` to a corner's non-keeper */
export async function refuseStranger(
  { store, call, caller, now }: Context<unknown>,
  householdId: PartyId,
): Promise<void> {
  const courtyardId = courtyardOf(call);
  if (isCorner(householdId)) {
    found(householdId, householdId === cornerOf(courtyardId));
    refuseIf(!isKeeper(caller.roles), 'NOT_ALLOWED');
    return;
  }
  const yard = await yardOf(store, courtyardId, { communityId: call.communityId, now });
  if (yard.plates[householdId] === undefined) throw new AppError('NOT_FOUND');
}
