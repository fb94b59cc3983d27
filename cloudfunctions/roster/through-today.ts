/**
 * Rules of a running roster hold from tomorrow: through today everybody takes part as before, because people are on
 * their way already. Pure. @see docs/domain/roster.md §1
 */
import { addDays } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Count, LocalDate } from '../../miniprogram/contract/units';
import type { Span } from './days';
import { planUntil } from './plan';
import type { Participant, Plannable } from './rules';

interface Now {
  readonly today: LocalDate;
  readonly tomorrow: LocalDate;
  /** The round that runs today. */
  readonly round: Count;
  /** When the round began that ran this morning. */
  readonly openedOn: LocalDate;
}

/** @param after who takes part how, as the rules say that are to hold from tomorrow */
export function throughToday(
  before: Plannable,
  after: readonly Participant[],
  { today, homes }: { readonly today: LocalDate; readonly homes: readonly HouseholdId[] },
): readonly Participant[] {
  const { round } = planUntil(before, today).progress;
  // A round that ends today is planned on from where it began: who was exempt then is still no part of it.
  const openedOn = before.progress?.openedOn ?? before.startsOn;
  const now = { today, tomorrow: addDays(today, 1), round, openedOn };
  return homes.flatMap((household) => {
    const was = before.participants.find((one) => one.household === household);
    const is = after.find((one) => one.household === household);
    return was || is ? [held(was ?? { household }, is ?? { household }, now)] : [];
  });
}

function held(was: Participant, is: Participant, now: Now): Participant {
  const { exempt: _, joinsOn: __, fromRound: ___, ...stays } = is;
  const { stopped = [], ...joining } = hasJoined(was, now)
    ? stillIn(was, is, now)
    : notBefore(is, now);
  const exempt = merged([
    ...(was.exempt ?? []).flatMap((span) => endingBy(span, now)),
    ...[...(is.exempt ?? []), ...stopped].flatMap((span) => beginningOn(span, now.tomorrow)),
  ]);
  return { ...stays, ...joining, ...(exempt.length > 0 ? { exempt } : {}) };
}

const hasJoined = ({ joinsOn, fromRound = 0, laterRound }: Participant, now: Now): boolean => {
  const isHeldBack = laterRound && laterRound.on <= now.today && laterRound.round > now.round;
  return (joinsOn ?? '') <= now.today && fromRound <= now.round && !isHeldBack;
};

interface Joining extends Pick<Participant, 'joinsOn' | 'fromRound' | 'laterRound'> {
  readonly stopped?: readonly Span[];
}

/** Whoever takes part today does not begin anew, but may have to stop until a day or a round. */
function stillIn(was: Participant, is: Participant, { tomorrow, round, today }: Now): Joining {
  const held = was.laterRound && was.laterRound.on <= today ? was.laterRound : undefined;
  const joined = {
    ...(was.joinsOn === undefined ? {} : { joinsOn: was.joinsOn }),
    ...(was.fromRound === undefined ? {} : { fromRound: was.fromRound }),
    ...(held ? { laterRound: held } : {}),
  };
  const { joinsOn, fromRound = 0 } = is;
  if (joinsOn !== undefined && joinsOn > tomorrow) {
    return { ...joined, stopped: [{ from: tomorrow, until: addDays(joinsOn, -1) }] };
  }
  if (fromRound <= round) return joined;
  // The round that held until now is the first one from here on; another one holds from tomorrow.
  const since = Math.max(was.fromRound ?? 0, held?.round ?? 0);
  return {
    ...joined,
    ...(since > 0 ? { fromRound: since } : {}),
    laterRound: { on: tomorrow, round: fromRound },
  };
}

const notBefore = ({ joinsOn, fromRound = 0 }: Participant, now: Now): Joining =>
  fromRound > now.round
    ? { fromRound }
    : { joinsOn: joinsOn !== undefined && joinsOn > now.tomorrow ? joinsOn : now.tomorrow };

/** As far as it matters: what ended before this morning's round began is over. */
function endingBy({ from: first, until }: Span, { today, openedOn }: Now): readonly Span[] {
  if (first > today || (until !== undefined && until < openedOn)) return [];
  return [{ from: first, until: until === undefined || until > today ? today : until }];
}

function beginningOn({ from: first, until }: Span, day: LocalDate): readonly Span[] {
  if (until !== undefined && until < day) return [];
  return [{ from: first < day ? day : first, ...(until === undefined ? {} : { until }) }];
}

/** Spans that touch are one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = all.at(-1);
    if (last && span.from <= dayAfter(last)) all[all.length - 1] = together(last, span);
    else all.push(span);
  }
  return all;
}

const NEVER: LocalDate = '9999-12-31';
const dayAfter = ({ until }: Span): LocalDate => (until === undefined ? NEVER : addDays(until, 1));

function together(one: Span, other: Span): Span {
  if (one.until === undefined || other.until === undefined) return { from: one.from };
  return { from: one.from, until: one.until > other.until ? one.until : other.until };
}
