/** Short sentences on duty that the tab, the pages and the messages share. Pure. */
import {
  addDays,
  dayOf,
  spokenDay,
  spokenInstant,
  timeOf,
} from '../../miniprogram/contract/calendar';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { Change } from './documents';

/** `您家的值守从2月10日 周一改到2月11日 周二`: what a household reads. The next days say it; the pages show all. */
export const changeText = (change: Change, today: LocalDate, whose = '您家'): string =>
  changeWords(change, (day) => spokenDay(day, today), whose);

/** The same in the twenty characters of a message: days without their weekday. */
export const changeTitle = (change: Change, today: LocalDate, whose = '您家'): string =>
  changeWords(change, (day) => spokenDay(day, today).split(' ')[0] ?? day, whose);

function changeWords(
  { was, is }: Pick<Change, 'was' | 'is'>,
  say: (day: LocalDate) => string,
  whose: string,
): string {
  const list = (days: readonly LocalDate[]) =>
    days.length > 2 ? `${days.slice(0, 1).map(say)}等 ${days.length} 天` : days.map(say).join('、');
  if (was.length === 0) return `${whose}新排在${list(is)}值守`;
  if (is.length === 0) return `${whose}${list(was)}不用值守了`;
  const first = `${whose}的值守从${was.slice(0, 1).map(say)}改到${is.slice(0, 1).map(say)}`;
  const more = Math.max(was.length, is.length) - 1;
  return more === 0 ? first : `${first}，往后 ${more} 次也有变动`;
}

/** A change as far as it still lies ahead; undefined when its days are over. */
export function changeAhead(change: Change | undefined, today: LocalDate): Change | undefined {
  if (!change) return undefined;
  const was = change.was.filter((day) => day >= today);
  const is = change.is.filter((day) => day >= today);
  return was.length + is.length > 0 ? { ...change, was, is } : undefined;
}

const EVENING = '17:00';

/** `今晚 20:00`, `今天 14:00`, `明晚 20:00`, else `2月9日 周日 20:00`. */
export function soonText(at: EpochMs, now: EpochMs): string {
  const today = dayOf(now);
  const time = timeOf(at);
  const isEvening = time >= EVENING;
  const day = dayOf(at);
  if (isEvening && day === today) return `今晚 ${time}`;
  if (isEvening && day === addDays(today, 1)) return `明晚 ${time}`;
  return spokenInstant(at, now);
}
