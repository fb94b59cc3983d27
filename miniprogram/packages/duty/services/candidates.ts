/** Who could exchange a turn in the month to come, read from the schedule everybody sees. */
import { addDays, dayOf } from '../../../contract/calendar';
import type { MonthView, TurnView } from '../../../contract/roster-views';
import { showFailure } from '../../../services/failure';
import { roster } from '../../../services/roster';
import { type Candidate, candidatesOf } from './swap-view';

/** A month from now everybody of a small courtyard has had a turn. */
const AHEAD_DAYS = 31;

/** @returns undefined when the schedule could not be read; the person has been told */
export async function readCandidates(
  isOwn?: (turn: TurnView) => boolean,
): Promise<readonly Candidate[] | undefined> {
  const now = Date.now();
  const today = dayOf(now);
  const months = [...new Set([today, addDays(today, AHEAD_DAYS)].map((day) => day.slice(0, 7)))];
  const views: MonthView[] = [];
  for (const reply of await Promise.all(months.map((month) => roster.month({ month })))) {
    if (!reply.ok) {
      showFailure(reply);
      return undefined;
    }
    views.push(reply.value);
  }
  return candidatesOf(views, now, isOwn);
}
