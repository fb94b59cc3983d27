/** A simulation as the phone shows it: figures and sentences, no sums left to do. Pure. */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { RoundView, SimulationView } from '../../miniprogram/contract/roster-views';
import type { Count, LocalDate } from '../../miniprogram/contract/units';
import { FAIRNESS_FORMULA } from './fairness';
import { planUntil } from './plan';
import type { RoundSpan } from './rounds';
import type { Plannable } from './rules';
import { rulesOn } from './rules';
import { type Simulation, simulate } from './simulate';
import { contradictionsOf, groupsText, shortDay, wishText } from './verdict';

export function simulationView(
  plan: Plannable,
  labels: ReadonlyMap<HouseholdId, string>,
  wishedRounds?: Count,
): SimulationView {
  const found = simulate(plan, wishedRounds);
  const { from, until, days, households, turns, everybody, fairness, wish } = found;
  const firstDays = firstDaysOf(plan, until);
  return {
    ...{ from, until, days, households, turns, everybody },
    hours: found.minutes / 60,
    headline: headlineOf(plan, found),
    groupsText: groupsText(found),
    rounds: found.rounds.map((round) => roundView(round, from)),
    perHousehold: found.tallies.map(({ household, turns: count }) => {
      const firstDay = firstDays.get(household);
      return {
        id: household,
        label: labels.get(household) ?? '',
        turns: count,
        ...(firstDay ? { firstDay } : {}),
      };
    }),
    ...(wish ? { wish: { ...wish, text: wishText(wish, from) } } : {}),
    contradictions: contradictionsOf(found),
    fairness: { score: fairness.score, formula: FAIRNESS_FORMULA },
  };
}

function headlineOf(plan: Plannable, { from, until, days, households }: Simulation): string {
  const posts = rulesOn(plan, until).posts.length;
  const window = `${shortDay(from, from)}到${shortDay(until, from)} ${days} 天`;
  return `${households} 户、每天 ${posts} 户、${window}`;
}

export const roundView = (round: RoundSpan, near: LocalDate): RoundView => ({
  ...round,
  text: `第 ${round.no} 轮 ${shortDay(round.from, near)}到${shortDay(round.until, near)} ${
    round.turns === round.of ? `${round.of} 户` : `${round.turns}/${round.of} 户，没轮完`
  }`,
});

function firstDaysOf(plan: Plannable, until: LocalDate): ReadonlyMap<HouseholdId, LocalDate> {
  const days = new Map<HouseholdId, LocalDate>();
  for (const { doer, day } of planUntil(plan, until).turns) {
    if (!days.has(doer)) days.set(doer, day);
  }
  return days;
}
