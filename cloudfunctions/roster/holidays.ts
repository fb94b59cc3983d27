/** Weekends and public holidays of China, the days a turn weighs more. @see docs/domain/roster.md §3 */
import calendar from 'chinese-days/dist/chinese-days.json';
import { weekdayOf } from '../../miniprogram/contract/calendar';
import type { LocalDate } from '../../miniprogram/contract/units';

const HOLIDAYS: ReadonlySet<string> = new Set(Object.keys(calendar.holidays));
const WORKDAYS: ReadonlySet<string> = new Set(Object.keys(calendar.workdays));

/**
 * Only the package's tables are used: its own functions ask the runtime's zone which weekday it is, and the zone of
 * a cloud function is not ours to know.
 */
export function isHeavy(day: LocalDate): boolean {
  if (HOLIDAYS.has(day)) return true;
  const weekday = weekdayOf(day);
  return (weekday === 0 || weekday === 6) && !WORKDAYS.has(day);
}
