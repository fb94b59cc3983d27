/** Rules in, turns out. Pure; days are enumerated, never instants. @see docs/domain/roster.md §2 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Count, LocalDate } from '../../miniprogram/contract/units';
import { covers, dayAt, isHeavyAt, numberOf } from './days';
import { type Picked, pick, type Slot } from './pick';
import { admit, type DecidedByRound, decidedByRound, lineUp, passedBy, type Round } from './queue';
import {
  minutesOf,
  NO_PROGRESS,
  type Plannable,
  type Progress,
  type Rules,
  rulesOn,
  type Turn,
  turnId,
} from './rules';
import { createSeats, type Seat, type Seats } from './seats';

export interface Plan {
  /** By day, then as the posts stand in the rules. */
  readonly turns: readonly Turn[];
  readonly uncovered: readonly { readonly day: LocalDate; readonly post: string }[];
  /** Where the roster stands after the last planned day. */
  readonly progress: Progress;
  /** Who is still to come in the last round. */
  readonly rest: readonly HouseholdId[];
}

/**
 * The turns after the last settled day, up to and including `until` or the last day of duty.
 * Every round gives one turn to everybody who takes part in it; a round ends when nobody is left who could come.
 * Coverage goes before rest: when only tired households are left, the one that rested longest comes.
 */
export function planUntil(roster: Plannable, until: LocalDate): Plan {
  const work = workOf(roster);
  const { startsOn, endsOn, progress } = roster;
  const first =
    progress.through === undefined ? numberOf(startsOn) : numberOf(progress.through) + 1;
  const last = numberOf(endsOn !== undefined && endsOn < until ? endsOn : until);
  for (let day = first; day <= last; day += 1) planDay(work, day);
  return {
    turns: work.turns,
    uncovered: work.uncovered,
    progress: progressOf(work, last < first ? progress.through : dayAt(last)),
    rest: work.round.queue.map(({ id }) => id),
  };
}

interface Work {
  readonly roster: Plannable;
  readonly seats: Seats;
  readonly decided: DecidedByRound;
  /** Without any, nobody is looked up. */
  readonly hasDoers: boolean;
  readonly turns: Turn[];
  readonly uncovered: { day: LocalDate; post: string }[];
  rules: Rules | undefined;
  inOrder: readonly Seat[];
  minutesByPost: ReadonlyMap<string, Count>;
  round: Round;
}

function workOf(roster: Plannable): Work {
  const { progress } = roster;
  const openedOn = progress.openedOn === undefined ? 0 : numberOf(progress.openedOn);
  const { round: no, carried } = progress;
  return {
    roster,
    seats: createSeats(roster),
    decided: decidedByRound(roster),
    hasDoers: Object.keys(roster.doers).length > 0,
    turns: [],
    uncovered: [],
    rules: undefined,
    inOrder: [],
    minutesByPost: new Map(),
    round: { no, openedOn, done: new Set(progress.done), carried, queue: [], waiting: [] },
  };
}

function planDay(work: Work, day: number): void {
  const { roster } = work;
  const date = dayAt(day);
  const rules = rulesOn(roster, date);
  if (rules !== work.rules) followRules(work, rules, day);
  if (roster.pauses.length > 0 && covers(roster.pauses, date)) return;
  admit(work.round, day);
  const busy = new Set<HouseholdId>();
  for (const post of rules.posts) {
    const turn = nextTurn(work, { day, busy, post: post.id });
    if (turn) work.turns.push(turn);
    else work.uncovered.push({ day: date, post: post.id });
  }
}

function followRules(work: Work, rules: Rules, day: number): void {
  work.rules = rules;
  work.inOrder = work.seats.inOrder(rules);
  work.minutesByPost = new Map(rules.posts.map((post) => [post.id, minutesOf(post)]));
  if (work.round.no === 0) return;
  work.round = lineUp(work.round, work.inOrder, { decided: work.decided, day: day - 1 });
}

function nextTurn(work: Work, slot: Slot): Turn | undefined {
  const picked = pick(work, work.round, slot);
  if (picked) return seatTurn(work, picked, slot);
  for (const no of roundsToOpen(work)) {
    const next = openRound(work, no, slot.day);
    const first = pick(work, next, slot);
    if (!first) continue;
    work.round = next;
    return seatTurn(work, first, slot);
  }
  return undefined;
}

/** The next round; when nobody takes part in it, the one in which the next households join. */
function roundsToOpen({ round, inOrder }: Work): readonly Count[] {
  const next = round.no + 1;
  const later = inOrder
    .flatMap(({ fromRound, laterRound }) => [fromRound, laterRound])
    .filter((no) => no > next);
  return later.length === 0 ? [next] : [next, ...[...new Set(later)].sort((a, b) => a - b)];
}

function openRound({ round, decided, inOrder }: Work, no: Count, day: number): Round {
  const opening = {
    no,
    openedOn: day,
    done: new Set<HouseholdId>(),
    carried: passedBy(round, decided),
  };
  return lineUp(opening, inOrder, { decided, day });
}

function seatTurn(
  { round, minutesByPost }: Work,
  { seat, doer, isTired }: Picked,
  slot: Slot,
): Turn {
  const { day, busy, post } = slot;
  if (round.queue[0] === seat) round.queue.shift();
  else round.queue.splice(round.queue.indexOf(seat), 1);
  round.done.add(seat.id);
  busy.add(doer.id);
  doer.last = day;
  doer.turns += 1;
  doer.minutes += minutesByPost.get(post) ?? 0;
  if (isHeavyAt(day)) doer.heavyTurns += 1;
  const turn: Turn = {
    id: turnId(round.no, seat.id),
    day: dayAt(day),
    post,
    owner: seat.id,
    doer: doer.id,
    round: round.no,
  };
  return isTired ? { ...turn, shortRest: true } : turn;
}

function progressOf({ round, seats }: Work, through: LocalDate | undefined): Progress {
  if (round.no === 0) return { ...NO_PROGRESS, ...(through === undefined ? {} : { through }) };
  return {
    ...(through === undefined ? {} : { through }),
    round: round.no,
    openedOn: dayAt(round.openedOn),
    done: [...round.done],
    carried: round.carried,
    standings: seats.standings(),
  };
}
