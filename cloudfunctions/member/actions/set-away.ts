import * as v from 'valibot';
import { addDays, dayOf, daysBetween, isDay } from '../../../miniprogram/contract/calendar';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { CourtyardDoc } from '../../courtyard/public';
import { idOf, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { loadChangeable } from '../changeable';

type SetAway = (typeof member)['actions']['setAway'];

const SPANS_MAX = 12;
const DAYS_MAX = 366;
/** Days that are over are of no use to anybody. */
const KEPT_DAYS = 31;

const day = v.pipe(v.string(), v.check(isDay));
const span = v.pipe(
  v.strictObject({ from: day, until: day }),
  v.check(({ from, until }) => isSpan(from, until)),
);

/** Checked here once more: a pipe goes on after a day that is none. */
const isSpan = (from: string, until: string): boolean =>
  isDay(from) && isDay(until) && from <= until && daysBetween(from, until) <= DAYS_MAX;

/** The days nobody is there. Why is nobody's business, so it is not asked. */
export const setAway: HandlerOf<SetAway> = {
  input: schemaOf<InputOf<SetAway>>()(
    v.strictObject({
      householdId: idOf('hh'),
      away: v.pipe(v.array(span), v.maxLength(SPANS_MAX)),
    }),
  ),

  run: (context) =>
    once(context, async (read) => {
      const { input, now } = context;
      const household = await loadChangeable(read, input.householdId, context);
      const oldest = addDays(dayOf(now), -KEPT_DAYS);
      const away = input.away
        .filter(({ until }) => until >= oldest)
        .sort((a, b) => (a.from < b.from ? -1 : 1));
      const courtyard = await read.get<CourtyardDoc>('courtyards', household.courtyardId);
      const writes = [
        replace('households', { ...household, away }),
        ...(courtyard ? [replace('courtyards', { ...courtyard, registerMoved: true })] : []),
      ];
      return { writes, value: {} };
    }),
};
