/** The inputs several actions share. */
import * as v from 'valibot';
import { isDay } from '../../../miniprogram/contract/calendar';
import type { RulesForm, TurnId } from '../../../miniprogram/contract/roster-views';
import { count, idOf, line, words } from '../../kernel/parse';

/** Of this century: nobody plans further, and a plan is made day by day. */
export const day = v.pipe(
  v.string(),
  v.check((text) => isDay(text) && text >= '2000' && text < '2100'),
);
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
export const turnId = v.custom<TurnId>(
  (value) => typeof value === 'string' && /^\d{1,5}-hh_[0-9a-z]{1,32}$/.test(value),
);
export const holder = v.union([idOf('hh'), v.literal('committee')]);
export const forTurn = { turnId };
export const forKey = { keyId: idOf('ky') };
export const forHousehold = { householdId: v.exactOptional(idOf('hh')) };
export const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const gateName = line(10);
export const month = v.pipe(v.string(), v.regex(/^20\d{2}-(0[1-9]|1[0-2])$/));
const POSTS_MAX = 6;
const HOUSEHOLDS_MAX = 100;
const round = v.pipe(count(50), v.minValue(1));
export const BRIEFING_LENGTH = 500;
/** Two numbers with their area codes. */
const CONTACT_LENGTH = 28;

export const form: v.GenericSchema<unknown, RulesForm> = v.strictObject({
  startsOn: day,
  endsOn: v.exactOptional(day),
  posts: v.pipe(
    v.array(
      v.strictObject({
        gate: gateName,
        opensAt: time,
        closesAt: v.union([time, v.literal('24:00')]),
      }),
    ),
    v.minLength(1),
    v.maxLength(POSTS_MAX),
  ),
  orderBy: v.picklist(['door', 'lots', 'hand']),
  seed: words(30),
  order: v.pipe(v.array(idOf('hh')), v.maxLength(HOUSEHOLDS_MAX)),
  tenants: v.picklist(['now', 'later', 'never']),
  tenantsFromRound: round,
  exempt: v.pipe(
    v.array(v.strictObject({ householdId: idOf('hh'), from: day, until: v.exactOptional(day) })),
    v.maxLength(HOUSEHOLDS_MAX),
  ),
  joins: v.exactOptional(
    v.pipe(
      v.array(
        v.union([
          v.strictObject({ householdId: idOf('hh'), from: day }),
          v.strictObject({ householdId: idOf('hh'), fromRound: round }),
        ]),
      ),
      v.maxLength(HOUSEHOLDS_MAX),
    ),
  ),
  restDays: count(30),
  heavyDays: v.picklist(['same', 'balanced']),
  briefing: words(BRIEFING_LENGTH),
  contact: v.exactOptional(v.pipe(line(CONTACT_LENGTH), v.regex(/^(?=.*\d)[\d -]+$/))),
});
