/** Keys that are lost, replaced, added and taken out of use. */
import * as v from 'valibot';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { line, schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { create, replace } from '../../kernel/store';
import { isSpare, type KeyDoc, spareKeyId } from '../documents';
import { once } from '../in-step';
import { added, lose, replaceLost, retire } from '../key-life';
import { answerOf, keyWrites, moveDoc } from '../key-writes';
import { keyOf, keysOf } from '../repository';
import { forKey, gateName, holder } from './inputs';
import { isOf, partyIn, refuseStranger, sideOf, tapOf } from './sides';

type Actions = (typeof roster)['actions'];

/** Of one gate. */
const SPARE_MAX = 5;
const NAME_LENGTH = 12;

export const loseKey: HandlerOf<Actions['loseKey']> = {
  input: schemaOf<InputOf<Actions['loseKey']>>()(v.strictObject(forKey)),

  run(context) {
    const { input, call, caller, now } = context;
    const side = sideOf(context);
    return once(context, async (read) => {
      const key = await keyOf(read, input.keyId, call);
      refuseIf(!isOf(side, key.holder) && !side.keeper, 'KEY_NOT_YOURS');
      const lost = lose(key, { by: memberOf(caller)._id, now });
      return { writes: keyWrites(key, lost, partyIn(side, [key.holder])), value: {} };
    });
  },
};

/** Another key, or the old one found again. */
export const replaceKey: HandlerOf<Actions['replaceKey']> = {
  input: schemaOf<InputOf<Actions['replaceKey']>>()(v.strictObject({ ...forKey, to: holder })),

  async run(context) {
    const { input, call, now } = context;
    await refuseStranger(context, input.to);
    return once(context, async (read) => {
      const key = await keyOf(read, input.keyId, call);
      const moved = replaceLost(key, input.to, tapOf(context, now));
      return { writes: keyWrites(key, moved, 'committee'), value: answerOf(moved) };
    });
  },
};

/** The gate's own key counts its spare ones, so of two at once one is decided after the other. */
export const addKey: HandlerOf<Actions['addKey']> = {
  input: schemaOf<InputOf<Actions['addKey']>>()(
    v.strictObject({ gate: gateName, name: line(NAME_LENGTH), to: holder }),
  ),

  async run(context) {
    const { input, cloud, call, caller, now } = context;
    const { gate, name, to } = input;
    await refuseStranger(context, to);
    refuseIf(!(await passes(cloud, caller.openid, name)), 'CHECK_AWAY');
    return once(context, async (read) => {
      const keys = await keysOf(read, courtyardOf(call));
      const ofGate = keys.filter((key) => key.gate === gate);
      const own = ofGate.find((key) => !isSpare(key));
      if (own?.communityId !== call.communityId) throw new AppError('NOT_FOUND');
      refuseIf(ofGate.length > SPARE_MAX, 'KEYS_ENOUGH', { max: SPARE_MAX });
      const spareCount = (own.spareCount ?? 0) + 1;
      const { key, move } = added(to, tapOf(context, now));
      const { communityId, courtyardId } = own;
      const place = { communityId, courtyardId, gate, name };
      const doc: KeyDoc = { _id: spareKeyId(own._id, spareCount), rev: 1, ...place, ...key };
      return {
        writes: [
          replace('keys', { ...own, spareCount }),
          create('keys', doc),
          create('key_moves', moveDoc(doc, move, 'committee')),
        ],
        value: { keyId: doc._id },
      };
    });
  },
};

/** Its history stays. */
export const retireKey: HandlerOf<Actions['retireKey']> = {
  input: schemaOf<InputOf<Actions['retireKey']>>()(v.strictObject(forKey)),

  run(context) {
    const { input, call, caller, now } = context;
    return once(context, async (read) => {
      const key = await keyOf(read, input.keyId, call);
      refuseIf(!isSpare(key), 'KEY_NOT_SPARE');
      const noted = retire(key, { by: memberOf(caller)._id, now });
      const before = { ...key, retiredAt: now };
      return { writes: keyWrites(before, noted, 'committee'), value: {} };
    });
  },
};
