import * as v from 'valibot';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { CARE_OUTCOMES } from '../../../miniprogram/contract/roster-views';
import { courtyardOf, householdOf, memberOf } from '../../kernel/caller';
import { found, refuseIf } from '../../kernel/errors';
import { idOf, nothing, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { cardView } from '../care';
import type { CareCardDoc } from '../documents';
import { once } from '../in-step';
import { partyOf, yardOf } from '../repository';

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

  run(context) {
    const { input, call, caller, now } = context;
    const { householdId } = householdOf(caller, call);
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
      return { writes: [replace('care_cards', after)], value: { outcome: input.outcome } };
    });
  },
};
