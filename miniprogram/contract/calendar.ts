/**
 * Days and times at +08:00. China has kept one fixed offset since 1991-09-15, so integer arithmetic is exact,
 * whatever zone the process runs in. Instants are epoch ms, days `YYYY-MM-DD`, times of day `HH:mm`.
 */
import type { EpochMs, LocalDate, LocalTime } from './units';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

/** The Beijing day an instant lies in. */
export function dayOf(at: EpochMs): LocalDate {
  const shifted = new Date(at + OFFSET_MS);
  return `${pad(shifted.getUTCFullYear(), 4)}-${pad(shifted.getUTCMonth() + 1)}-${pad(shifted.getUTCDate())}`;
}

/** The Beijing time of day of an instant. */
export function timeOf(at: EpochMs): LocalTime {
  const shifted = new Date(at + OFFSET_MS);
  return `${pad(shifted.getUTCHours())}:${pad(shifted.getUTCMinutes())}`;
}

/**
 * The instant of a day and time of day at +08:00; `24:00` is the next day's midnight.
 * @throws RangeError when either is malformed or the day does not exist
 */
export function instant(day: LocalDate, time: LocalTime = '00:00'): EpochMs {
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  const clock = /^(\d\d):(\d\d)$/.exec(time);
  if (!date || !clock) throw new RangeError(`not a day and time: ${day} ${time}`);
  const hours = Number(clock[1]);
  const minutes = Number(clock[2]);
  const inDay = hours * 60 + minutes;
  if (minutes > 59 || inDay > 24 * 60) throw new RangeError(`not a time of day: ${time}`);
  const midnight = Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])) - OFFSET_MS;
  if (dayOf(midnight) !== day) throw new RangeError(`no such day: ${day}`);
  return midnight + inDay * MINUTE_MS;
}

export const isDay = (text: string): boolean => {
  try {
    instant(text);
    return true;
  } catch {
    return false;
  }
};

export const addDays = (day: LocalDate, count: number): LocalDate =>
  dayOf(instant(day) + count * DAY_MS);

/** Whole days from `from` to `until`; negative when `until` is earlier. */
export const daysBetween = (from: LocalDate, until: LocalDate): number =>
  Math.round((instant(until) - instant(from)) / DAY_MS);

/** 0 is Sunday. */
export const weekdayOf = (day: LocalDate): number => new Date(instant(day) + OFFSET_MS).getUTCDay();

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** `2月9日 周日`; with the year when it is not this year's. */
export function dayText(day: LocalDate, today: LocalDate): string {
  const [year, month, date] = day.split('-').map(Number);
  const text = `${month}月${date}日 ${WEEKDAYS[weekdayOf(day)] ?? ''}`;
  return day.slice(0, 4) === today.slice(0, 4) ? text : `${year}年${text}`;
}

const NEAR: Readonly<Record<number, string>> = {
  [-2]: '前天',
  [-1]: '昨天',
  0: '今天',
  1: '明天',
  2: '后天',
};

/** A day as people say it: 昨天, 今天, 明天, else `2月9日 周日`. */
export const spokenDay = (day: LocalDate, today: LocalDate): string =>
  NEAR[daysBetween(today, day)] ?? dayText(day, today);

/** An instant as people say it: `今天 20:00`; the end of a day is `2月9日 24:00`, not the next day's 00:00. */
export function spokenInstant(at: EpochMs, now: EpochMs): string {
  const today = dayOf(now);
  if (timeOf(at) === '00:00') return `${spokenDay(dayOf(at - 1), today)} 24:00`;
  return `${spokenDay(dayOf(at), today)} ${timeOf(at)}`;
}
