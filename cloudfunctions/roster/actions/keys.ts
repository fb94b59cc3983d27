import * as v from 'valibot';
import { HOUR_MS } from '../../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { KeyState as Answer, roster } from '../../../miniprogram/contract/roster';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { earlierOutcome, once } from '../../kernel/requests';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Reading, replace, type Write } from '../../kernel/store';
import { act, lookedAt, runningOf } from '../acting';
import { carerOf, newCard } from '../care';
import { skipped } from '../changes';
import { type KeyDoc, type KeyMoveDoc, keyMoveId } from '../documents';
import {
  codeFrom,
  give,
  type Holder,
  lose,
  type Moved,
  record,
  replaceLost,
  take,
  takeByCode,
  WRONG_CODES_MAX,
} from '../key-chain';
import { stateOf } from '../key-view';
import { isKeeper, joinedIn, keyOf, partyOf, rosterOf, yardOf } from '../repository';
import { forKey, holder, moment } from './inputs';

type Actions = (typeof roster)['actions'];

/** Longer ago than this nothing is written down by a tap; a phone that was off that long asks the committee. */
const LATE_MS = 48 * HOUR_MS;

interface Side {
  readonly household: HouseholdId | undefined;
  readonly keeper: boolean;
}

const sideOf = ({ caller, call }: Context<unknown>): Side => ({
  household: partyOf(caller, call),
  keeper: isKeeper(caller),
});

const isOf = ({ household, keeper }: Side, who: Holder): boolean =>
  who === 'committee' ? keeper : who === household;

const tapOf = ({ caller, cloud, now }: Context<unknown>, at: number) => ({
  by: memberOf(caller)._id,
  at: Math.max(Math.min(at, now), now - LATE_MS),
  now,
  nextCode: codeFrom(cloud.chance(2)),
});

function writesOf(before: KeyDoc, { key, move }: Moved): readonly Write[] {
  const after = { ...before, ...key };
  const { half: _, lostAt: __, ...plain } = after;
  const doc: KeyDoc = {
    ...plain,
    ...(key.half ? { half: key.half } : {}),
    ...(key.lostAt === undefined ? {} : { lostAt: key.lostAt }),
  };
  if (!move) return [replace('keys', doc)];
  const entry: KeyMoveDoc = {
    _id: keyMoveId(before._id, move.no),
    communityId: before.communityId,
    rev: 1,
    keyId: before._id,
    ...move,
  };
  return [replace('keys', doc), create('key_moves', entry)];
}

const answerOf = ({ key, move }: Moved): Answer => ({
  state: move ? 'held' : 'half',
  moves: key.moveCount,
});

/** Whose turn it is to receive the key now. @throws AppError `KEY_NOT_DUE` */
async function nextOf(key: KeyDoc, context: Context<unknown>, read: Reading): Promise<Holder> {
  const { call, now } = context;
  const roster = lookedAt(runningOf(await rosterOf(read, call)), now);
  const next = stateOf(key, { roster, now })?.next;
  if (next === undefined) throw new AppError('KEY_NOT_DUE');
  return next;
}

export const giveKey: HandlerOf<Actions['giveKey']> = {
  input: schemaOf<InputOf<Actions['giveKey']>>()(v.strictObject({ ...forKey, at: moment })),

  run(context) {
    const { input, call } = context;
    const side = sideOf(context);
    return once(context, async (read) => {
      const key = await keyOf(read, input.keyId, call);
      refuseIf(!isOf(side, key.holder), 'KEY_NOT_YOURS');
      const next = await nextOf(key, context, read);
      const moved = give(key, next, tapOf(context, input.at));
      return { writes: writesOf(key, moved), value: answerOf(moved) };
    });
  },
};

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
        refuseIf(!isOf(side, next), 'KEY_NOT_YOURS');
        const tap = tapOf(context, input.at);
        if (input.code === undefined) {
          const moved = take(key, next, tap);
          return { writes: writesOf(key, moved), value: answerOf(moved) };
        }
        const moved = takeByCode(key, { to: next, code: input.code }, tap);
        if (moved.right) return { writes: writesOf(key, moved), value: answerOf(moved) };
        const left = WRONG_CODES_MAX - moved.key.wrongCodes;
        return {
          writes: writesOf(key, moved),
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
      const mayWrite = side.keeper || isOf(side, key.holder) || isOf(side, input.to);
      refuseIf(!mayWrite, 'KEY_NOT_YOURS');
      if (!side.keeper) refuseIf((await nextOf(key, context, read)) !== input.to, 'KEY_NOT_YOURS');
      const moved = record(key, input.to, { ...tapOf(context, input.at), at: input.at });
      return { writes: writesOf(key, moved), value: answerOf(moved) };
    });
  },
};

async function refuseStranger(
  { store, call, now }: Pick<Context<unknown>, 'store' | 'call' | 'now'>,
  to: Holder,
): Promise<void> {
  if (to === 'committee') return;
  const { plates } = await yardOf(store, call, now);
  refuseIf(plates[to] === undefined, 'NOT_FOUND');
}

/** 没人应门，交给下一家: the turn moves on, and a neighbour is asked to look in. Nothing of it is public. */
export const passOn: HandlerOf<Actions['passOn']> = {
  input: schemaOf<InputOf<Actions['passOn']>>()(v.strictObject(forKey)),

  async run(context) {
    const { input, store, call, now } = context;
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
      const { half: _, ...free } = key;
      return {
        after: { ...ground.roster, plan },
        writes: [replace('keys', free), ...cards.map((card) => create('care_cards', card))],
        knowing: [turn.doer],
        value: (moved) => ({ moved, turnId: turn.id }),
      };
    });
  },
};

export const loseKey: HandlerOf<Actions['loseKey']> = {
  input: schemaOf<InputOf<Actions['loseKey']>>()(v.strictObject(forKey)),

  run(context) {
    const { input, call, now } = context;
    const side = sideOf(context);
    return once(context, async (read) => {
      const key = await keyOf(read, input.keyId, call);
      refuseIf(!isOf(side, key.holder) && !side.keeper, 'KEY_NOT_YOURS');
      refuseIf(key.lostAt !== undefined, 'KEY_LOST');
      return { writes: writesOf(key, { key: lose(key, now) }), value: {} };
    });
  },
};

/** A spare key, or the old one found again. */
export const replaceKey: HandlerOf<Actions['replaceKey']> = {
  input: schemaOf<InputOf<Actions['replaceKey']>>()(v.strictObject({ ...forKey, to: holder })),

  async run(context) {
    const { input, call, now } = context;
    await refuseStranger(context, input.to);
    return once(context, async (read) => {
      const key = await keyOf(read, input.keyId, call);
      const moved = replaceLost(key, input.to, tapOf(context, now));
      return { writes: writesOf(key, moved), value: answerOf(moved) };
    });
  },
};
