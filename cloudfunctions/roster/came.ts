/** Who of a family stood at the door. Pure. @see docs/domain/roster.md §10 */
import { addDays } from '../../miniprogram/contract/calendar';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { Came } from './documents';

const DAYS_KEPT = 30;

/** Names are of use for some weeks, and forgotten then. */
export const freshCame = (came: readonly Came[] = [], today: LocalDate): readonly Came[] =>
  came.filter(({ day }) => day >= addDays(today, -DAYS_KEPT));
