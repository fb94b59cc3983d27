/** Who of a round is still to come, and in which order. Pure. @see docs/domain/roster.md §2 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import { numberOf } from './days';
import { type Excuse, type Plannable, partsOf, type Skip } from './rules';
import { isReady, type Seat } from './seats';

/** What neighbours decided about the turns of one round. */
interface Decided {
  /** Household → where it went in the line of those who were skipped. */
  readonly skipped: Map<HouseholdId, Place>;
  readonly excused: Map<HouseholdId, Excuse['place']>;
}
export type DecidedByRound = ReadonlyMap<Count, Decided>;

export function decidedByRound({
  skips,
  excuses,
}: Pick<Plannable, 'skips' | 'excuses'>): DecidedByRound {
  const byRound = new Map<Count, Decided>();
  const at = (round: Count): Decided => {
    const decided = byRound.get(round) ?? { skipped: new Map(), excused: new Map() };
    byRound.set(round, decided);
    return decided;
  };
  skips.forEach(({ turn, day }: Skip, place) => {
    const { round, household } = partsOf(turn);
    at(round).skipped.set(household, { day: numberOf(day), place });
  });
  for (const { turn, place } of excuses) {
    const { round, household } = partsOf(turn);
    at(round).excused.set(household, place);
  }
  return byRound;
}

export interface Round {
  readonly no: Count;
  readonly openedOn: number;
  readonly done: Set<HouseholdId>;
  readonly carried: readonly HouseholdId[];
  /** Who is still to come, first come first. */
  queue: Seat[];
  /** Who takes part and could not yet; they join at the tail. */
  waiting: Seat[];
}

type Opening = Pick<Round, 'no' | 'openedOn' | 'done' | 'carried'>;

/**
 * The round as it stands on a day. First those the round before passed by, then the order; at the tail, by the day
 * it happened, those whose door stayed closed and those who came back or joined after the round had begun.
 */
export function lineUp(
  opening: Opening,
  seats: readonly Seat[],
  { decided, day }: { readonly decided: DecidedByRound; readonly day: number },
): Round {
  const { no, done, carried, openedOn } = opening;
  const { skipped, excused } = decided.get(no) ?? NOTHING;
  const open = seats.filter(({ id }) => !done.has(id) && !excused.has(id));
  const isAtTail = ({ id }: Seat) => skipped.has(id);
  const isAtHead = (seat: Seat) => !isAtTail(seat) && carried.includes(seat.id);
  const head = open.filter(isAtHead).sort((a, b) => carried.indexOf(a.id) - carried.indexOf(b.id));
  const others = open.filter((seat) => !isAtTail(seat) && !isAtHead(seat));
  const middle = others.filter((seat) => isReady(seat, openedOn, no));
  const late = others
    .filter((seat) => !isReady(seat, openedOn, no))
    .map((seat) => ({ seat, since: firstReady(seat, no, { after: openedOn, day }) }));
  const tail = [
    ...open.flatMap((seat) => tailed(seat, skipped.get(seat.id))),
    ...late.flatMap(({ seat, since }) =>
      tailed(seat, since === undefined ? since : { day: since, place: LAST }),
    ),
  ].sort((a, b) => a.day - b.day || a.place - b.place);
  return {
    ...opening,
    queue: [...head, ...middle, ...tail.map(({ seat }) => seat)],
    waiting: late.filter(({ since }) => since === undefined).map(({ seat }) => seat),
  };
}

interface Place {
  readonly day: number;
  readonly place: number;
}
const LAST = Number.MAX_SAFE_INTEGER;

const tailed = (seat: Seat, at: Place | undefined) => (at ? [{ seat, ...at }] : []);

const NOTHING: Decided = { skipped: new Map(), excused: new Map() };

function firstReady(
  seat: Seat,
  round: Count,
  { after, day }: { readonly after: number; readonly day: number },
): number | undefined {
  for (let one = after + 1; one <= day; one += 1) if (isReady(seat, one, round)) return one;
  return undefined;
}

/** Those who have become able to take part since join at the tail, in the order of turns. */
export function admit(round: Round, day: number): void {
  if (round.waiting.length === 0) return;
  const arrived = round.waiting.filter((seat) => isReady(seat, day, round.no));
  if (arrived.length === 0) return;
  round.waiting = round.waiting.filter((seat) => !arrived.includes(seat));
  round.queue.push(...arrived);
}

/** Who comes first in the next round: those who chose not to make up, then those the round ended without. */
export function passedBy(round: Round, decided: DecidedByRound): readonly HouseholdId[] {
  const { excused } = decided.get(round.no) ?? NOTHING;
  const declined = [...excused].filter(([, place]) => place === 'first').map(([id]) => id);
  return [...declined, ...round.queue.map(({ id }) => id)];
}
