/** What the phone is shown of turns. Pure. */
import { addDays, dayOf, dayText, timeOf } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type {
  MineView,
  MonthView,
  TodayView,
  TurnView,
} from '../../miniprogram/contract/roster-views';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { horizonOf, monthOf, type Running } from './acting';
import type { SwapAsk } from './documents';
import { isHeavy } from './holidays';
import { planUntil } from './plan';
import { labelIn, type Yard } from './repository';
import { type Fact, factOf } from './rules';
import { servedTurns } from './served';
import { changeText } from './tell';
import { shortDay } from './verdict';

export interface Seen {
  readonly roster: Running;
  readonly yard: Yard;
  /** Whose view it is. */
  readonly household: HouseholdId | undefined;
  readonly now: EpochMs;
}

export function turnView(turn: Fact, { roster, yard, household, now }: Seen): TurnView {
  const today = dayOf(now);
  return {
    turnId: turn.id,
    day: turn.day,
    dayText: dayText(turn.day, today),
    gate: turn.gate,
    hours: `${turn.opensAt}–${turn.closesAt}`,
    label: labelIn(yard, turn.doer),
    mine: turn.doer === household,
    heavy: isHeavy(turn.day),
    state: turn.day < today ? 'served' : turn.day === today ? 'today' : 'coming',
    seeking: roster.asks.some((ask) => ask.turn === turn.id),
  };
}

/** Everything from the first settled day of this month on. The one schedule every view is made from. */
export function scheduleOf({ recent, plan }: Running, until: LocalDate): readonly Fact[] {
  return [...recent, ...planUntil(plan, until).turns.map((turn) => factOf(plan, turn))];
}

/** `今天门口：2单元 101 李家，到 20:00`. */
export function headlineOf(turns: readonly TurnView[]): string {
  if (turns.length === 0) return '今天没有排值守';
  const who = turns.map(({ label, hours }) => `${label}（${hours}）`).join('、');
  return `今天门口：${who}`;
}

/** What to paste into the WeChat group: 今天谁在门口, 今晚钥匙交给谁. */
export function groupTexts(
  { yard, now }: Seen,
  {
    today,
    tomorrow,
  }: { readonly today: readonly TurnView[]; readonly tomorrow: readonly TurnView[] },
): TodayView['groupText'] {
  const day = dayText(dayOf(now), dayOf(now));
  const on = today.map(({ label, gate, hours }) => `${gate} ${hours} ${label}`);
  const next = tomorrow[0];
  return {
    duty: [`【${yard.name}】${day}值守`, ...(on.length > 0 ? on : ['今天没有排值守'])].join('\n'),
    key: next
      ? `【${yard.name}】今晚 ${today[0]?.hours.slice(6) ?? '20:00'} 钥匙交给${next.label}，明天辛苦了`
      : `【${yard.name}】今晚钥匙交回院委会`,
  };
}

const MONTHS_AHEAD = 12;

export function monthView(seen: Seen, month: string, turns: readonly Fact[]): MonthView {
  const { roster, now } = seen;
  const { startsOn, endsOn } = roster.plan;
  const last = addDays(dayOf(now), MONTHS_AHEAD * 30);
  const [year = '', number = ''] = month.split('-');
  const inMonth = turns.filter(({ day }) => monthOf(day) === month);
  const ends = endsOn !== undefined && endsOn < last ? endsOn : last;
  return {
    month,
    title: `${year}年${Number(number)}月`,
    turns: inMonth.map((turn) => turnView(turn, seen)),
    uncovered: [
      ...new Set(
        planUntil(roster.plan, lastDayOf(month))
          .uncovered.map(({ day }) => day)
          .filter((day) => monthOf(day) === month),
      ),
    ],
    ...(monthOf(startsOn) < month ? { previous: monthOf(addDays(`${month}-01`, -1)) } : {}),
    ...(month < monthOf(ends) ? { next: monthOf(addDays(lastDayOf(month), 1)) } : {}),
    now,
  };
}

export const lastDayOf = (month: string): LocalDate => {
  const inNext = addDays(`${month}-01`, 31);
  return addDays(`${monthOf(inNext)}-01`, -1);
};

/** @returns the figures of one household: what it has served, and what is ahead of it */
export function mineView(seen: Seen & { readonly household: HouseholdId }): MineView {
  const { roster, yard, household, now } = seen;
  const today = dayOf(now);
  const all = scheduleOf(roster, horizonOf(roster.plan, today));
  const mine = all.filter(({ doer }) => doer === household).map((turn) => turnView(turn, seen));
  const served = servedOf(roster, household, now);
  const change = roster.changed[household];
  const makeUp = makeUpOf(seen, all);
  const askView = (ask: SwapAsk) => ({
    turn: all.find(({ id }) => id === ask.turn),
    ask,
  });
  const asks = roster.asks.map(askView).flatMap(({ turn, ask }) =>
    turn
      ? [
          {
            by: ask.by,
            to: ask.to,
            view: {
              askId: ask.id,
              turn: turnView(turn, seen),
              toAll: ask.to === undefined,
              mine: ask.by === household,
            },
          },
        ]
      : [],
  );
  return {
    household: { id: household, label: labelIn(yard, household) },
    coming: mine.filter(({ state }) => state !== 'served'),
    served: mine.filter(({ state }) => state === 'served'),
    servedMinutes: served.minutes,
    servedText: `共 ${served.turns} 次 ${hoursText(served.minutes)}`,
    ...(change ? { changed: { text: changeText(change, today), at: change.at } } : {}),
    ...(makeUp ? { makeUp } : {}),
    asked: asks
      .filter(({ by, to }) => by !== household && (to === undefined || to === household))
      .map(({ view }) => view),
    asking: asks.filter(({ by }) => by === household).map(({ view }) => view),
    standsIn: roster.standIns.includes(household),
    now,
  };
}

function makeUpOf(seen: Seen, all: readonly Fact[]): TurnView | undefined {
  const { roster, household, now } = seen;
  const skips = new Set(roster.plan.skips.map(({ turn }) => turn));
  const turn = all.find(
    ({ id, owner, day }) => owner === household && skips.has(id) && day >= dayOf(now),
  );
  return turn && turnView(turn, seen);
}

export const hoursText = (minutes: Count): string =>
  minutes % 60 === 0
    ? `${minutes / 60} 小时`
    : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;

/** Turns and minutes that are over at the instant: a turn is served when its post has closed. */
export function servedOf(
  { plan }: Pick<Running, 'plan'>,
  household: HouseholdId,
  now: EpochMs,
): { readonly turns: Count; readonly minutes: Count } {
  const standing = plan.progress.standings[household];
  const today = planUntil(plan, dayOf(now)).turns.map((turn) => factOf(plan, turn));
  const over = servedTurns(today, now).filter((turn) => turn.household === household);
  const minutes = over.reduce((sum, turn) => sum + turn.minutes, 0);
  return {
    turns: (standing?.turns ?? 0) + over.length,
    minutes: (standing?.minutes ?? 0) + minutes,
  };
}

/** `今晚 20:00`, `明天 14:00`, else with the date. */
export const whenText = (at: EpochMs, now: EpochMs): string => {
  const today = dayOf(now);
  const day = dayOf(at);
  const spoken = day === today ? (timeOf(at) >= '17:00' ? '今晚' : '今天') : shortDay(day, today);
  return `${spoken} ${timeOf(at)}`;
};
