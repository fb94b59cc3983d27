/** Days as whole numbers, so that a year is planned without date arithmetic in its loops. */
import { addDays, daysBetween } from '../../miniprogram/contract/calendar';
import type { LocalDate } from '../../miniprogram/contract/units';
import { isHeavy } from './holidays';

const EPOCH: LocalDate = '2000-01-01';
const numberByDay = new Map<LocalDate, number>();
const dayByNumber = new Map<number, LocalDate>();
const heavyByNumber = new Map<number, boolean>();

/** Days since 2000-01-01. */
export function numberOf(day: LocalDate): number {
  const known = numberByDay.get(day);
  if (known !== undefined) return known;
  const number = daysBetween(EPOCH, day);
  numberByDay.set(day, number);
  dayByNumber.set(number, day);
  return number;
}

export function dayAt(number: number): LocalDate {
  const known = dayByNumber.get(number);
  if (known !== undefined) return known;
  const day = addDays(EPOCH, number);
  numberByDay.set(day, number);
  dayByNumber.set(number, day);
  return day;
}

export function isHeavyAt(number: number): boolean {
  const known = heavyByNumber.get(number);
  if (known !== undefined) return known;
  const heavy = isHeavy(dayAt(number));
  heavyByNumber.set(number, heavy);
  return heavy;
}

/** Both days included; without an end it goes on. */
export interface Span {
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

export const covers = (spans: readonly Span[], day: LocalDate): boolean =>
  spans.some(({ from, until }) => from <= day && (until === undefined || day <= until));
