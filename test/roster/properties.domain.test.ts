import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { settled } from '../../cloudfunctions/roster/changes';
import { numberOf as dayNumber } from '../../cloudfunctions/roster/days';
import { spreadOf } from '../../cloudfunctions/roster/fairness';
import { planUntil } from '../../cloudfunctions/roster/plan';
import { type Plannable, rulesOn, type Turn } from '../../cloudfunctions/roster/rules';
import { createSeats, isReady } from '../../cloudfunctions/roster/seats';
import { addDays } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import { anyHappenings, anyRoster, live } from './random';
import { yard22 } from './yard';

const RUNS = { numRuns: 200 };
const slotsOf = (turns: readonly Turn[]) => turns.map(({ day, post }) => `${day} ${post}`);
const dutiesOf = (turns: readonly Turn[]) => turns.map(({ day, doer }) => `${day} ${doer}`);
const isDistinct = (all: readonly string[]) => new Set(all).size === all.length;

/** Nothing ever happened to it that could keep a turn from it. */
const isUntouched = ({ participants }: Plannable, household: HouseholdId) => {
  const { from, fromRound, away, exempt } =
    participants.find((p) => p.household === household) ?? {};
  return from === undefined && fromRound === undefined && !away?.length && !exempt?.length;
};

describe('any plan', () => {
  it('leaves no post empty while somebody who takes part could come', () => {
    fc.assert(
      fc.property(anyRoster, (roster) => {
        const plan = planUntil(roster, addDays(roster.startsOn, 90));
        const seats = createSeats(roster);
        for (const { day } of plan.uncovered) {
          const busy = plan.turns.filter((turn) => turn.day === day).map(({ doer }) => doer);
          const free = rulesOn(roster, day).order.filter(
            (one) => isReady(seats.of(one), dayNumber(day), 99) && !busy.includes(one),
          );
          expect(free).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('has one household on a post and no household on two posts a day, whatever happens', () => {
    fc.assert(
      fc.property(anyRoster, anyHappenings, (fresh, happenings) => {
        const { roster, served, today } = live(fresh, happenings);
        const all = [...served, ...planUntil(roster, addDays(today, 60)).turns];
        expect(isDistinct(slotsOf(all))).toBe(true);
        expect(isDistinct(dutiesOf(all))).toBe(true);
        expect(isDistinct(all.map(({ id }) => id))).toBe(true);
      }),
      RUNS,
    );
  });

  it('differs by at most one turn among those who take part throughout, whatever happens to others', () => {
    fc.assert(
      fc.property(anyRoster, anyHappenings, (fresh, happenings) => {
        const touching = happenings.filter(({ what }) => what !== 'swap' && what !== 'take');
        const { roster, served, today } = live(fresh, touching);
        const all = [...served, ...planUntil(roster, addDays(today, 60)).turns];
        const skippedOnes = touching.some(({ what }) => what === 'skip');
        const throughout = rulesOn(roster, today).order.filter((one) => isUntouched(roster, one));
        const counts = throughout.map((one) => all.filter(({ owner }) => owner === one).length);
        if (!skippedOnes) expect(spreadOf(counts)).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('never rewrites a day that is over', () => {
    fc.assert(
      fc.property(anyRoster, anyHappenings, (fresh, happenings) => {
        const { looks, served, roster, today } = live(fresh, happenings);
        for (const look of looks) expect(served.slice(0, look.length)).toEqual(look);
        const coming = planUntil(roster, addDays(today, 30)).turns.map(({ day }) => day);
        expect(coming.every((day) => day >= today)).toBe(true);
        expect(served.every(({ day }) => day < today)).toBe(true);
      }),
      RUNS,
    );
  });

  it('is the same whether its days are settled one by one, in lumps, or not at all', () => {
    fc.assert(
      fc.property(anyRoster, fc.array(fc.nat(9), { maxLength: 12 }), (fresh, steps) => {
        const until = addDays(fresh.startsOn, 100);
        const whole = planUntil(fresh, until);
        let roster = fresh;
        let today = fresh.startsOn;
        const served: Turn[] = [];
        for (const step of steps) {
          today = addDays(today, step);
          const over = settled(roster, today);
          served.push(...over.turns);
          roster = over.roster;
        }
        const rest = planUntil(roster, until);
        expect([...served, ...rest.turns]).toEqual(whole.turns);
        expect(rest.progress).toEqual(whole.progress);
      }),
      RUNS,
    );
  });
});

it('a plan is the same in every zone the process may run in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roster-zone-'));
  const script = join(folder, 'plan.cjs');
  const entry = `
    import { planUntil } from './cloudfunctions/roster/plan';
    import { freshPlan } from './cloudfunctions/roster/rules';
    const post = { id: 'p1', gate: '大门', opensAt: '08:00', closesAt: '20:00' };
    const order = Array.from({ length: 11 }, (_, i) => 'hh_' + i);
    const rules = { startsOn: '2020-01-29', posts: [post], order, restDays: 2, heavyDays: 'balanced' };
    process.stdout.write(JSON.stringify(planUntil(freshPlan(rules), '2021-01-28')));`;
  buildSync({
    stdin: { contents: entry, resolveDir: join(__dirname, '../..'), loader: 'ts' },
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const printed = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'].map((TZ) =>
    execFileSync(process.execPath, [script], { env: { ...process.env, TZ }, encoding: 'utf8' }),
  );
  rmSync(folder, { recursive: true });
  expect(JSON.parse(printed[0] ?? '{}').turns).toHaveLength(366);
  expect(new Set(printed).size).toBe(1);
}, 60_000);

it('rest days are kept whenever enough households take part', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 20 }), (rest, count) => {
      const base = yard22(count);
      const versions = base.versions.map((one) => ({ ...one, restDays: rest }));
      const { turns } = planUntil({ ...base, versions }, '2020-04-05');
      const tired = turns.filter(({ shortRest }) => shortRest);
      expect(tired.length > 0).toBe(count <= rest);
    }),
  );
});
