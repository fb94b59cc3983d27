/** Short sentences on duty that the tab, the pages and the messages share. Pure. */
import { addDays, dayOf, spokenDay, timeOf } from '../../miniprogram/contract/calendar';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { Change } from './documents';

/** `您家的值守从2月10日 周一改到2月11日 周二`: what a household reads, and what the message says. */
export function changeText({ was, is }: Change, today: LocalDate, whose = '您家'): string {
  const list = (days: readonly LocalDate[]) => days.map((day) => spokenDay(day, today)).join('、');
  if (was.length === 0) return `${whose}新排在${list(is)}值守`;
  if (is.length === 0) return `${whose}${list(was)}不用值守了`;
  return `${whose}的值守从${list(was)}改到${list(is)}`;
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
  return `${spokenDay(day, today)} ${time}`;
}
