/** A running roster under rules that hold from tomorrow: what publishing does, and what may be looked at before. Pure. @see docs/domain/roster.md §1 */
import { dayOf } from '../../miniprogram/contract/calendar';
import type { RulesForm } from '../../miniprogram/contract/roster-views';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type Moved, movedBetween, withRules } from './changes';
import { type Home, participantsOf, rulesOf } from './form';
import { horizonOf, type Running } from './running';

export interface Drafted {
  readonly draft: RulesForm;
  readonly homes: readonly Home[];
  readonly now: EpochMs;
}

/** What is served stands; `moved` are those whose days change, soonest first. */
export function underRules(
  before: Running['plan'],
  { draft, homes, now }: Drafted,
): { readonly plan: Running['plan']; readonly moved: readonly Moved[] } {
  const today = dayOf(now);
  const { endsOn: _, ...ongoing } = withRules(before, rulesOf(draft, homes), today);
  const plan = {
    ...ongoing,
    ...(draft.endsOn === undefined ? {} : { endsOn: draft.endsOn < today ? today : draft.endsOn }),
    participants: participantsOf(draft, homes, before.participants),
  };
  return { plan, moved: movedBetween(before, plan, horizonOf(before, today)) };
}
