/** Offering a pot to a neighbour, and the neighbour's answer. */
import * as v from 'valibot';
import { POT_LIMITS, type potActions } from '../../../../miniprogram/contract/flower-pots';
import type { CourtyardId, HouseholdId } from '../../../../miniprogram/contract/ids';
import type { InputOf } from '../../../../miniprogram/contract/protocol';
import type { HouseholdDoc } from '../../../directory/public';
import { householdOf, memberOf } from '../../../kernel/caller';
import { found } from '../../../kernel/errors';
import { idFrom } from '../../../kernel/ids';
import { idOf, schemaOf, words } from '../../../kernel/parse';
import { once } from '../../../kernel/requests';
import { passes } from '../../../kernel/safety';
import type { Context, HandlerOf } from '../../../kernel/serve';
import { type Reading, replace } from '../../../kernel/store';
import type { PotDoc } from '../documents';
import { accepted, declined, type Gift, offered, withdrawn } from '../gifts';
import { labelFar, labelIn, yardOf } from '../parties';
import { type PotOrder, potOrderId } from '../state';
import { forPot } from './writing';

type Actions = typeof potActions;
type OfferGift = Actions['offerGift'];
type AnswerGift = Actions['answerGift'];
type WithdrawGift = Actions['withdrawGift'];

/** @throws AppError `NOT_FOUND` */
async function potIn(
  read: Pick<Reading, 'get'>,
  id: PotDoc['_id'],
  communityId: string,
): Promise<PotDoc> {
  const pot = await read.get<PotDoc>('pots', id);
  return found(pot, pot?.communityId === communityId);
}

export const offerGift: HandlerOf<OfferGift> = {
  input: schemaOf<InputOf<OfferGift>>()(
    v.strictObject({ ...forPot, to: idOf('hh'), card: words(POT_LIMITS.cardLength) }),
  ),

  async run(context) {
    const { input, call, store } = context;
    const gift = await giftOf(context);
    return once(context, async (read) => {
      const pot = await potIn(read, input.potId, call.communityId);
      const order = await read.get<PotOrder>('orders', potOrderId(pot));
      const after = offered(pot, gift, order);
      const value = { potId: pot._id, offerId: gift.id, state: gift.cardState };
      return { writes: [replace('pots', after)], value };
    });

    /** Labels as the two households may call each other: whoever gives says who they are. */
    async function giftOf({ caller, cloud, now }: Context<unknown>): Promise<Gift> {
      const { communityId } = call;
      const from = householdOf(caller, call);
      const by = memberOf(caller)._id;
      const toYard = await yardIdOf(input.to);
      const where = { communityId, now };
      const mine = await yardOf(store, from.courtyardId, where);
      const theirs = await yardOf(store, toYard, where);
      const isNear = toYard === from.courtyardId;
      const passed = input.card === '' || (await passes(cloud, caller.openid, input.card));
      return {
        id: idFrom('pt', by, call.requestId ?? '').slice(3),
        from: from.householdId,
        fromYard: from.courtyardId,
        fromLabel: isNear
          ? labelIn(mine, from.householdId)
          : `${mine.name} ${labelIn(mine, from.householdId)}`,
        to: input.to,
        toYard,
        toLabel: isNear ? labelIn(theirs, input.to) : labelFar(theirs),
        card: input.card,
        cardState: passed ? 'shown' : 'checking',
        by,
        at: now,
      };
    }

    /** @throws AppError `NOT_FOUND` for a household of another community, and one that is no more */
    async function yardIdOf(id: HouseholdId): Promise<CourtyardId> {
      const fields = ['communityId', 'courtyardId', 'status'];
      const doc = await store.get<HouseholdDoc>('households', id, fields);
      const isHere = doc?.communityId === call.communityId && doc.status === 'active';
      return found(doc, isHere).courtyardId;
    }
  },
};

const forOffer = {
  ...forPot,
  offerId: v.pipe(v.string(), v.regex(/^[0-9a-z]{16}$/)),
};

export const answerGift: HandlerOf<AnswerGift> = {
  input: schemaOf<InputOf<AnswerGift>>()(v.strictObject({ ...forOffer, accept: v.boolean() })),
  run: (context) => {
    const { accept } = context.input;
    return decide(context, (pot, answer) =>
      accept ? accepted(pot, answer) : declined(pot, answer),
    );
  },
};

export const withdrawGift: HandlerOf<WithdrawGift> = {
  input: schemaOf<InputOf<WithdrawGift>>()(v.strictObject(forOffer)),
  run: (context) => decide(context, withdrawn),
};

function decide(
  context: Context<InputOf<WithdrawGift>>,
  after: (pot: PotDoc, answer: Parameters<typeof withdrawn>[1]) => PotDoc,
): Promise<InputOf<WithdrawGift>> {
  const { input, call, caller, now } = context;
  const { householdId: household } = householdOf(caller, call);
  const { potId, offerId } = input;
  return once(context, async (read) => {
    const pot = await potIn(read, potId, call.communityId);
    const next = after(pot, { offerId, household, at: now });
    return { writes: [replace('pots', next)], value: { potId, offerId } };
  });
}
