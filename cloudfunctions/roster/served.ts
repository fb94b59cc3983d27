/** What served turns are worth in minutes of service. Pure. @see docs/domain/roster.md §2 */
import { instant } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { TurnId } from '../../miniprogram/contract/roster-views';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { type Fact, minutesOf } from './rules';

/** One for each turn whose post has closed; its source is the turn, so it is posted once. */
export interface ServedTurn {
  readonly turnId: TurnId;
  readonly household: HouseholdId;
  readonly day: LocalDate;
  readonly minutes: Count;
}

export const servedTurns = (facts: readonly Fact[], now: EpochMs): readonly ServedTurn[] =>
  facts
    .filter(({ day, closesAt, nobody }) => !nobody && instant(day, closesAt) <= now)
    .map((fact) => ({
      turnId: fact.id,
      household: fact.doer,
      day: fact.day,
      minutes: minutesOf(fact),
    }));
