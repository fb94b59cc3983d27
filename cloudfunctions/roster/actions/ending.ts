import * as v from 'valibot';
import { addDays } from '../../../miniprogram/contract/calendar';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import type { LocalDate } from '../../../miniprogram/contract/units';
import { AppError, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { act } from '../acting';
import { paused, standDownOf, stoodDown } from '../changes';
import { cleanUpOf } from '../clean-up';
import type { Running } from '../running';
import { actFor } from './acting-household';
import { day, forHousehold } from './inputs';

type Actions = (typeof roster)['actions'];

/** From tomorrow at the earliest: today people are on their way already. */
export const pause: HandlerOf<Actions['pause']> = {
  input: schemaOf<InputOf<Actions['pause']>>()(v.strictObject({ from: day, until: day })),

  run(context) {
    const { from, until } = context.input;
    return act(context, ({ roster, today }) => {
      refuseIf(until < from || from <= today, 'INVALID', { field: 'from' });
      return {
        after: { ...roster, plan: paused(roster.plan, { from, until }) },
        value: (moved) => ({ moved }),
      };
    });
  },
};

/** Also to a later day, when it is put off at the last minute. The clean-up is the day before. */
export const standDown: HandlerOf<Actions['standDown']> = {
  input: schemaOf<InputOf<Actions['standDown']>>()(v.strictObject({ on: day })),

  run(context) {
    const { on } = context.input;
    return act(context, ({ roster, today }) => {
      refuseIf(on <= today, 'INVALID', { field: 'on' });
      const plan = stoodDown(roster.plan, on);
      const days = standDownOf(addDays(on, -1));
      const cleanUp = cleanUpOf({ ...roster, plan }) ?? { on: days.cleanUpOn, households: [] };
      return {
        after: {
          ...withEnd(roster, days.cleanUpOn),
          plan,
          cleanUp: { ...cleanUp, announced: true },
        },
        value: (moved) => ({ ...days, moved }),
      };
    });
  },
};

/** The rules and their draft say the same end, so that publishing them later does not cancel it. */
const withEnd = (roster: Running, endsOn: LocalDate): Running => ({
  ...roster,
  ...(roster.form ? { form: { ...roster.form, endsOn } } : {}),
  ...(roster.draft ? { draft: { ...roster.draft, endsOn } } : {}),
});

export const signUpCleanUp: HandlerOf<Actions['signUpCleanUp']> = {
  input: schemaOf<InputOf<Actions['signUpCleanUp']>>()(
    v.strictObject({ ...forHousehold, join: v.boolean() }),
  ),

  run(context) {
    const { input } = context;
    return actFor(context, ({ roster, today }, { household }) => {
      const cleanUp = cleanUpOf(roster);
      if (!cleanUp || cleanUp.on < today) throw new AppError('NOT_FOUND');
      const others = cleanUp.households.filter((id) => id !== household);
      const households = input.join ? [...others, household] : others;
      const undecided = (cleanUp.declined ?? []).filter((id) => id !== household);
      const declined = input.join ? undecided : [...undecided, household];
      return {
        after: { ...roster, cleanUp: { ...cleanUp, households, declined } },
        value: () => ({ signedUp: households.length }),
      };
    });
  },
};
