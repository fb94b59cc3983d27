import * as v from 'valibot';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { idFrom } from '../../kernel/ids';
import { idOf, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { type Ground, refuseOthers, turnIn } from '../acting';
import { swapped } from '../changes';
import type { SwapAsk } from '../documents';
import { yardOf } from '../repository';
import { actFor } from './acting-household';
import { forHousehold, forTurn } from './inputs';
import { withoutAsks } from './turns';

type Actions = (typeof roster)['actions'];

const forAsk = { askId: idOf('sw') };

/** Asks one household or the whole courtyard; one open request for a turn. */
export const askSwap: HandlerOf<Actions['askSwap']> = {
  input: schemaOf<InputOf<Actions['askSwap']>>()(
    v.strictObject({ ...forTurn, ...forHousehold, to: v.exactOptional(idOf('hh')) }),
  ),

  async run(context) {
    const { input, store, call, caller, now } = context;
    const { plates } = await yardOf(store, call, now);
    const { to } = input;
    refuseIf(to !== undefined && plates[to] === undefined, 'NOT_FOUND');
    const id = idFrom('sw', memberOf(caller)._id, call.requestId ?? '');
    return actFor(context, (ground, { household: by }) => {
      refuseIf(to === by, 'NOT_FOUND');
      const turn = turnIn(ground, input.turnId);
      refuseOthers(turn, by);
      refuseIf(
        ground.roster.asks.some((ask) => ask.turn === turn.id),
        'SWAP_OPEN',
      );
      const ask: SwapAsk = { id, turn: turn.id, by, at: now, ...(to === undefined ? {} : { to }) };
      return {
        after: { ...ground.roster, asks: [...openAsks(ground), ask] },
        value: () => ({ askId: id }),
      };
    });
  },
};

/** Requests for turns that are over are nobody's concern any more. */
const openAsks = ({ roster, turns }: Ground): readonly SwapAsk[] =>
  roster.asks.filter((ask) => turns.some(({ id, doer }) => id === ask.turn && doer === ask.by));

/** @throws AppError `SWAP_CLOSED` for one that was answered, withdrawn or overtaken */
function askIn(ground: Ground, id: SwapAsk['id']): SwapAsk {
  const ask = openAsks(ground).find((one) => one.id === id);
  if (!ask) throw new AppError('SWAP_CLOSED');
  return ask;
}

/** The first household that answers has the turn, and gives the one it names. */
export const answerSwap: HandlerOf<Actions['answerSwap']> = {
  input: schemaOf<InputOf<Actions['answerSwap']>>()(
    v.strictObject({ ...forAsk, ...forTurn, ...forHousehold }),
  ),

  run(context) {
    const { input } = context;
    return actFor(context, (ground, { household, knowing }) => {
      const ask = askIn(ground, input.askId);
      refuseIf(ask.to !== undefined && ask.to !== household, 'NOT_FOUND');
      const asked = turnIn(ground, ask.turn);
      const given = turnIn(ground, input.turnId);
      refuseIf(asked.doer === household, 'TURN_YOURS');
      refuseOthers(given, household);
      const plan = swapped(ground.roster.plan, asked, given);
      return {
        after: withoutAsks({ ...ground.roster, plan }, [asked.id, given.id]),
        knowing,
        value: (moved) => ({ moved }),
      };
    });
  },
};

export const endSwap: HandlerOf<Actions['endSwap']> = {
  input: schemaOf<InputOf<Actions['endSwap']>>()(v.strictObject({ ...forAsk, ...forHousehold })),

  run(context) {
    return actFor(context, (ground, { household }) => {
      const ask = askIn(ground, context.input.askId);
      refuseIf(ask.by !== household, 'NOT_FOUND');
      return { after: withoutAsks(ground.roster, [ask.turn]), value: () => ({}) };
    });
  },
};
