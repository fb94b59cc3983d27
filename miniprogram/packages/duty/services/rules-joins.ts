/** 排班设置: who takes part later than the others. Pure. */
import { dayOf } from '../../../contract/calendar';
import type { HouseholdId } from '../../../contract/ids';
import type { HouseholdOption, JoinForm, RulesForm } from '../../../contract/roster-views';
import type { Count, EpochMs, LocalDate } from '../../../contract/units';
import { shortDay } from './rules-form';

export interface JoinRow {
  readonly id: HouseholdId;
  readonly label: string;
  readonly by: 'day' | 'round';
  /** Empty, or 0, for the other kind. */
  readonly from: LocalDate | '';
  /** `从12月3日起`. */
  readonly fromText: string;
  readonly round: Count;
}

export const joinRows = (
  { joins = [] }: RulesForm,
  households: readonly HouseholdOption[],
  now: EpochMs,
): readonly JoinRow[] =>
  joins.map((join) => ({
    id: join.householdId,
    label: households.find(({ id }) => id === join.householdId)?.label ?? '已不在册的一户',
    ...('from' in join
      ? { by: 'day', from: join.from, fromText: `从${shortDay(join.from, dayOf(now))}起`, round: 0 }
      : { by: 'round', from: '', fromText: '', round: join.fromRound }),
  }));

/** A household has one entry, and keeps its place when it is changed. */
export function withJoin(form: RulesForm, change: JoinForm): RulesForm {
  const { joins = [] } = form;
  const isKnown = joins.some(({ householdId }) => householdId === change.householdId);
  return {
    ...form,
    joins: isKnown
      ? joins.map((join) => (join.householdId === change.householdId ? change : join))
      : [...joins, change],
  };
}

/** Without any the field is left out, so that the rules are the same as before. */
export function withoutJoin({ joins = [], ...form }: RulesForm, id: HouseholdId): RulesForm {
  const left = joins.filter(({ householdId }) => householdId !== id);
  return left.length === 0 ? form : { ...form, joins: left };
}
