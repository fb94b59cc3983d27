/** What rules come to where a roster is in force: what publishing does, and what may be looked at before. Pure. @see docs/domain/roster.md §1 */
import { addDays, dayOf } from '../../miniprogram/contract/calendar';
import type { RulesForm } from '../../miniprogram/contract/roster-views';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { type Moved, movedBetween, withRules } from './changes';
import type { Span } from './days';
import type { RosterDoc } from './documents';
import { type Home, participantsOf, planOfForm, rulesOf, statusOf } from './form';
import type { Participant, Plannable } from './rules';
import { horizonOf, lookedAt, type Running, runningOf } from './running';
import { throughToday } from './through-today';

export interface Drafted {
  readonly draft: RulesForm;
  readonly homes: readonly Home[];
  readonly now: EpochMs;
}

interface Next {
  readonly plan: Plannable;
  /** Those whose days change, soonest first. */
  readonly moved: readonly Moved[];
}

/** The plan as publishing would leave it, whatever is in force now. */
export function nextPlan(doc: RosterDoc, drafted: Drafted): Next {
  const status = statusOf(doc, drafted.now);
  if (status === 'running') return underRules(lookedAt(runningOf(doc), drafted.now).plan, drafted);
  if (status === 'published') return beforeItBegins(runningOf(doc).plan, drafted);
  return { plan: planOfForm(drafted.draft, drafted.homes), moved: [] };
}

/** Rules of a running roster hold from tomorrow; what is served stands. */
export function underRules(before: Running['plan'], { draft, homes, now }: Drafted): Next {
  const today = dayOf(now);
  const { endsOn: _, ...ongoing } = withRules(before, rulesOf(draft, homes), today);
  // Whoever the plan does not know yet is away from tomorrow on: today people are on their way.
  const fromTomorrow = { ...draft, startsOn: addDays(today, 1) };
  const after = participantsOf(fromTomorrow, homes, before.participants);
  const plan = {
    ...ongoing,
    ...(draft.endsOn === undefined ? {} : { endsOn: draft.endsOn < today ? today : draft.endsOn }),
    participants: throughToday(before, after, { today, homes: homes.map(({ _id }) => _id) }),
  };
  return { plan, moved: movedBetween(before, plan, horizonOf(before, today)) };
}

/** A roster that has not begun is planned anew, and keeps what neighbours agreed in the meantime. */
export function beforeItBegins(before: Plannable, { draft, homes, now }: Drafted): Next {
  const known = before.participants.map((one) => fromTheFirstDay(one, before, draft.startsOn));
  const { pauses, skips, excuses, doers } = before;
  const plan = { ...planOfForm(draft, homes, known), pauses, skips, excuses, doers };
  const today = dayOf(now);
  const until = [horizonOf(before, today), horizonOf(plan, today)].sort().at(-1) ?? today;
  return { plan, moved: movedBetween(before, plan, until) };
}

/** Whatever held from the first day on holds from the new first day. */
function fromTheFirstDay(
  { from, ...one }: Participant,
  { startsOn }: Plannable,
  begins: LocalDate,
): Participant {
  const isFromTheFirst = (span: Span) => span.from === startsOn && span.until === undefined;
  return {
    ...one,
    ...(from === undefined || from <= startsOn ? {} : { from }),
    ...(one.away
      ? { away: one.away.map((span) => (isFromTheFirst(span) ? { from: begins } : span)) }
      : {}),
  };
}
