import * as v from 'valibot';
import { addDays } from '../../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { householdOf, memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { count, nothing, schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Write } from '../../kernel/store';
import { act, type Ground, refuseOthers, turnIn } from '../acting';
import { cameBack, notMadeUp, takenOver, withAbsence } from '../changes';
import type { PrivateSpanDoc, RosterDoc } from '../documents';
import { isKeeper, partyOf, yardOf } from '../repository';
import { day, forHousehold, forTurn } from './inputs';

type Actions = (typeof roster)['actions'];

const REASON_LENGTH = 100;
const NOTE_LENGTH = 200;
const NOTES_KEPT = 30;
const ABSENCE_DAYS_MAX = 400;

/** The turn goes to whoever comes next; this household comes back into the line after those days. */
export const cannotCome: HandlerOf<Actions['cannotCome']> = {
  input: schemaOf<InputOf<Actions['cannotCome']>>()(
    v.strictObject({
      ...forTurn,
      days: v.pipe(count(60), v.minValue(1)),
      reason: v.pipe(v.string(), v.trim(), v.maxLength(REASON_LENGTH)),
    }),
  ),

  async run(context) {
    const { input, call, caller } = context;
    const { householdId } = householdOf(caller, call);
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
    courtyardId: call.courtyardId as `cy_${string}`,
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

/** Keepers name the household; everybody else acts for the own one, or the one helped. */
async function actingHousehold(
  context: Context<{ readonly householdId?: HouseholdId }>,
): Promise<HouseholdId> {
  const { input, store, call, caller, now } = context;
  const own = partyOf(caller, call);
  const named = input.householdId ?? own;
  if (named === undefined) throw new AppError('NOT_FOUND');
  if (named !== own && !isKeeper(caller)) {
    throw new AppError(own === undefined ? 'NOT_FOUND' : 'NOT_ALLOWED');
  }
  const { plates } = await yardOf(store, call, now);
  refuseIf(plates[named] === undefined, 'NOT_FOUND');
  return named;
}

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

export const absence: HandlerOf<Actions['absence']> = {
  input: schemaOf<InputOf<Actions['absence']>>()(
    v.strictObject({ ...forHousehold, from: day, until: day }),
  ),

  async run(context) {
    const { from, until } = context.input;
    refuseIf(until < from || until > addDays(from, ABSENCE_DAYS_MAX), 'INVALID', {
      field: 'until',
    });
    const household = await actingHousehold(context);
    return act(context, ({ roster, today }) => {
      refuseIf(until < today, 'INVALID', { field: 'until' });
      const span = { from: from < today ? today : from, until };
      return {
        after: { ...roster, plan: withAbsence(roster.plan, household, span) },
        knowing: [household],
        value: (moved) => ({ moved }),
      };
    });
  },
};

/** Free after the quiet days; joins the tail of the round that runs then. */
export const comeBack: HandlerOf<Actions['comeBack']> = {
  input: schemaOf<InputOf<Actions['comeBack']>>()(
    v.strictObject({ ...forHousehold, on: day, quietDays: count(60) }),
  ),

  async run(context) {
    const { on, quietDays } = context.input;
    const household = await actingHousehold(context);
    const freeOn = addDays(on, quietDays);
    return act(context, ({ roster, today }) => {
      // Days that are over are facts.
      const from = freeOn < today ? today : freeOn;
      return {
        after: { ...roster, plan: cameBack(roster.plan, household, from) },
        value: (moved) => ({ moved, freeOn: from }),
      };
    });
  },
};

/** Privately: the household simply comes first in the next round. */
export const declineMakeUp: HandlerOf<Actions['declineMakeUp']> = {
  input: schemaOf<InputOf<Actions['declineMakeUp']>>()(v.strictObject(forTurn)),

  async run(context) {
    const { input, call, caller } = context;
    const { householdId } = householdOf(caller, call);
    return act(context, (ground) => {
      const turn = turnIn(ground, input.turnId);
      refuseOthers(turn, householdId);
      const isMakeUp = ground.roster.plan.skips.some((skip) => skip.turn === turn.id);
      refuseIf(!isMakeUp, 'NO_MAKE_UP');
      return {
        after: { ...ground.roster, plan: notMadeUp(ground.roster.plan, turn.id) },
        knowing: [householdId],
        value: (moved) => ({ moved }),
      };
    });
  },
};

/** What a household does about itself in the roster's document. */
const aboutItself = <T>(
  context: Context<unknown>,
  change: (ground: Ground, household: HouseholdId) => RosterDoc,
  value: T,
): Promise<T> => {
  const { householdId } = householdOf(context.caller, context.call);
  return act(context, (ground) => ({ after: change(ground, householdId), value: () => value }));
};

export const seen: HandlerOf<Actions['seen']> = {
  input: schemaOf<InputOf<Actions['seen']>>()(nothing),

  run(context) {
    return aboutItself(
      context,
      ({ roster }, household) => {
        const { [household]: _, ...changed } = roster.changed;
        return { ...roster, changed };
      },
      {},
    );
  },
};

export const readBriefing: HandlerOf<Actions['readBriefing']> = {
  input: schemaOf<InputOf<Actions['readBriefing']>>()(nothing),

  run(context) {
    return aboutItself(
      context,
      ({ roster }, household) => ({
        ...roster,
        readBriefing: [...new Set([...roster.readBriefing, household])],
      }),
      {},
    );
  },
};

export const offerStandIn: HandlerOf<Actions['offerStandIn']> = {
  input: schemaOf<InputOf<Actions['offerStandIn']>>()(v.strictObject({ offer: v.boolean() })),

  run(context) {
    return aboutItself(
      context,
      ({ roster }, household) => {
        const others = roster.standIns.filter((id) => id !== household);
        return { ...roster, standIns: context.input.offer ? [...others, household] : others };
      },
      {},
    );
  },
};

/** What the next household should know; neighbours read it, so it is checked. */
export const endNote: HandlerOf<Actions['endNote']> = {
  input: schemaOf<InputOf<Actions['endNote']>>()(
    v.strictObject({
      text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(NOTE_LENGTH)),
    }),
  ),

  async run(context) {
    const { input, cloud, caller, now } = context;
    const isChecked = await passes(cloud, caller.openid, input.text);
    refuseIf(!isChecked, 'CHECK_AWAY');
    return aboutItself(
      context,
      ({ roster, today }, by) => {
        const note = { day: today, text: input.text, by, at: now };
        return { ...roster, notes: [...roster.notes, note].slice(-NOTES_KEPT) };
      },
      {},
    );
  },
};
