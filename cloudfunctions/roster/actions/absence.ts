/** Days on which a household cannot come. */
import * as v from 'valibot';
import { addDays } from '../../../miniprogram/contract/calendar';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { refuseIf } from '../../kernel/errors';
import { count, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { cameBack, withAbsence } from '../changes';
import { actFor } from './acting-household';
import { day, forHousehold } from './inputs';

type Actions = (typeof roster)['actions'];

const ABSENCE_DAYS_MAX = 400;

export const absence: HandlerOf<Actions['absence']> = {
  input: schemaOf<InputOf<Actions['absence']>>()(
    v.strictObject({ ...forHousehold, from: day, until: day }),
  ),

  run(context) {
    const { from, until } = context.input;
    refuseIf(until < from || until > addDays(from, ABSENCE_DAYS_MAX), 'INVALID', {
      field: 'until',
    });
    return actFor(context, ({ roster, today }, { household, knowing }) => {
      refuseIf(until < today, 'INVALID', { field: 'until' });
      const span = { from: from < today ? today : from, until };
      return {
        after: { ...roster, plan: withAbsence(roster.plan, household, span) },
        knowing,
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

  run(context) {
    const { on, quietDays } = context.input;
    const freeOn = addDays(on, quietDays);
    return actFor(context, ({ roster, today }, { household }) => {
      // Days that are over are facts.
      const from = freeOn < today ? today : freeOn;
      return {
        after: { ...roster, plan: cameBack(roster.plan, household, from) },
        value: (moved) => ({ moved, freeOn: from }),
      };
    });
  },
};
