import * as v from 'valibot';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { create } from '../../kernel/store';
import { act } from '../acting';
import { carerOf, newCard } from '../care';
import { skipped } from '../changes';
import { passedOn } from '../key-life';
import { stateOf } from '../key-view';
import { keyWrites } from '../key-writes';
import { joinedIn, keyOf, yardOf } from '../repository';
import { forKey } from './inputs';
import { isOf, partyIn, sideOf } from './sides';

type PassOn = (typeof roster)['actions']['passOn'];

/** 没人应门，交给下一家: the turn moves on, and a neighbour is asked to look in. Nothing of it is public. */
export const passOn: HandlerOf<PassOn> = {
  input: schemaOf<InputOf<PassOn>>()(v.strictObject(forKey)),

  async run(context) {
    const { input, store, call, caller, now } = context;
    const side = sideOf(context);
    const yard = await yardOf(store, call, now);
    const reading = await joinedIn(store, call);
    return act(context, async (ground) => {
      const key = await keyOf(ground.read, input.keyId, call);
      refuseIf(!isOf(side, key.holder) && !side.keeper, 'KEY_NOT_YOURS');
      const state = stateOf(key, { roster: ground.roster, now });
      const isDue = state?.state === 'due' || state?.state === 'offered';
      const turn = ground.turns.find(({ doer }) => isDue && doer === state.next);
      if (!turn) throw new AppError('KEY_NOT_DUE');
      const plan = skipped(ground.roster.plan, turn);
      const carer = carerOf(turn.doer, yard, { not: key.holder, reading });
      const isKnown = ground.roster.plan.skips.some((skip) => skip.turn === turn.id);
      const about = { about: turn.doer, turn: turn.id };
      const cards = carer && !isKnown ? [newCard(ground.roster, { ...about, carer }, now)] : [];
      const noted = passedOn(key, { by: memberOf(caller)._id, now });
      return {
        after: { ...ground.roster, plan },
        writes: [
          ...keyWrites(key, noted, partyIn(side, [key.holder])),
          ...cards.map((card) => create('care_cards', card)),
        ],
        knowing: [turn.doer],
        value: (moved) => ({ moved, turnId: turn.id }),
      };
    });
  },
};
