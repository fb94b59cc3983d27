/** A courtyard's duty and its keys, lived through day by day with whatever may happen to them. */
import fc from 'fast-check';
import { newRoster } from '../../cloudfunctions/roster/documents';
import type { KeyState } from '../../cloudfunctions/roster/key-chain';
import { entered, withWorth } from '../../cloudfunctions/roster/paper';
import { planUntil } from '../../cloudfunctions/roster/plan';
import { type Plannable, partsOf } from '../../cloudfunctions/roster/rules';
import { lookedAt, type Running } from '../../cloudfunctions/roster/running';
import { rowOf } from '../../cloudfunctions/roster/sheet';
import { addDays } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { TurnId } from '../../miniprogram/contract/roster-views';
import type { LocalDate } from '../../miniprogram/contract/units';
import { anyKeyAct, attempt, type Key, keyStep, nowOn } from './life-keys';
import { anyHappening, type Happening, happen } from './random';
import { households } from './yard';

export const HOUSEHOLDS = households(12);

const anyPaper = fc.array(fc.record({ which: fc.nat(40), came: fc.nat(12) }), {
  minLength: 1,
  maxLength: 4,
});
export const anyStep = fc.oneof(
  anyHappening.map((happening) => ({ kind: 'duty' as const, after: happening.after, happening })),
  fc.tuple(fc.nat(3), anyKeyAct).map(([after, act]) => ({ kind: 'key' as const, after, act })),
  fc.tuple(fc.nat(3), anyPaper).map(([after, paper]) => ({ kind: 'paper' as const, after, paper })),
);
export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

export interface World {
  readonly roster: Running;
  readonly keys: readonly Key[];
  readonly today: LocalDate;
  /** Whose door stayed closed, who stands in for others, and whose turn hangs on whether they can. */
  readonly kept: ReadonlySet<HouseholdId>;
}

const FIRST: KeyState = {
  holder: 'committee',
  since: 0,
  moveCount: 0,
  code: '1111',
  wrongCodes: 0,
};
const begin = (plan: Plannable): World => ({
  roster: { ...newRoster('cm_x', 'cy_x'), plan },
  keys: [{ state: FIRST, spare: false, moves: [] }],
  today: plan.startsOn,
  kept: new Set(),
});

function step(world: World, one: Step): World {
  const today = addDays(world.today, one.after);
  const roster = lookedAt(world.roster, nowOn(today));
  const there = { ...world, roster, today };
  if (one.kind === 'key') return keyStep(there, one.act);
  if (one.kind === 'paper') return paperStep(there, one.paper);
  return dutyStep(there, one.happening);
}

function dutyStep(world: World, happening: Happening): World {
  const { roster, today } = world;
  const next = planUntil(roster.plan, addDays(today, 20)).turns[0];
  const closed = happening.what === 'skip' && next ? [next.owner] : [];
  const plan = happen(roster.plan, happening, addDays(today, 1));
  const owners = Object.keys(plan.doers).map((turn) => partsOf(turn as TurnId).household);
  const lent = [...owners, ...Object.values(plan.doers)];
  return {
    ...world,
    roster: { ...roster, plan },
    kept: new Set([...world.kept, ...closed, ...lent]),
  };
}

function paperStep(world: World, paper: readonly { which: number; came: number }[]): World {
  const { roster, today } = world;
  if (roster.recent.length === 0) return world;
  const month = (roster.recent.at(-1)?.day ?? '').slice(0, 7);
  const facts = roster.recent.filter(({ day }) => day.startsWith(month));
  const rows = paper.flatMap(({ which, came }) => {
    const fact = facts[which % facts.length];
    return fact ? [{ row: rowOf(fact), came }] : [];
  });
  const done = attempt(() => entered(rows, { facts, ahead: [], numbers: HOUSEHOLDS, today }));
  if (!done) return world;
  const byId = new Map(done.facts.map((fact) => [fact.id, fact]));
  const recent = roster.recent.map((fact) => byId.get(fact.id) ?? fact);
  const corrections = withWorth(roster, done.worth);
  return { ...world, roster: { ...roster, recent, corrections } };
}

/** Every world on the way, with the step that led to it. */
export function live(plan: Plannable, steps: readonly Step[]) {
  const worlds: { readonly before: World; readonly world: World; readonly one: Step }[] = [];
  let world = begin(plan);
  for (const one of steps) {
    const before = world;
    world = step(world, one);
    worlds.push({ before, world, one });
  }
  return worlds;
}
