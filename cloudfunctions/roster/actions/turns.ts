import * as v from 'valibot';
import { addDays } from '../../../miniprogram/contract/calendar';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { count, schemaOf, words } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Write } from '../../kernel/store';
import { refuseOthers, turnIn } from '../acting';
import { notMadeUp, takenOver, withAbsence } from '../changes';
import type { PrivateSpanDoc, RosterDoc } from '../documents';
import { actFor, type Party } from './acting-household';
import { forHousehold, forTurn } from './inputs';

type Actions = (typeof roster)['actions'];

const REASON_LENGTH = 100;

/** The turn goes to whoever comes next; this household comes back into the line after those days. */
export const cannotCome: HandlerOf<Actions['cannotCome']> = {
  input: schemaOf<InputOf<Actions['cannotCome']>>()(
    v.strictObject({
      ...forTurn,
      ...forHousehold,
      days: v.pipe(count(60), v.minValue(1)),
      reason: words(REASON_LENGTH),
    }),
  ),

  run(context) {
    const { input } = context;
    return actFor(context, (ground, party) => {
      const { household, knowing } = party;
      const turn = turnIn(ground, input.turnId);
      refuseOthers(turn, household);
      const span = { from: turn.day, until: addDays(turn.day, input.days - 1) };
      const plan = withAbsence(ground.roster.plan, household, span);
      return {
        after: withoutAsks({ ...ground.roster, plan }, [turn.id]),
        writes: reasonWrites(context, { party, span, reason: input.reason }),
        knowing,
        value: (moved) => ({ moved }),
      };
    });
  },
};

/** Kept apart from what planners read, under an id nobody can guess the reason from. */
function reasonWrites(
  { call, caller, now }: Context<unknown>,
  {
    party: { household: householdId, knowing },
    span,
    reason,
  }: {
    readonly party: Party;
    readonly span: { readonly from: string; readonly until: string };
    readonly reason: string;
  },
): readonly Write[] {
  if (reason === '') return [];
  const doc: PrivateSpanDoc = {
    _id: `${householdId}.duty.${span.from}.${call.requestId ?? ''}`,
    communityId: call.communityId,
    rev: 1,
    householdId,
    courtyardId: courtyardOf(call),
    kind: 'duty',
    reason,
    ...span,
    by: memberOf(caller)._id,
    ...(knowing.length > 0 ? {} : { asKeeper: true as const }),
    at: now,
  };
  return [create('private_spans', doc)];
}

export const withoutAsks = <R extends RosterDoc>(doc: R, turns: readonly string[]): R => ({
  ...doc,
  asks: doc.asks.filter(({ turn }) => !turns.includes(turn)),
});

/** 我来替: somebody takes the turn of another; it counts for whoever comes. */
export const takeOver: HandlerOf<Actions['takeOver']> = {
  input: schemaOf<InputOf<Actions['takeOver']>>()(v.strictObject({ ...forTurn, ...forHousehold })),

  run(context) {
    return actFor(context, (ground, { household, knowing }) => {
      const turn = turnIn(ground, context.input.turnId);
      refuseIf(turn.doer === household, 'TURN_YOURS');
      const plan = takenOver(ground.roster.plan, turn.id, household);
      return {
        after: withoutAsks({ ...ground.roster, plan }, [turn.id]),
        knowing,
        value: (moved) => ({ moved }),
      };
    });
  },
};

/** Privately: the household simply comes first in the next round. */
export const declineMakeUp: HandlerOf<Actions['declineMakeUp']> = {
  input: schemaOf<InputOf<Actions['declineMakeUp']>>()(
    v.strictObject({ ...forTurn, ...forHousehold }),
  ),

  run(context) {
    return actFor(context, (ground, { household, knowing }) => {
      const turn = turnIn(ground, context.input.turnId);
      refuseOthers(turn, household);
      const isMakeUp = ground.roster.plan.skips.some((skip) => skip.turn === turn.id);
      refuseIf(!isMakeUp, 'NO_MAKE_UP');
      return {
        after: { ...ground.roster, plan: notMadeUp(ground.roster.plan, turn) },
        knowing,
        value: (moved) => ({ moved }),
      };
    });
  },
};
