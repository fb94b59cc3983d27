/** Rosters nobody would think of, and what may happen to them. */
import fc from 'fast-check';
import {
  cameBack,
  notMadeUp,
  paused,
  settled,
  skipped,
  swapped,
  takenOver,
  withAbsence,
  withRules,
} from '../../cloudfunctions/roster/changes';
import { planUntil } from '../../cloudfunctions/roster/plan';
import {
  freshPlan,
  type Participant,
  type Plannable,
  type Turn,
} from '../../cloudfunctions/roster/rules';
import { addDays } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { LocalDate } from '../../miniprogram/contract/units';
import { GATE, hh, households } from './yard';

const STARTS: readonly LocalDate[] = ['2020-01-29', '2023-12-20', '2024-02-25', '2027-06-30'];
const offset = fc.integer({ min: -5, max: 60 });
const span = (start: LocalDate) =>
  fc.tuple(offset, fc.integer({ min: 0, max: 20 })).map(([from, days]) => ({
    from: addDays(start, from),
    until: addDays(start, from + days),
  }));

const participant = (start: LocalDate, household: HouseholdId): fc.Arbitrary<Participant> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ household }) },
    { weight: 1, arbitrary: span(start).map((one) => ({ household, away: [one] })) },
    { weight: 1, arbitrary: span(start).map((one) => ({ household, exempt: [one] })) },
    { weight: 1, arbitrary: offset.map((days) => ({ household, from: addDays(start, days) })) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 4 }).map((fromRound) => ({ household, fromRound })),
    },
  );

/** A roster before its first day. */
export const anyRoster: fc.Arbitrary<Plannable> = fc
  .record({
    startsOn: fc.constantFrom(...STARTS),
    count: fc.integer({ min: 1, max: 12 }),
    posts: fc.integer({ min: 1, max: 3 }),
    restDays: fc.integer({ min: 0, max: 5 }),
    heavyDays: fc.constantFrom('same' as const, 'balanced' as const),
  })
  .chain(({ startsOn, count, posts, restDays, heavyDays }) =>
    fc
      .tuple(...households(count).map((household) => participant(startsOn, household)))
      .map((participants) =>
        freshPlan(
          {
            startsOn,
            posts: Array.from({ length: posts }, (_, i) => ({ ...GATE, id: `p${i + 1}` })),
            order: households(count),
            restDays,
            heavyDays,
          },
          participants,
        ),
      ),
  );

export interface Happening {
  /** Days since the one before. */
  readonly after: number;
  readonly what: 'skip' | 'declined' | 'swap' | 'take' | 'absence' | 'return' | 'rules' | 'pause';
  readonly which: number;
  readonly other: number;
}

export const anyHappening: fc.Arbitrary<Happening> = fc.record({
  after: fc.integer({ min: 0, max: 9 }),
  what: fc.constantFrom<Happening['what']>(
    ...(['skip', 'declined', 'swap', 'take', 'absence', 'return', 'rules', 'pause'] as const),
  ),
  which: fc.nat(20),
  other: fc.nat(20),
});
export const anyHappenings: fc.Arbitrary<readonly Happening[]> = fc.array(anyHappening, {
  maxLength: 12,
});

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

/** One thing that happens on a day; nothing when it does not apply. */
export function happen(roster: Plannable, one: Happening, today: LocalDate): Plannable {
  const { turns } = planUntil(roster, addDays(today, 20));
  const turn = at(turns, one.which);
  const other = at(turns, one.other);
  const household = hh((one.which % 12) + 1);
  const away = { from: today, until: addDays(today, one.other) };
  switch (one.what) {
    case 'skip':
      return turns[0] ? skipped(roster, turns[0]) : roster;
    case 'declined': {
      const skip = turns.find(({ id }) => id === roster.skips[0]?.turn);
      return skip ? notMadeUp(roster, skip) : roster;
    }
    case 'swap':
      return turn && other && turn.id !== other.id ? swapped(roster, turn, other) : roster;
    case 'take':
      return turn ? takenOver(roster, turn.id, household) : roster;
    case 'absence':
      return withAbsence(roster, household, away);
    case 'return':
      return cameBack(roster, household, today);
    case 'rules': {
      const { from: _, ...rules } = at(roster.versions, 0) ?? roster.versions[0] ?? neverThere();
      return withRules(roster, { ...rules, order: turnedBy(rules.order, one.which) }, today);
    }
    case 'pause':
      return paused(roster, {
        from: addDays(today, 1),
        until: addDays(today, 1 + (one.other % 4)),
      });
  }
}

const neverThere = (): never => {
  throw new Error('a roster without rules');
};
const turnedBy = <T>(list: readonly T[], by: number): readonly T[] => [
  ...list.slice(by % list.length),
  ...list.slice(0, by % list.length),
];

export interface Lived {
  readonly roster: Plannable;
  readonly served: readonly Turn[];
  /** The facts as they stood after each happening. */
  readonly looks: readonly (readonly Turn[])[];
  readonly today: LocalDate;
}

/** Lives through everything day by day, as the functions do: what is over is settled first. */
export function live(fresh: Plannable, happenings: readonly Happening[]): Lived {
  let roster = fresh;
  let today = fresh.startsOn;
  const served: Turn[] = [];
  const looks: (readonly Turn[])[] = [];
  for (const one of [...happenings, undefined]) {
    today = addDays(today, one?.after ?? 30);
    const over = settled(roster, today);
    served.push(...over.turns);
    roster = one ? happen(over.roster, one, today) : over.roster;
    looks.push([...served]);
  }
  return { roster, served, looks, today };
}
