import * as v from 'valibot';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { dutyDigestId } from '../../courtyard/public';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Reading } from '../../kernel/store';
import { act } from '../acting';
import { carerOf, newCard } from '../care';
import { skipped } from '../changes';
import type { DutyDigest } from '../digest';
import type { KeyDoc } from '../documents';
import { passedOn } from '../key-life';
import { stateOf } from '../key-view';
import { keyWrites } from '../key-writes';
import { joinedIn, keyOf, type Yard, yardOf } from '../repository';
import { forKey } from './inputs';
import { isOf, partyIn, sideOf } from './sides';

type PassOn = (typeof roster)['actions']['passOn'];

/** 没人应门，交给下一家: the turn moves on, and a neighbour is asked to look in. Nothing of it is public; whose door it was is told the new day like everybody it moves. */
export const passOn: HandlerOf<PassOn> = {
  input: schemaOf<InputOf<PassOn>>()(v.strictObject(forKey)),

  async run(context) {
    const { caller, now } = context;
    const side = sideOf(context);
    return act(context, async (ground) => {
      const { key, yard, reading } = await doorOf(context, ground.read);
      refuseIf(!isOf(side, key.holder) && !side.keeper, 'KEY_NOT_YOURS');
      const state = stateOf(key, { roster: ground.roster, now });
      const isDue = state?.state === 'due' || state?.state === 'offered';
      const turn = ground.turns.find(({ id }) => isDue && id === state.turn?.id);
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
        value: (moved) => ({ moved, turnId: turn.id }),
      };
    });
  },
};

interface AtTheDoor {
  readonly key: KeyDoc;
  readonly yard: Pick<Yard, 'plates'>;
  /** Households where somebody reads the app. */
  readonly reading: ReadonlySet<HouseholdId>;
}

/** All of it stands in the digest, which the commit reads anyway; else the facts are asked. */
async function doorOf(
  { input, store, call, now }: Context<InputOf<PassOn>>,
  read: Reading,
): Promise<AtTheDoor> {
  const digest = await read.get<DutyDigest>('digests', dutyDigestId(courtyardOf(call)));
  const key = digest?.keys[input.keyId];
  if (digest?.readers && key) {
    return { key, yard: { plates: digest.homes }, reading: new Set(digest.readers) };
  }
  return {
    key: await keyOf(read, input.keyId, call),
    yard: await yardOf(store, call, now),
    reading: await joinedIn(store, call),
  };
}
