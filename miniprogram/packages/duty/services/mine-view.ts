/** 我的值守: what the page shows of one household's turns. Pure. */
import { addDays, dayOf, daysBetween, spokenDay } from '../../../contract/calendar';
import type { MineView, SwapAskView, TurnId, TurnView } from '../../../contract/roster-views';
import type { Count, EpochMs, LocalDate } from '../../../contract/units';
import { hour } from './today-view';

export interface TurnRow {
  readonly turnId: TurnId;
  /** `明天 11月26日 周四`. */
  readonly when: string;
  /** `大门，8:00 到 20:00`. */
  readonly line: string;
  readonly seeking: boolean;
  readonly heavy: boolean;
  /** Nobody exchanges a turn that has begun. */
  readonly begun: boolean;
  /** Who of the family stood there may still be said. */
  readonly mayName: boolean;
  readonly named: boolean;
}

export interface AskRow {
  readonly askId: string;
  readonly title: string;
  readonly line: string;
}

export interface MineModel {
  readonly label: string;
  readonly next: TurnRow | undefined;
  /** `还有 3 天`. */
  readonly soon: string;
  readonly coming: readonly TurnRow[];
  readonly changed: string;
  readonly makeUp: TurnRow | undefined;
  readonly asked: readonly AskRow[];
  readonly asking: readonly AskRow[];
  readonly servedText: string;
  readonly served: readonly TurnRow[];
  readonly standsIn: boolean;
}

/** `明天 11月26日 周四`, `12月3日 周四`. */
export function whenOf({ day, dayText }: TurnView, today: LocalDate): string {
  const spoken = spokenDay(day, today);
  return spoken === dayText ? dayText : `${spoken} ${dayText}`;
}

export const hoursOf = ({ gate, hours }: TurnView): string => {
  const [from = '', until = ''] = hours.split('–');
  return `${gate}，${hour(from)} 到 ${hour(until)}`;
};

/** A family says it on the day or soon after. */
const NAME_DAYS = 7;

export const turnRow = (turn: TurnView, now: EpochMs): TurnRow => ({
  turnId: turn.turnId,
  when: whenOf(turn, dayOf(now)),
  line: turn.whoCame ? `${hoursOf(turn)}，来的是${turn.whoCame}` : hoursOf(turn),
  seeking: turn.seeking,
  heavy: turn.heavy,
  begun: turn.startsAt <= now,
  mayName: turn.startsAt <= now && daysBetween(turn.day, dayOf(now)) <= NAME_DAYS,
  named: turn.whoCame !== undefined,
});

export const askRow = ({ askId, turn, toAll, mine }: SwapAskView, today: LocalDate): AskRow => ({
  askId,
  title: mine ? `您家想换 ${whenOf(turn, today)}` : `${turn.label}想换 ${whenOf(turn, today)}`,
  line: mine
    ? toAll
      ? '问了全院，还没有人应'
      : '问了一家，还没有回'
    : toAll
      ? '问了全院'
      : '只问了您家',
});

function soonText(days: Count): string {
  if (days <= 0) return '就是今天';
  return days === 1 ? '就是明天' : `还有 ${days} 天`;
}

export function mineModel(view: MineView): MineModel {
  const today = dayOf(view.now);
  // Today's turn is served once its post has closed: nobody calls in sick for it any more.
  const over = view.coming.filter(({ endsAt }) => endsAt <= view.now);
  const [next, ...later] = view.coming.filter((turn) => !over.includes(turn));
  const row = (turn: TurnView) => turnRow(turn, view.now);
  return {
    label: view.household.label,
    next: next && row(next),
    soon: next ? soonText(daysBetween(today, next.day)) : '',
    coming: later.map(row),
    changed: view.changed?.text ?? '',
    makeUp: view.makeUp && row(view.makeUp),
    asked: view.asked.map((ask) => askRow(ask, today)),
    asking: view.asking.map((ask) => askRow(ask, today)),
    servedText: view.servedText,
    served: [...view.served, ...over].reverse().map(row),
    standsIn: view.standsIn,
  };
}

/** What will happen, said before 我来不了. */
export function cannotComeText(turn: TurnView, days: Count): string {
  const back = addDays(turn.day, days);
  return `${turn.dayText}这一班由后面的一家接，他家会收到消息。${spokenDate(back)}起再排您家，不算您家少来。`;
}

export const spokenDate = (day: LocalDate): string => {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
};

/** An event as the phone's own calendar takes it; instants in seconds. */
export interface CalendarEvent {
  readonly key: string;
  readonly title: string;
  readonly startTime: number;
  readonly endTime: string;
  readonly location: string;
  readonly description: string;
  readonly alarmOffset: number;
}

/** An hour before the gate opens. */
const ALARM_BEFORE_S = 3_600;

export const calendarEvent = (
  turn: TurnView,
  { label, courtyard }: { readonly label: string; readonly courtyard: string },
): CalendarEvent => ({
  key: `${turn.turnId}@${turn.day}`,
  title: `${turn.gate}值守（${label}）`,
  startTime: Math.floor(turn.startsAt / 1_000),
  endTime: String(Math.floor(turn.endsAt / 1_000)),
  location: courtyard ? `${courtyard}${turn.gate}` : turn.gate,
  description: '院坝值守。钥匙头天晚上接，有事来不了，打开“我的值守”点“我来不了”。',
  alarmOffset: ALARM_BEFORE_S,
});
