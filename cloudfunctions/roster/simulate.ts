/** What rules mean, before anybody is told of them. Pure. @see docs/domain/roster.md §4 */
import { addDays, daysBetween } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Count, LocalDate } from '../../miniprogram/contract/units';
import { covers, isHeavyAt, numberOf } from './days';
import { type Fairness, fairnessOf, type Tally } from './fairness';
import { type Plan, planUntil } from './plan';
import { type RoundSpan, roundsOf } from './rounds';
import { factOf, minutesOf, type Plannable, rulesOn, type Turn } from './rules';

/** A roster without an end is looked at for this long. */
const LOOK_DAYS = 365;
/** Nobody wishes for rounds further away than this. */
const FAR_DAYS = 3_660;

export interface Simulation {
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly days: Count;
  readonly households: Count;
  readonly turns: Count;
  readonly minutes: Count;
  readonly tallies: readonly (Tally & { readonly minutes: Count })[];
  /** How many households have how many turns, most turns first. */
  readonly groups: readonly { readonly turns: Count; readonly households: Count }[];
  readonly rounds: readonly RoundSpan[];
  /** True when everybody of the order has a turn. */
  readonly everybody: boolean;
  readonly uncovered: Plan['uncovered'];
  readonly shortRests: Count;
  readonly fairness: Fairness;
  readonly wish?: WishAnswer;
}

export interface WishAnswer {
  readonly rounds: Count;
  /** Whole rounds within the window. */
  readonly wholeRounds: Count;
  readonly fits: boolean;
  /** Absent when it is further away than ten years, or over already. */
  readonly needDays?: Count;
  readonly endsOn?: LocalDate;
  readonly missingDays?: Count;
  readonly missingRounds: Count;
  /** How many households would make exactly, or at most, this many whole rounds. */
  readonly wouldFit: { readonly households: Count; readonly exactly: boolean };
}

/**
 * Looks at the roster from its first day; what was decided of single turns is in it as well. Where it runs already,
 * what is served counts as it was, and rounds begin with the one that runs.
 */
export function simulate(roster: Plannable, wishedRounds?: Count): Simulation {
  const until = lastDayOf(roster);
  const plan = planUntil(roster, until);
  const order = rulesOn(roster, until).order.filter((one) => takesPart(roster, one, until));
  const tallies = talliesOf(roster, plan.turns, order);
  const rounds = roundsOf(plan.turns, plan.rest.length, roster.progress);
  const turns = servedIn(roster) + plan.turns.length;
  return {
    from: roster.startsOn,
    until,
    days: daysBetween(roster.startsOn, until) + 1,
    households: tallies.filter(({ turns }) => turns > 0).length,
    turns,
    minutes: tallies.reduce((sum, { minutes }) => sum + minutes, 0),
    tallies,
    groups: groupsOf(tallies),
    rounds,
    everybody: tallies.every(({ turns }) => turns > 0),
    uncovered: plan.uncovered,
    shortRests: plan.turns.filter(({ shortRest }) => shortRest).length,
    fairness: fairnessOf(
      { covered: turns, posts: turns + plan.uncovered.length },
      tallies.filter(({ household }) => takesPartThroughout(roster, household)),
    ),
    ...(wishedRounds === undefined ? {} : { wish: wishAnswer(roster, rounds, wishedRounds) }),
  };
}

/** The first day that is not settled. */
const openDayOf = ({ startsOn, progress: { through } }: Plannable): LocalDate =>
  through === undefined ? startsOn : addDays(through, 1);

const lastDayOf = (roster: Plannable): LocalDate =>
  roster.endsOn ?? addDays(openDayOf(roster), LOOK_DAYS - 1);

const servedIn = ({ progress: { standings } }: Plannable): Count =>
  Object.values(standings).reduce((sum, { turns }) => sum + turns, 0);

function talliesOf(roster: Plannable, turns: readonly Turn[], order: readonly HouseholdId[]) {
  const { standings } = roster.progress;
  const servedBy = (household: HouseholdId) => {
    const { turns: served = 0, heavyTurns = 0, minutes = 0 } = standings[household] ?? {};
    return { household, turns: served, heavyTurns, minutes };
  };
  const everyone = [...new Set([...order, ...(Object.keys(standings) as HouseholdId[])])];
  const byHousehold = new Map(everyone.map((household) => [household, servedBy(household)]));
  for (const turn of turns) {
    const tally = byHousehold.get(turn.doer) ?? servedBy(turn.doer);
    tally.turns += 1;
    tally.heavyTurns += isHeavyAt(numberOf(turn.day)) ? 1 : 0;
    tally.minutes += minutesOf(factOf(roster, turn));
    byHousehold.set(turn.doer, tally);
  }
  return [...byHousehold.values()];
}

function groupsOf(tallies: readonly Tally[]): Simulation['groups'] {
  const countByTurns = new Map<Count, Count>();
  for (const { turns } of tallies) countByTurns.set(turns, (countByTurns.get(turns) ?? 0) + 1);
  return [...countByTurns]
    .map(([turns, households]) => ({ turns, households }))
    .sort((a, b) => b.turns - a.turns);
}

/** Somebody who is away or exempt from the first day ahead to the last is not one of those who take turns. */
function takesPart(roster: Plannable, household: HouseholdId, until: LocalDate): boolean {
  const particular = roster.participants.find((one) => one.household === household);
  return ![...(particular?.away ?? []), ...(particular?.exempt ?? [])].some(
    (span) => span.from <= openDayOf(roster) && (span.until === undefined || span.until >= until),
  );
}

/** Only those can be compared turn by turn. */
function takesPartThroughout(
  { participants, startsOn }: Plannable,
  household: HouseholdId,
): boolean {
  const particular = participants.find((one) => one.household === household);
  if (!particular) return true;
  const { from = startsOn, joinsOn = startsOn, exempt = [], away = [] } = particular;
  const { fromRound = 0, laterRound } = particular;
  const isLate = from > startsOn || joinsOn > startsOn || fromRound > 1 || laterRound !== undefined;
  return !isLate && exempt.length === 0 && away.length === 0;
}

/** Never stretches the window or doubles anybody up: it says what the wish would take. */
function wishAnswer(roster: Plannable, rounds: readonly RoundSpan[], wished: Count): WishAnswer {
  const over = Math.max(0, roster.progress.round - 1);
  const wholeRounds = over + rounds.filter(({ turns, of }) => turns === of).length;
  const posts = postCount(roster);
  const whole = wished === 0 ? 0 : Math.floor(posts / wished);
  return {
    rounds: wished,
    wholeRounds,
    fits: wholeRounds >= wished,
    ...(wished <= over ? {} : endOf(roster, wished)),
    missingRounds: Math.max(0, wished - wholeRounds),
    wouldFit: { households: whole, exactly: whole * wished === posts },
  };
}

function postCount(roster: Plannable): Count {
  const until = lastDayOf(roster);
  let count = servedIn(roster);
  for (let day = openDayOf(roster); day <= until; day = addDays(day, 1)) {
    if (!covers(roster.pauses, day)) count += rulesOn(roster, day).posts.length;
  }
  return count;
}

/** When the wished round ends, if nothing ended the roster before. */
function endOf(roster: Plannable, wished: Count) {
  const { endsOn, ...open } = roster;
  for (let days = LOOK_DAYS; days <= FAR_DAYS; days *= 2) {
    const plan = planUntil(open, addDays(openDayOf(roster), days - 1));
    const round = roundsOf(plan.turns, plan.rest.length, roster.progress).find(
      ({ no }) => no === wished,
    );
    if (!round || round.turns < round.of) continue;
    const needDays = daysBetween(roster.startsOn, round.until) + 1;
    const window = endsOn === undefined ? needDays : daysBetween(roster.startsOn, endsOn) + 1;
    return { needDays, endsOn: round.until, missingDays: Math.max(0, needDays - window) };
  }
  return {};
}
