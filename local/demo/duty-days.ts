/** The days of duty in the demo, laid around its present. */
import { addDays, dayOf, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';

export interface DutyDays {
  readonly today: LocalDate;
  /** Whose day it is at the gate, or will be next: after half past eight in the evening that is tomorrow. */
  readonly turning: LocalDate;
  /** Nothing of the story lies after this. */
  readonly soon: EpochMs;
}

const HANDED_BY = '20:30';

export function dutyDaysOf(now: EpochMs): DutyDays {
  const today = dayOf(now);
  const turning = now < instant(today, HANDED_BY) ? today : addDays(today, 1);
  return { today, turning, soon: now - 4 * MINUTE_MS };
}
