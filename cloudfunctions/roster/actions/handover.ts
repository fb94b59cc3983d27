import * as v from 'valibot';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { KeyState as Answer, roster } from '../../../miniprogram/contract/roster';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { earlierOutcome } from '../../kernel/requests';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { Reading, Write } from '../../kernel/store';
import { isSpare, type KeyDoc, type KeyMoveDoc, keyMoveId } from '../documents';
import { once } from '../in-step';
import {
  give,
  type Holder,
  record,
  take,
  takeByCode,
  tapperOf,
  WRONG_CODES_MAX,
} from '../key-chain';
import { answerOf, keyWrites } from '../key-writes';
import { keyOf } from '../repository';
import { forKey, holder, moment } from './inputs';
import { isOf, nextOf, partyIn, refuseStranger, type Side, sideOf, tapOf } from './sides';

type Actions = (typeof roster)['actions'];

export const giveKey: HandlerOf<Actions['giveKey']> = {
  input: schemaOf<InputOf<Actions['giveKey']>>()(v.strictObject({ ...forKey, at: moment })),

  run(context) {
    const { input, call } = context;
    const side = sideOf(context);
    return once(context, async (read) => {
      const key = await keyOf(read, input.keyId, call);
      if (!isOf(side, key.holder)) return alreadyGiven(key, side, read);
      const next = await nextOf(key, context, read);
      const moved = give(key, next, tapOf(context, input.at));
      return { writes: keyWrites(key, moved, key.holder), value: answerOf(moved) };
    });
  },
};

/**
 * A tap that waited for the network comes when the receiver's code has done the same already: then it is so.
 * @throws AppError `KEY_NOT_YOURS` to whoever was not the last to hand it on
 */
async function alreadyGiven(
  key: KeyDoc,
  side: Side,
  read: Reading,
): Promise<{ writes: readonly Write[]; value: Answer }> {
  const last = await read.get<KeyMoveDoc>('key_moves', keyMoveId(key._id, key.moveCount));
  refuseIf(!last || !isOf(side, last.from), 'KEY_NOT_YOURS');
  return { writes: [], value: heldNow(key) };
}

const heldNow = ({ moveCount }: KeyDoc): Answer => ({ state: 'held', moves: moveCount });

/** A wrong code is counted, and refused; so is its replay. */
export const takeKey: HandlerOf<Actions['takeKey']> = {
  input: schemaOf<InputOf<Actions['takeKey']>>()(
    v.strictObject({
      ...forKey,
      at: moment,
      code: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{4}$/))),
    }),
  ),
  answersReplays: true,

  async run(context) {
    const answer = await takenOnce(context);
    if (answer.state === 'wrong') throw new AppError('KEY_CODE_WRONG', { left: answer.left ?? 0 });
    return answer;
  },
};

async function takenOnce(context: Context<InputOf<Actions['takeKey']>>): Promise<Answer> {
  const { input, store, call, caller } = context;
  const side = sideOf(context);
  try {
    return await once(
      context,
      async (read): Promise<{ writes: readonly Write[]; value: Answer }> => {
        const key = await keyOf(read, input.keyId, call);
        const next = await nextOf(key, context, read);
        // Written down by the other side while this tap waited for the network.
        if (!isOf(side, next) && isOf(side, key.holder)) return { writes: [], value: heldNow(key) };
        refuseIf(!isOf(side, next), 'KEY_NOT_YOURS');
        const tap = tapOf(context, input.at);
        if (input.code === undefined) {
          const moved = take(key, next, tap);
          return { writes: keyWrites(key, moved, next), value: answerOf(moved) };
        }
        const moved = takeByCode(key, { to: next, code: input.code }, tap);
        if (moved.right) return { writes: keyWrites(key, moved, next), value: answerOf(moved) };
        const left = WRONG_CODES_MAX - moved.key.wrongCodes;
        return {
          writes: keyWrites(key, moved),
          value: { state: 'wrong', moves: key.moveCount, left },
        };
      },
    );
  } catch (error) {
    const earlier = await earlierOutcome(store, memberOf(caller)._id, call);
    if (!earlier) throw error;
    return earlier.outcome as Answer;
  }
}

/** By the committee for anybody; by the holder, or by whoever has received it. */
export const recordKey: HandlerOf<Actions['recordKey']> = {
  input: schemaOf<InputOf<Actions['recordKey']>>()(
    v.strictObject({ ...forKey, to: holder, at: moment }),
  ),

  async run(context) {
    const { input, call } = context;
    const side = sideOf(context);
    await refuseStranger(context, input.to);
    return once(context, async (read) => {
      const key = await keyOf(read, input.keyId, call);
      const tapper = input.to === key.holder ? tapperOf(key) : undefined;
      const parties = tapper === undefined ? [key.holder, input.to] : [tapper];
      const mayWrite = side.keeper || parties.some((one) => isOf(side, one));
      refuseIf(!mayWrite, 'KEY_NOT_YOURS');
      if (!side.keeper && tapper === undefined) {
        await refuseDetour(key, input.to, { context, read, side });
      }
      const moved = record(key, input.to, { ...tapOf(context, input.at), at: input.at });
      const party = partyIn(side, [key.holder, input.to]);
      return { writes: keyWrites(key, moved, party), value: answerOf(moved) };
    });
  },
};

/**
 * Without a keeper a key goes only where it is due, and a spare one only home.
 * @throws AppError `KEY_NOT_YOURS`, `KEY_NOT_DUE`
 */
async function refuseDetour(
  key: KeyDoc,
  to: Holder,
  {
    context,
    read,
    side,
  }: { readonly context: Context<unknown>; readonly read: Reading; readonly side: Side },
): Promise<void> {
  const isDue = isSpare(key)
    ? to === 'committee' && isOf(side, key.holder)
    : (await nextOf(key, context, read)) === to;
  refuseIf(!isDue, 'KEY_NOT_YOURS');
}
