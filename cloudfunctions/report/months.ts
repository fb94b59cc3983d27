/** Months of the Beijing calendar, and how far a count has come. Pure. @see docs/domain/report.md §6 */
import { addDays, DAY_MS, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { CommunityId } from '../../miniprogram/contract/ids';
import type { MonthPart } from '../../miniprogram/contract/report';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { MonthSpan } from '../kernel/month';
import type { CountedSection } from './documents';
import type { Section } from './sections';

const monthOf = (day: LocalDate): string => day.slice(0, 7);

const firstOf = (month: string): LocalDate => `${month}-01`;

export const monthAfter = (month: string): string => monthOf(addDays(firstOf(month), 31));
const monthBefore = (month: string): string => monthOf(addDays(firstOf(month), -1));

/** The latest midnight. */
export const midnightOf = (now: EpochMs): EpochMs => instant(dayOf(now));

/** The month of the last day that is over: on the first of a month it is the one before. */
export const latestMonth = (now: EpochMs): string => monthOf(dayOf(midnightOf(now) - 1));

/** A community that is counted for the first time may have something in the month before. */
export const firstMonth = (now: EpochMs): string => monthBefore(latestMonth(now));

const MONTHS_MAX = 13;

/** From a month to the latest, in order; after a very long stand-still the latest ones. */
export function monthsFrom(from: string, now: EpochMs): readonly string[] {
  const months: string[] = [];
  const last = latestMonth(now);
  for (let month = last; months.length < MONTHS_MAX && month >= from; month = monthBefore(month)) {
    months.unshift(month);
  }
  return months;
}

/** After the recount of the books. */
const NIGHT = '03:00';

export const nextNight = (now: EpochMs): EpochMs => instant(addDays(dayOf(now), 1), NIGHT);

export function spanOf(
  communityId: CommunityId,
  month: string,
  { until, courtyards }: Pick<MonthSpan, 'until' | 'courtyards'>,
): MonthSpan {
  const days = { from: firstOf(month), to: firstOf(monthAfter(month)) };
  const from = instant(days.from);
  return { communityId, month, days, from, to: instant(days.to), until, courtyards };
}

/** The instant from which on nothing can be added any more. */
const lastLook = (
  { lateDays }: Pick<Section, 'lateDays'>,
  { to }: Pick<MonthSpan, 'to'>,
): EpochMs => to + lateDays * DAY_MS;

export const isClosed = (
  section: Pick<Section, 'lateDays'>,
  span: Pick<MonthSpan, 'until' | 'to'>,
): boolean => span.until >= lastLook(section, span);

/** A part as it is kept. */
export const sectionOf = (
  section: Section,
  { rows, columns, yards }: MonthPart,
  span: Pick<MonthSpan, 'until' | 'to'>,
): CountedSection => ({
  ...{ title: section.title, note: section.note, no: section.no, rows, columns, yards },
  until: Math.min(span.until, lastLook(section, span)),
  closed: isClosed(section, span),
});

export const isNothing = ({ rows }: Pick<MonthPart, 'rows'>): boolean =>
  rows.every(({ value }) => value === 0);
