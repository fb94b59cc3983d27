/** Households as the planner counts with them: days are numbers, spans are pairs. Pure. */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Count, LocalDate } from '../../miniprogram/contract/units';
import { dayAt, numberOf, type Span } from './days';
import type { Participant, Plannable, Rules, Standing } from './rules';

type Range = readonly [from: number, until: number];

export interface Seat {
  readonly id: HouseholdId;
  readonly from: number;
  readonly fromRound: Count;
  readonly laterRound: Count;
  readonly laterOn: number;
  readonly exempt: readonly Range[];
  readonly away: readonly Range[];
  /** The last day on duty. */
  last: number;
  turns: Count;
  heavyTurns: Count;
  /** Of service. */
  minutes: Count;
}

const rangesOf = (spans: readonly Span[] = []): readonly Range[] =>
  spans.map(({ from, until }) => [
    numberOf(from),
    until === undefined ? Number.POSITIVE_INFINITY : numberOf(until),
  ]);

const lies = (ranges: readonly Range[], day: number): boolean =>
  ranges.length > 0 && ranges.some(([from, until]) => from <= day && day <= until);

/** Whether a turn of its own may fall on the day. */
export const isReady = (seat: Seat, day: number, round: Count): boolean =>
  seat.from <= day &&
  seat.fromRound <= round &&
  (seat.laterRound <= round || day < seat.laterOn) &&
  !lies(seat.exempt, day) &&
  !lies(seat.away, day);

export const canCome = (seat: Seat, day: number): boolean => !lies(seat.away, day);

export interface Seats {
  /** Those who take part, in the order of turns. */
  inOrder(rules: Rules): readonly Seat[];
  /** Anybody, also a helper who has no turns of its own. */
  of(household: HouseholdId): Seat;
  standings(): Readonly<Record<HouseholdId, Standing>>;
}

export function createSeats({ participants, progress }: Plannable): Seats {
  const particular = new Map(participants.map((one) => [one.household, one]));
  const byHousehold = new Map<HouseholdId, Seat>();
  const of = (household: HouseholdId): Seat => {
    const known = byHousehold.get(household);
    if (known) return known;
    const seat = seatOf(household, particular.get(household), progress.standings[household]);
    byHousehold.set(household, seat);
    return seat;
  };
  for (const household of Object.keys(progress.standings)) of(household as HouseholdId);
  return { of, inOrder: ({ order }) => order.map(of), standings: () => standingsOf(byHousehold) };
}

const firstDay = (day: LocalDate | undefined): number => (day === undefined ? 0 : numberOf(day));

const seatOf = (
  id: HouseholdId,
  particular: Participant | undefined,
  standing: Standing | undefined,
): Seat => ({
  id,
  from: Math.max(...[particular?.from, particular?.joinsOn].map(firstDay)),
  fromRound: particular?.fromRound ?? 0,
  laterRound: particular?.laterRound?.round ?? 0,
  laterOn: firstDay(particular?.laterRound?.on),
  exempt: rangesOf(particular?.exempt),
  away: rangesOf(particular?.away),
  last: standing ? numberOf(standing.last) : Number.NEGATIVE_INFINITY,
  turns: standing?.turns ?? 0,
  heavyTurns: standing?.heavyTurns ?? 0,
  minutes: standing?.minutes ?? 0,
});

function standingsOf(seats: ReadonlyMap<HouseholdId, Seat>) {
  const standings: Record<HouseholdId, Standing> = {};
  for (const { id, last, turns, heavyTurns, minutes } of seats.values()) {
    if (turns > 0) standings[id] = { last: dayAt(last), turns, heavyTurns, minutes };
  }
  return standings;
}
