import * as v from 'valibot';
import { DAY_MS } from '../../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { CARE_OUTCOMES } from '../../../miniprogram/contract/roster-views';
import { courtyardOf, householdHere, memberOf } from '../../kernel/caller';
import { found, refuseIf } from '../../kernel/errors';
import type { OutboxDoc } from '../../kernel/outbox';
import { idOf, nothing, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, replace } from '../../kernel/store';
import { cardView } from '../care';
import type { CareCardDoc } from '../documents';
import { once } from '../in-step';
import { staffOf, whoAllow } from '../receivers';
import { partyOf, yardOf } from '../repository';
import { dutyMessage } from '../tell';

type Actions = (typeof roster)['actions'];

const CARDS_MAX = 50;

const isStaff = ({ caller }: Context<unknown>): boolean =>
  caller.roles.has('staff') || caller.roles.has('admin');

/** A carer reads the own cards; staff read those that are serious, and nobody reads all. */
export const careCards: HandlerOf<Actions['careCards']> = {
  input: schemaOf<InputOf<Actions['careCards']>>()(nothing),

  async run(context) {
    const { store, call, caller, now } = context;
    const carer = partyOf(caller, call);
    const yard = await yardOf(store, call, now);
    const own = carer === undefined ? [] : await cards(context, { carer });
    const serious = isStaff(context) ? await cards(context, { serious: true }) : [];
    const others = serious.filter(({ _id }) => own.every((card) => card._id !== _id));
    return { items: [...own, ...others].map((card) => cardView(card, yard)) };
  },
};

const cards = (
  { store, call }: Context<unknown>,
  where: { readonly carer: HouseholdId } | { readonly serious: true },
): Promise<readonly CareCardDoc[]> =>
  store.find<CareCardDoc>({
    collection: 'care_cards',
    where: { courtyardId: courtyardOf(call), ...where },
    order: [
      ['at', -1],
      ['_id', -1],
    ],
    limit: CARDS_MAX,
  });

/** How they are; only the carer says it, and only staff hear it when it is serious. */
export const answerCare: HandlerOf<Actions['answerCare']> = {
  input: schemaOf<InputOf<Actions['answerCare']>>()(
    v.strictObject({ cardId: idOf('cc'), outcome: v.picklist(CARE_OUTCOMES) }),
  ),

  async run(context) {
    const { input, call, caller, now } = context;
    const { householdId } = householdHere(caller, call);
    const messages = input.outcome === 'serious' ? await callsForHelp(context) : [];
    return once(context, async (read) => {
      const card = found(await read.get<CareCardDoc>('care_cards', input.cardId));
      const isMine = card.communityId === call.communityId && card.carer === householdId;
      refuseIf(!isMine, 'NOT_FOUND');
      const after: CareCardDoc = {
        ...card,
        status: 'answered',
        outcome: input.outcome,
        serious: input.outcome === 'serious',
        answeredBy: memberOf(caller)._id,
        answeredAt: now,
      };
      return {
        writes: [
          replace('care_cards', after),
          ...(messages.length > 0 ? [create('outbox', ...messages)] : []),
        ],
        value: { outcome: input.outcome },
      };
    });
  },
};

const CALLED_FOR_MS = 2 * DAY_MS;

/** Somebody of the community should come; which household it is stands on the card, not in the message. */
async function callsForHelp({
  store,
  call,
  input,
  now,
}: Context<InputOf<Actions['answerCare']>>): Promise<readonly OutboxDoc[]> {
  const { communityId } = call;
  const staff = await staffOf(store, communityId, now);
  const allow = await whoAllow(
    store,
    communityId,
    staff.map(({ _id }) => _id),
  );
  const words = { title: '有一户情况严重，请社区来人', hint: '点开看是哪一户' };
  const times = { at: now, until: now + CALLED_FOR_MS };
  return staff
    .filter(({ _id }) => allow.has(_id))
    .map((member) =>
      dutyMessage(
        { communityId, courtyardId: courtyardOf(call) },
        { member, topic: `care.${input.cardId}` },
        { ...words, ...times },
      ),
    );
}
