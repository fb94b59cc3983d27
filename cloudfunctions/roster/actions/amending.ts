/** Acts on what is over, or beside the turns: the days ahead stay as they are, so nobody has to be told. */
import { dayOf } from '../../../miniprogram/contract/calendar';
import type { EpochMs, LocalDate } from '../../../miniprogram/contract/units';
import type { Context } from '../../kernel/serve';
import type { Decision, Reading } from '../../kernel/store';
import { once } from '../in-step';
import { rosterOf } from '../repository';
import { lookedAt, type Running, runningOf } from '../running';

export interface Standing {
  readonly roster: Running;
  readonly today: LocalDate;
  readonly now: EpochMs;
  readonly read: Reading;
}

/**
 * Months that are over stay in the roster until the next act that moves turns, so one act finds every day in one place.
 * @throws AppError `ROSTER_NOT_RUNNING`, and whatever `decide` throws
 */
export const amend = <T>(
  context: Context<unknown>,
  decide: (standing: Standing) => Promise<Decision<T>> | Decision<T>,
): Promise<T> => {
  const { call, now } = context;
  return once(context, async (read) => {
    const roster = lookedAt(runningOf(await rosterOf(read, call)), now);
    return decide({ roster, today: dayOf(now), now, read });
  });
};
