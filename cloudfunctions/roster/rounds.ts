/** Rounds, read off the turns. Pure. @see docs/domain/roster.md §2 */
import type { Count, LocalDate } from '../../miniprogram/contract/units';
import { NO_PROGRESS, type Progress, type Turn } from './rules';

export interface RoundSpan {
  readonly no: Count;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly turns: Count;
  /** Turns it has when it is complete; more than `turns` only for the last one. */
  readonly of: Count;
}

/** From the round that runs on; `rest` is who is still to come in the last one. */
export function roundsOf(
  turns: readonly Turn[],
  rest: Count,
  { round: no, openedOn: from, through: until = from, done }: Progress = NO_PROGRESS,
): readonly RoundSpan[] {
  const rounds = new Map<Count, RoundSpan>();
  if (from !== undefined && until !== undefined) {
    rounds.set(no, { no, from, until, turns: done.length, of: done.length });
  }
  for (const { round, day } of turns) {
    const span = rounds.get(round) ?? { no: round, from: day, until: day, turns: 0, of: 0 };
    rounds.set(round, { ...span, until: day, turns: span.turns + 1, of: span.turns + 1 });
  }
  const last = Math.max(0, ...rounds.keys());
  return [...rounds.values()].map((span) =>
    span.no === last ? { ...span, of: span.turns + rest } : span,
  );
}
