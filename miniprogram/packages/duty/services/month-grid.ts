/** 全院排班: a month as a calendar and as a list. Pure. */
import {
  addDays,
  dayOf,
  daysBetween,
  dayText,
  spokenDay,
  weekdayOf,
} from '../../../contract/calendar';
import type { MonthView, TurnView } from '../../../contract/roster-views';
import type { LocalDate } from '../../../contract/units';
import { callName } from './label';

interface DayCell {
  readonly key: string;
  /** Empty before the first and after the last day of the month. */
  readonly day: LocalDate | '';
  /** `9`, or `今天`. */
  readonly no: string;
  /** `李家`, `我家`, `2 家`, `缺人`. */
  readonly who: string;
  readonly mine: boolean;
  readonly today: boolean;
  readonly past: boolean;
  /** The weekend or a holiday: its number is underlined. */
  readonly heavy: boolean;
  readonly missing: boolean;
  /** Nobody is planned and nobody needs to be. */
  readonly idle: boolean;
  readonly spoken: string;
}

export interface DayRow {
  readonly day: LocalDate;
  readonly title: string;
  readonly sub: string;
  readonly heavy: boolean;
  readonly past: boolean;
  readonly missing: boolean;
  readonly turns: readonly TurnView[];
}

const lastDayOf = (month: string): LocalDate => {
  const inNext = addDays(`${month}-01`, 31);
  return addDays(`${inNext.slice(0, 7)}-01`, -1);
};

const daysOf = (month: string): readonly LocalDate[] => {
  const first = `${month}-01`;
  return Array.from({ length: daysBetween(first, lastDayOf(month)) + 1 }, (_, i) =>
    addDays(first, i),
  );
};

const onDay = (view: MonthView, day: LocalDate): readonly TurnView[] =>
  view.turns.filter((turn) => turn.day === day);

/** Whole weeks from Monday to Sunday. */
export function gridOf(view: MonthView): readonly DayCell[] {
  const days = daysOf(view.month);
  const before = (weekdayOf(`${view.month}-01`) + 6) % 7;
  const after = (7 - ((before + days.length) % 7)) % 7;
  return [
    ...Array.from({ length: before }, (_, i) => blank(`b${i}`)),
    ...days.map((day) => cellOf(view, day)),
    ...Array.from({ length: after }, (_, i) => blank(`a${i}`)),
  ];
}

const blank = (key: string): DayCell => ({
  key,
  day: '',
  no: '',
  who: '',
  mine: false,
  today: false,
  past: false,
  heavy: false,
  missing: false,
  idle: true,
  spoken: '',
});

function cellOf(view: MonthView, day: LocalDate): DayCell {
  const today = dayOf(view.now);
  const turns = onDay(view, day);
  const missing = view.uncovered.includes(day) && day >= today;
  const mine = turns.some((turn) => turn.mine);
  const heavy = turns.some((turn) => turn.heavy);
  const who = whoOf(turns, { mine, missing });
  const no = day === today ? '今天' : String(Number(day.slice(8)));
  return {
    key: day,
    day,
    no,
    who,
    mine,
    today: day === today,
    past: day < today,
    heavy,
    missing,
    idle: turns.length === 0 && !missing,
    // What is seen comes first: whoever speaks to the phone says what they see.
    spoken: [
      `${no} ${who || '没有排班'}`,
      no === '今天' ? '' : spokenDay(day, today),
      heavy ? '休息日' : '',
    ]
      .filter(Boolean)
      .join('，'),
  };
}

function whoOf(
  turns: readonly TurnView[],
  { mine, missing }: { readonly mine: boolean; readonly missing: boolean },
): string {
  if (missing) return '缺人';
  if (mine) return '我家';
  const names = [...new Set(turns.map(({ label }) => callName(label)).filter(Boolean))];
  return names.length > 1 ? `${names.length} 家` : (names[0] ?? '');
}

/** Days on which somebody comes or should; the rest says nothing. */
export function rowsOf(view: MonthView): readonly DayRow[] {
  const today = dayOf(view.now);
  return daysOf(view.month).flatMap((day) => {
    const turns = onDay(view, day);
    const missing = view.uncovered.includes(day) && day >= today;
    return turns.length > 0 || missing ? [rowOf({ day, turns, missing, today })] : [];
  });
}

function rowOf({
  day,
  turns,
  missing,
  today,
}: Pick<DayRow, 'day' | 'turns' | 'missing'> & { readonly today: LocalDate }): DayRow {
  const near = spokenDay(day, today);
  const [date = '', weekday = ''] = dayText(day, today).split(' ');
  const heavy = turns.some((turn) => turn.heavy);
  const isNear = !near.startsWith(date);
  return {
    day,
    title: isNear ? near : date,
    sub: [isNear ? `${date} ${weekday}` : weekday, heavy ? '休息日' : '']
      .filter(Boolean)
      .join(' · '),
    heavy,
    past: day < today,
    missing,
    turns,
  };
}

/** A day that was tapped, also one on which nobody comes. */
export const dayRowOf = (view: MonthView, day: LocalDate): DayRow => {
  const today = dayOf(view.now);
  const missing = view.uncovered.includes(day) && day >= today;
  return rowOf({ day, turns: onDay(view, day), missing, today });
};

const plainTime = (time: string): string => time.replace(/^0/, '');

/** `每天 1 家，8:00 到 20:00`; `每天 2 家` when hours differ; empty for a month without turns. */
export function habitOf({ turns }: MonthView): string {
  const hours = [...new Set(turns.map((turn) => turn.hours))];
  const perDay = [...new Set(countsByDay(turns))];
  if (hours.length === 0 || perDay.length !== 1) return '';
  const [from = '', until = ''] = (hours[0] ?? '').split('–');
  const when = hours.length === 1 ? `，${plainTime(from)} 到 ${plainTime(until)}` : '';
  return `每天 ${perDay[0]} 家${when}`;
}

function countsByDay(turns: readonly TurnView[]): readonly number[] {
  const counts = new Map<LocalDate, number>();
  for (const { day } of turns) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts.values()];
}

/** `2月9日、2月15日还没有人守门`; empty when every coming day has somebody. */
export function missingLine({ uncovered, now }: MonthView): string {
  const today = dayOf(now);
  const days = uncovered.filter((day) => day >= today);
  if (days.length === 0) return '';
  const named = days.slice(0, 3).map((day) => dayText(day, today).split(' ')[0]);
  const more = days.length > 3 ? `等 ${days.length} 天` : '';
  return `${named.join('、')}${more}还没有人守门`;
}

/** My own turns of the month that are not over. */
export const mineAhead = ({ turns, now }: MonthView) =>
  turns
    .filter(({ mine, state }) => mine && state !== 'served')
    .map(({ turnId, day, hours, gate }) => ({
      turnId,
      day,
      title: nearAndFull(day, dayOf(now)),
      line: `我家守${gate}，${hours}`,
    }));

const nearAndFull = (day: LocalDate, today: LocalDate): string => {
  const near = spokenDay(day, today);
  const full = dayText(day, today);
  return near === full ? full : `${near} ${full}`;
};
