/** What the page 全院排班 shows of a month. Pure. */
import { dayOf } from '../../../contract/calendar';
import type { MonthView } from '../../../contract/roster-views';
import type { EpochMs } from '../../../contract/units';
import { type DayRow, gridOf, habitOf, mineAhead, missingLine, rowsOf } from './month-grid';

export const WEEK = ['一', '二', '三', '四', '五', '六', '日'] as const;

export const monthModel = (view: MonthView) => ({
  title: view.title,
  habit: habitOf(view),
  cells: gridOf(view),
  ...splitRows(rowsOf(view)),
  missing: missingLine(view),
  ahead: mineAhead(view),
  previous: view.previous ?? '',
  next: view.next ?? '',
  /** Nobody is planned in this month at all. */
  bare: view.turns.length === 0 && view.uncovered.length === 0,
});

/** A list begins with today; what is over waits behind one tap. A month that is over is shown whole. */
function splitRows(all: readonly DayRow[]) {
  const ahead = all.filter(({ past }) => !past);
  const past = ahead.length > 0 ? all.filter((row) => row.past) : [];
  return { rows: ahead.length > 0 ? ahead : all, pastRows: past };
}

export type MonthModel = ReturnType<typeof monthModel>;

export const monthAt = (now: EpochMs): string => dayOf(now).slice(0, 7);

/** A kept view from before midnight is of another day: today moves on without network. */
export const agedMonth = (view: MonthView, ageMs: number): MonthView => ({
  ...view,
  now: view.now + ageMs,
});
