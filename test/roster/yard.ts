/** The courtyard of the article, and rosters to plan in tests. */
import { planUntil } from '../../cloudfunctions/roster/plan';
import {
  type Fact,
  factOf,
  freshPlan,
  type Participant,
  type Plannable,
  type Post,
  type Turn,
} from '../../cloudfunctions/roster/rules';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { TurnId } from '../../miniprogram/contract/roster-views';

export const hh = (no: number): HouseholdId => `hh_${no}`;
export const numberOf = (household: HouseholdId): number => Number(household.slice(3));
export const households = (count: number): readonly HouseholdId[] =>
  Array.from({ length: count }, (_, i) => hh(i + 1));

export const GATE: Post = {
  id: 'p1',
  gate: '大门',
  opensAt: '08:00',
  closesAt: '20:00',
};

/** 3巷22号: 08:00 to 20:00, one household a day, from January 29 to April 5. */
export const yard22 = (
  count: number,
  participants: readonly Participant[] = [],
  more: Partial<Plannable> = {},
): Plannable => ({
  ...freshPlan(
    {
      startsOn: '2020-01-29',
      endsOn: '2020-04-05',
      posts: [GATE],
      order: households(count),
      restDays: 0,
      heavyDays: 'same',
    },
    participants,
  ),
  ...more,
});

/** @throws Error when no day of the plan has it: the test's own mistake */
export function turnOf(roster: Plannable, id: TurnId): Turn {
  const turn = planUntil(roster, '2020-12-31').turns.find((one) => one.id === id);
  if (!turn) throw new Error(`no turn ${id}`);
  return turn;
}

export const factsOf = (roster: Plannable): readonly Fact[] =>
  planUntil(roster, '2020-12-31').turns.map((turn) => factOf(roster, turn));
