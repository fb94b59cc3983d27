import * as v from 'valibot';
import { addDays, dayOf } from '../../../miniprogram/contract/calendar';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import type { TodayView } from '../../../miniprogram/contract/roster-views';
import { nothing, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { Reading, Store } from '../../kernel/store';
import { standDownOf } from '../changes';
import { cleanUpOf, isAsked } from '../clean-up';
import { monthId, type RosterDoc, type RosterMonthDoc } from '../documents';
import { statusOf } from '../form';
import { gateOf } from '../gate';
import { keyView } from '../key-view';
import { mineView } from '../mine-view';
import { isArchived, isFar, lastDayOf, monthView } from '../month-view';
import { isKeeper, partyOf, rosterOf, yardOf } from '../repository';
import type { Fact } from '../rules';
import { lookedAt, monthOf, runningOf } from '../running';
import { groupTexts, headlineOf, type Seen, scheduleOf, turnView } from '../views';
import { partyFor } from './acting-household';
import { forHousehold, month } from './inputs';

type Actions = (typeof roster)['actions'];

/** As the roster stands once what is over is settled; nothing is written by looking. */
export async function seenBy(
  { store, call, caller, now }: Context<unknown>,
  known?: RosterDoc,
): Promise<Seen> {
  const doc = known ?? (await rosterOf(store, call));
  const roster = lookedAt(runningOf(doc), now);
  const yard = await yardOf(store, call, now);
  return { roster, yard, household: partyOf(caller, call), keeper: isKeeper(caller), now };
}

/** Three requests: who, the roster, and the digests for keys, doors and the telephone. */
export const today: HandlerOf<Actions['today']> = {
  input: schemaOf<InputOf<Actions['today']>>()(nothing),

  async run(context) {
    const { caller, call, now } = context;
    const { doc, yard, keys, phone } = await gateOf(context);
    if (!doc.plan) return nothingYet(phone, { now, status: statusOf(doc, now) });
    const roster = lookedAt(runningOf(doc), now);
    const seen = { roster, yard, household: partyOf(caller, call), keeper: isKeeper(caller), now };
    return todayView({
      seen,
      phone,
      keys: keys.map((key) => keyView(key, seen)),
    });
  },
};

const nothingYet = (
  phone: string,
  { now, status }: Pick<TodayView, 'now' | 'status'>,
): TodayView => ({
  status,
  today: dayOf(now),
  turns: [],
  tomorrow: [],
  keys: [],
  headline: '今天没有排值守',
  phone,
  groupText: { duty: '', key: '' },
  now,
});

function todayView({
  seen,
  phone,
  keys,
}: { readonly seen: Seen } & Pick<TodayView, 'phone' | 'keys'>): TodayView {
  const { roster, household, now } = seen;
  const date = dayOf(now);
  const schedule = scheduleOf(roster, addDays(date, 1));
  const on = (day: string) =>
    schedule.filter((turn) => turn.day === day).map((turn) => turnView(turn, seen));
  const turns = on(date);
  const tomorrow = on(addDays(date, 1));
  const note = roster.notes.at(-1);
  const isNew = household !== undefined && !roster.readBriefing.includes(household);
  const { briefing = '', contact } = roster.form ?? {};
  return {
    status: statusOf(roster, now),
    today: date,
    turns,
    tomorrow,
    keys,
    headline: headlineOf(turns),
    phone,
    ...(contact === undefined ? {} : { contact }),
    ...(isNew && briefing !== '' ? { briefing } : {}),
    ...(note ? { note: { text: note.text, day: note.day } } : {}),
    ...cleanUpView(seen),
    groupText: groupTexts(seen, { turns, keys }),
    now,
  };
}

function cleanUpView({ roster, household, now }: Seen): Pick<TodayView, 'cleanUp'> {
  const cleanUp = cleanUpOf(roster);
  if (!cleanUp || !isAsked(cleanUp, dayOf(now))) return {};
  const { on, households } = cleanUp;
  return {
    cleanUp: {
      on,
      standDownOn: standDownOf(on).standDownOn,
      signedUp: households.length,
      mine: household !== undefined && households.includes(household),
    },
  };
}

/** Three requests for any month: who, the roster, and for one that is over its document. */
export const monthOfRoster: HandlerOf<Actions['month']> = {
  input: schemaOf<InputOf<Actions['month']>>()(v.strictObject({ month })),

  async run(context) {
    const { input, store } = context;
    const seen = await seenBy(context);
    return monthView(seen, input.month, await turnsIn(store, seen, input.month));
  },
};

/** The turns of a month; one that is over stands in its own document. */
export async function turnsIn(
  read: Pick<Store, 'get'> | Reading,
  { roster, now }: Pick<Seen, 'roster' | 'now'>,
  wanted: string,
): Promise<readonly Fact[]> {
  if (isFar(wanted, now)) return [];
  if (!isArchived(roster, wanted)) {
    return scheduleOf(roster, lastDayOf(wanted)).filter(({ day }) => monthOf(day) === wanted);
  }
  const doc = await read.get<RosterMonthDoc>('roster_months', monthId(roster, wanted));
  return doc?.turns ?? [];
}

export const mine: HandlerOf<Actions['mine']> = {
  input: schemaOf<InputOf<Actions['mine']>>()(v.strictObject(forHousehold)),

  async run(context) {
    const { household, knowing } = await partyFor(context);
    return mineView({ ...(await seenBy(context)), household, isOwn: knowing.length > 0 });
  },
};
