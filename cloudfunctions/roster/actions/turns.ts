import * as v from 'valibot';
import { addDays } from '../../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { courtyardOf, householdHere, memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { count, schemaOf, words } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Write } from '../../kernel/store';
import { act, refuseOthers, turnIn } from '../acting';
import { notMadeUp, takenOver, withAbsence } from '../changes';
import type { PrivateSpanDoc, RosterDoc } from '../documents';
import { actingHousehold } from './acting-household';
import { forHousehold, forTurn } from './inputs';

type Actions = (typeof roster)['actions'];

const REASON_LENGTH = 100;

/** The turn goes to whoever comes next; this household comes back into the line after those days. */
export const cannotCome: HandlerOf<Actions['cannotCome']> = {
  input: schemaOf<InputOf<Actions['cannotCome']>>()(
    v.strictObject({
      ...forTurn,
      days: v.pipe(count(60), v.minValue(1)),
      reason: words(REASON_LENGTH),
    }),
  ),

  async run(context) {
    const { input, call, caller } = context;
    const { householdId } = householdHere(caller, call);
    return act(context, (ground) => {
      const turn = turnIn(ground, input.turnId);
      refuseOthers(turn, householdId);
      const span = { from: turn.day, until: addDays(turn.day, input.days - 1) };
      const plan = withAbsence(ground.roster.plan, householdId, span);
      return {
        after: withoutAsks({ ...ground.roster, plan }, [turn.id]),
        writes: reasonWrites(context, { householdId, span, reason: input.reason }),
        knowing: [householdId],
        value: (moved) => ({ moved }),
      };
    });
  },
};

/** Kept apart from what planners read, under an id nobody can guess the reason from. */
function reasonWrites(
  { call, caller, now }: Context<unknown>,
  {
    householdId,
    span,
    reason,
  }: {
    readonly householdId: HouseholdId;
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

  async run(context) {
    const household = await actingHousehold(context);
    return act(context, (ground) => {
      const turn = turnIn(ground, context.input.turnId);
      refuseIf(turn.doer === household, 'TURN_YOURS');
      const plan = takenOver(ground.roster.plan, turn.id, household);
      return {
        after: withoutAsks({ ...ground.roster, plan }, [turn.id]),
        knowing: [household],
        value: (moved) => ({ moved }),
      };
    });
  },
};

/** Privately: the household simply comes first in the next round. */
export const declineMakeUp: HandlerOf<Actions['declineMakeUp']> = {
  input: schemaOf<InputOf<Actions['declineMakeUp']>>()(v.strictObject(forTurn)),

  async run(context) {
    const { input, call, caller } = context;
    const { householdId } = householdHere(caller, call);
    return act(context, (ground) => {
      const turn = turnIn(ground, input.turnId);
      refuseOthers(turn, householdId);
      const isMakeUp = ground.roster.plan.skips.some((skip) => skip.turn === turn.id);
      refuseIf(!isMakeUp, 'NO_MAKE_UP');
      return {
        after: { ...ground.roster, plan: notMadeUp(ground.roster.plan, turn) },
        knowing: [householdId],
        value: (moved) => ({ moved }),
      };
    });
  },
};
