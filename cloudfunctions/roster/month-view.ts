/** A month of turns as the phone is shown it. Pure. */
import { addDays, dayOf } from '../../miniprogram/contract/calendar';
import type { MonthView } from '../../miniprogram/contract/roster-views';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { planUntil } from './plan';
import type { Fact } from './rules';
import { monthOf, type Running } from './running';
import { type Seen, turnView } from './views';

const MONTHS_AHEAD = 12;

/** The months before and after that have turns. */
export function monthsAround(
  { roster, now }: Seen,
  month: string,
): { readonly previous?: string; readonly next?: string } {
  const { startsOn, endsOn } = roster.plan;
  const last = addDays(dayOf(now), MONTHS_AHEAD * 30);
  const ends = endsOn !== undefined && endsOn < last ? endsOn : last;
  return {
    ...(monthOf(startsOn) < month ? { previous: monthOf(addDays(`${month}-01`, -1)) } : {}),
    ...(month < monthOf(ends) ? { next: monthOf(addDays(lastDayOf(month), 1)) } : {}),
  };
}

/** Nobody looks further ahead; each day up to there would have to be planned. */
export const isFar = (month: string, now: EpochMs): boolean =>
  month > monthOf(addDays(dayOf(now), MONTHS_AHEAD * 31));

/** Days without anybody although there should be. */
export function uncoveredIn({ roster, now }: Seen, month: string): readonly LocalDate[] {
  if (isFar(month, now)) return [];
  const { uncovered } = planUntil(roster.plan, lastDayOf(month));
  return [...new Set(uncovered.map(({ day }) => day).filter((day) => monthOf(day) === month))];
}

export function monthView(seen: Seen, month: string, turns: readonly Fact[]): MonthView {
  const [year = '', number = ''] = month.split('-');
  const inMonth = turns.filter(({ day }) => monthOf(day) === month);
  return {
    month,
    title: `${year}年${Number(number)}月`,
    turns: inMonth.map((turn) => turnView(turn, seen)),
    uncovered: uncoveredIn(seen, month),
    ...monthsAround(seen, month),
    now: seen.now,
  };
}

/** Whether the turns of a month have left the roster for a document of their own. */
export const isArchived = ({ recent, plan }: Running, month: string): boolean =>
  month < monthOf(recent[0]?.day ?? plan.progress.through ?? plan.startsOn);

export const lastDayOf = (month: string): LocalDate => {
  const inNext = addDays(`${month}-01`, 31);
  return addDays(`${monthOf(inNext)}-01`, -1);
};
