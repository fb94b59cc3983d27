/** Rounds, read off the turns. Pure. @see docs/domain/roster.md §2 */
import type { Count, LocalDate } from '../../miniprogram/contract/units';
import type { Turn } from './rules';

export interface RoundSpan {
  readonly no: Count;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly turns: Count;
  /** Turns it has when it is complete; more than `turns` only for the last one. */
  readonly of: Count;
}

/** `rest` is who is still to come in the last round. */
export function roundsOf(turns: readonly Turn[], rest: Count): readonly RoundSpan[] {
  const rounds = new Map<Count, RoundSpan>();
  for (const { round: no, day } of turns) {
    const span = rounds.get(no) ?? { no, from: day, until: day, turns: 0, of: 0 };
    rounds.set(no, { ...span, until: day, turns: span.turns + 1, of: span.turns + 1 });
  }
  const last = Math.max(0, ...rounds.keys());
  return [...rounds.values()].map((span) =>
    span.no === last ? { ...span, of: span.turns + rest } : span,
  );
}
