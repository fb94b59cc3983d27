/** Who of a round comes on a day. Pure. @see docs/domain/roster.md §2 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import { isHeavyAt } from './days';
import type { Round } from './queue';
import { type Plannable, type Rules, turnId } from './rules';
import { canCome, isReady, type Seat, type Seats } from './seats';

/** A post on a day, and who stands at another one already. */
export interface Slot {
  readonly day: number;
  readonly busy: Set<HouseholdId>;
  readonly post: string;
}

/** What the choice depends on. */
export interface Choosing {
  readonly roster: Plannable;
  readonly seats: Seats;
  /** Without any, nobody is looked up. */
  readonly hasDoers: boolean;
  readonly rules: Rules | undefined;
}

export interface Picked {
  readonly seat: Seat;
  readonly doer: Seat;
  readonly isTired: boolean;
}

export function pick(
  work: Choosing,
  round: Round,
  { day, busy }: Pick<Slot, 'day' | 'busy'>,
): Picked | undefined {
  const restDays = work.rules?.restDays ?? 0;
  const wantsBalance = work.rules?.heavyDays === 'balanced' && isHeavyAt(day);
  let best: Picked | undefined;
  for (const seat of round.queue) {
    const doer = doerOf(work, round, seat);
    if (!isReady(seat, day, round.no) || !canCome(doer, day) || busy.has(doer.id)) continue;
    const isTired = day - doer.last <= restDays;
    const one = { seat, doer, isTired };
    if (!isTired && !wantsBalance) return one;
    if (!best || isBetter(one, best)) best = one;
  }
  return best;
}

/** Rested before tired; of the tired the longest rested, of the rested the one with the fewest heavy days. */
function isBetter(one: Picked, best: Picked): boolean {
  if (one.isTired !== best.isTired) return best.isTired;
  if (one.isTired) return one.doer.last < best.doer.last;
  return one.doer.heavyTurns < best.doer.heavyTurns;
}

function doerOf({ roster, seats, hasDoers }: Choosing, round: Round, seat: Seat): Seat {
  if (!hasDoers) return seat;
  const doer = roster.doers[turnId(round.no, seat.id)];
  return doer === undefined ? seat : seats.of(doer);
}
