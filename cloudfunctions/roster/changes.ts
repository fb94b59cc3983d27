/** What may happen to a running roster. Each takes it as it is and gives it as it is then. Pure. @see docs/domain/roster.md §5 */
import { addDays } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { TurnId } from '../../miniprogram/contract/roster-views';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { Span } from './days';
import { planUntil } from './plan';
import {
  type Excuse,
  type Participant,
  type Plannable,
  partsOf,
  type Rules,
  type Turn,
} from './rules';

/** Nobody answered the door: to the end of the round; a second time, the round goes on without. */
export function skipped<R extends Plannable>(roster: R, { id, day }: Turn): R {
  const again = roster.skips.some(({ turn }) => turn === id);
  const excuse: Excuse = { turn: id, place: 'usual' };
  if (again) return { ...roster, excuses: [...roster.excuses, excuse] };
  return { ...roster, skips: [...roster.skips, { turn: id, day }] };
}

/**
 * A skipped household does not make up in this round and comes first in the next; nothing marks it. A turn that was
 * taken for somebody else is simply dropped: whose it was did nothing, so nobody's place in the next round changes.
 */
export function notMadeUp<R extends Plannable>(roster: R, { id, owner, doer }: Turn): R {
  const excuse: Excuse = { turn: id, place: owner === doer ? 'first' : 'usual' };
  return { ...roster, excuses: [...roster.excuses.filter(({ turn }) => turn !== id), excuse] };
}

/** Two turns change hands; they stay exchanged on whatever days they come to lie. */
export const swapped = <R extends Plannable>(
  roster: R,
  one: Pick<Turn, 'id' | 'doer'>,
  other: Pick<Turn, 'id' | 'doer'>,
): R => withDoers(roster, { [one.id]: other.doer, [other.id]: one.doer });

export const takenOver = <R extends Plannable>(roster: R, turn: TurnId, by: HouseholdId): R =>
  withDoers(roster, { [turn]: by });

function withDoers<R extends Plannable>(
  roster: R,
  changed: Readonly<Record<TurnId, HouseholdId>>,
): R {
  const doers: Record<TurnId, HouseholdId> = { ...roster.doers };
  for (const [turn, doer] of Object.entries(changed) as [TurnId, HouseholdId][]) {
    if (partsOf(turn).household === doer) delete doers[turn];
    else doers[turn] = doer;
  }
  return { ...roster, doers };
}

/** Turns of these days become free and go to those who come after; nothing is owed. */
export const withAbsence = <R extends Plannable>(
  roster: R,
  household: HouseholdId,
  span: Span,
): R => withParticipant(roster, household, ({ away = [] }) => ({ away: [...away, span] }));

/** The days not yet over become days like any other again. */
export const cameBack = <R extends Plannable>(
  roster: R,
  household: HouseholdId,
  on: LocalDate,
): R =>
  withParticipant(roster, household, ({ away = [] }) => ({
    away: away
      .filter(({ from }) => from < on)
      .map((span) =>
        span.until === undefined || span.until >= on ? { ...span, until: addDays(on, -1) } : span,
      ),
  }));

export function withParticipant<R extends Plannable>(
  roster: R,
  household: HouseholdId,
  change: (known: Participant) => Partial<Participant>,
): R {
  const known = roster.participants.find((one) => one.household === household) ?? { household };
  const changed = { ...known, ...change(known) };
  return {
    ...roster,
    participants: [...roster.participants.filter((one) => one.household !== household), changed],
  };
}

/** Holds from tomorrow: today people are already on their way. A version that never held is replaced. */
export const withRules = <R extends Plannable>(
  roster: R,
  rules: Omit<Rules, 'from'>,
  today: LocalDate,
): R => {
  const from = roster.startsOn > today ? roster.startsOn : addDays(today, 1);
  return {
    ...roster,
    versions: [...roster.versions.filter((one) => one.from < from), { from, ...rules }],
  };
};

export const paused = <R extends Plannable>(roster: R, span: Span): R => ({
  ...roster,
  pauses: [...roster.pauses, span],
});

/** The stand-down is the day after the last duty, the clean-up the day before the stand-down. */
export const stoodDown = <R extends Plannable>(roster: R, standDownOn: LocalDate): R => ({
  ...roster,
  endsOn: addDays(standDownOn, -1),
});

export const standDownOf = (lastDuty: LocalDate) => ({
  cleanUpOn: lastDuty,
  standDownOn: addDays(lastDuty, 1),
});

/** Days that are over become facts: their turns leave the plan and never change again. */
export function settled<R extends Plannable>(
  roster: R,
  today: LocalDate,
): { readonly roster: R; readonly turns: readonly Turn[] } {
  const through = addDays(today, -1);
  const known = roster.progress.through;
  if (through < roster.startsOn || (known !== undefined && known >= through)) {
    return { roster, turns: [] };
  }
  const { turns, progress } = planUntil(roster, through);
  return { roster: forgotten({ ...roster, progress }, through), turns };
}

/** What was decided of rounds that are over plays no part any more. */
function forgotten<R extends Plannable>(roster: R, through: LocalDate): R {
  const { round } = roster.progress;
  const isOpen = (turn: TurnId) => partsOf(turn).round >= round;
  const held = roster.versions.filter(({ from }) => from <= through).length;
  return {
    ...roster,
    versions: roster.versions.slice(Math.max(0, held - 1)),
    skips: roster.skips.filter(({ turn }) => isOpen(turn)),
    excuses: roster.excuses.filter(({ turn }) => isOpen(turn)),
    doers: Object.fromEntries(
      Object.entries(roster.doers).filter(([turn]) => isOpen(turn as TurnId)),
    ),
  };
}

/** A household whose days on duty are not what they were. */
export interface Moved {
  readonly household: HouseholdId;
  readonly was: readonly LocalDate[];
  readonly is: readonly LocalDate[];
}

/** Who has to be told, because a change touched their days up to `until`; those it touches soonest first. */
export function movedBetween(
  before: Plannable,
  after: Plannable,
  until: LocalDate,
): readonly Moved[] {
  const was = daysByDoer(planUntil(before, until).turns);
  const is = daysByDoer(planUntil(after, until).turns);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((household) => ({ household, was: was.get(household) ?? [], is: is.get(household) ?? [] }))
    .map(({ household, was: all, is: now }) => ({
      household,
      was: all.filter((day) => !now.includes(day)),
      is: now.filter((day) => !all.includes(day)),
    }))
    .filter((one) => one.was.length > 0 || one.is.length > 0)
    .sort((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1));
}

/** Everybody's first day of a roster that begins. */
export function firstDays(plan: Plannable, until: LocalDate): readonly Moved[] {
  const days = daysByDoer(planUntil(plan, until).turns);
  return [...days].map(([household, [first = plan.startsOn]]) => ({
    household,
    was: [],
    is: [first],
  }));
}

const firstOf = ({ was, is }: Moved): LocalDate => [...was, ...is].sort()[0] ?? '';

function daysByDoer(turns: readonly Turn[]): ReadonlyMap<HouseholdId, readonly LocalDate[]> {
  const days = new Map<HouseholdId, LocalDate[]>();
  for (const { doer, day } of turns) days.set(doer, [...(days.get(doer) ?? []), day]);
  return days;
}
