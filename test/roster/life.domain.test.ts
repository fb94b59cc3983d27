/** Whatever happens to a courtyard's duty, in whatever order: what must hold holds after each of it. */
import fc from 'fast-check';
import { spreadOf } from '../../cloudfunctions/roster/fairness';
import { type Holder, holderAt } from '../../cloudfunctions/roster/key-chain';
import { planUntil } from '../../cloudfunctions/roster/plan';
import {
  type Fact,
  factOf,
  minutesOf,
  type Plannable,
  rulesOn,
} from '../../cloudfunctions/roster/rules';
import { lookedAt } from '../../cloudfunctions/roster/running';
import { servedTurns } from '../../cloudfunctions/roster/served';
import { addDays } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import { anyStep, HOUSEHOLDS, live, type World } from './life';
import { nowOn } from './life-keys';
import { anyRoster } from './random';

const lives = fc.tuple(anyRoster, fc.array(anyStep, { minLength: 1, maxLength: 25 }));
const always = (claim: (look: ReturnType<typeof live>[number]) => void) =>
  fc.assert(
    fc.property(lives, ([plan, steps]) => {
      for (const look of live(plan, steps)) claim(look);
    }),
    { numRuns: 150 },
  );

const comingOf = ({ roster, today }: World) =>
  planUntil(roster.plan, addDays(today, 40)).turns.map((turn) => factOf(roster.plan, turn));

describe('after anything that may happen', () => {
  it('every key has one holder, and its history tells how it came there', () => {
    always(({ world: { keys, today } }) => {
      for (const { state, moves } of keys) {
        let holder: Holder = 'committee';
        let at = 0;
        for (const move of moves) {
          expect(move.from).toBe(holder);
          expect(move.at).toBeGreaterThanOrEqual(at);
          holder = move.to;
          at = move.at;
        }
        expect(state.holder).toBe(holder);
        expect(holderAt(moves, nowOn(today))).toBe(holder);
        expect(moves.map(({ no }) => no)).toEqual(moves.map((_, i) => i + 1));
        expect(state.moveCount).toBe(moves.length);
      }
    });
  });

  it('history is only added to', () => {
    always(({ before, world }) => {
      before.keys.forEach(({ moves }, i) => {
        expect(world.keys[i]?.moves.slice(0, moves.length)).toEqual(moves);
      });
    });
  });

  it('no household is at two posts of a day ahead, nor at two posts at once on a day that is over', () => {
    always(({ world }) => {
      const coming = comingOf(world).map(({ day, doer }) => `${day} ${doer}`);
      expect(new Set(coming).size).toBe(coming.length);
      const stood = world.roster.recent.filter(({ nobody }) => !nobody);
      for (const one of stood) {
        const same = stood.filter((other) => other !== one && isAtOnce(one, other));
        expect(same).toEqual([]);
      }
    });
  });

  it('only paper changes a day that is over, and only who came', () => {
    always(({ before, world, one }) => {
      const known = before.roster.recent;
      const now = world.roster.recent.slice(0, known.length);
      if (one.kind !== 'paper') expect(now).toEqual(known);
      expect(now.map(withoutDoer)).toEqual(known.map(withoutDoer));
    });
  });

  it('paper moves no day ahead', () => {
    always(({ before, world, one }) => {
      if (one.kind === 'paper') {
        const later = { ...before, today: world.today };
        const settled = { ...later, roster: lookedAt(before.roster, nowOn(world.today)) };
        expect(comingOf(world)).toEqual(comingOf(settled));
      }
    });
  });

  it('the hours of every household are those of the turns it stood', () => {
    always(({ world: { roster } }) => {
      const { standings } = roster.plan.progress;
      const stood = servedTurns(roster.recent, Number.MAX_SAFE_INTEGER);
      for (const household of HOUSEHOLDS) {
        const own = stood.filter((turn) => turn.household === household);
        const paper = roster.corrections?.[household];
        const minutes = (standings[household]?.minutes ?? 0) + (paper?.minutes ?? 0);
        const turns = (standings[household]?.turns ?? 0) + (paper?.turns ?? 0);
        expect([turns, minutes]).toEqual([own.length, own.length * minutesOf(GATE_HOURS)]);
      }
    });
  });

  it('households that nothing kept from taking part differ by at most one turn of their own', () => {
    always(({ world }) => {
      const { roster, kept } = world;
      const all: readonly Fact[] = [...roster.recent, ...comingOf(world)];
      const throughout = rulesOn(roster.plan, world.today).order.filter(
        (household) => !kept.has(household) && isUntouched(roster.plan, household),
      );
      const counts = throughout.map((one) => all.filter(({ owner }) => owner === one).length);
      expect(spreadOf(counts)).toBeLessThanOrEqual(1);
    });
  });
});

const GATE_HOURS = { opensAt: '08:00', closesAt: '20:00' };
const isAtOnce = (one: Fact, other: Fact): boolean =>
  one.day === other.day &&
  one.doer === other.doer &&
  one.opensAt < other.closesAt &&
  other.opensAt < one.closesAt;
const withoutDoer = ({ doer: _, nobody: __, ...fact }: Fact) => fact;
const isUntouched = ({ participants }: Plannable, household: HouseholdId): boolean => {
  const { from, fromRound, away, exempt } =
    participants.find((one) => one.household === household) ?? {};
  return from === undefined && fromRound === undefined && !away?.length && !exempt?.length;
};
