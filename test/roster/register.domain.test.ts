/** The register in a hundred shapes: whatever it says, today stays, whoever is gone has no turn, no day is empty. */
import * as fc from 'fast-check';
import { newRoster, type RosterDoc } from '../../cloudfunctions/roster/documents';
import { planUntil } from '../../cloudfunctions/roster/plan';
import { followRegister, type Row } from '../../cloudfunctions/roster/register';
import { lookedAt, type Running, runningOf } from '../../cloudfunctions/roster/running';
import { addDays } from '../../miniprogram/contract/calendar';
import type { RulesForm } from '../../miniprogram/contract/roster-views';
import { GATE, hh, households, numberOf, yard22 } from './yard';

const TODAY = '2020-02-06';
const NOW = Date.parse(`${TODAY}T09:00:00+08:00`);
const UNTIL = '2020-03-10';
const COUNT = 12;

const form: RulesForm = {
  startsOn: '2020-01-29',
  posts: [GATE],
  orderBy: 'door',
  seed: '',
  order: [],
  tenants: 'now',
  tenantsFromRound: 1,
  exempt: [],
  restDays: 0,
  heavyDays: 'same',
  briefing: '',
};

function roster(orderBy: RulesForm['orderBy']): Running {
  const { endsOn: _, ...plan } = yard22(COUNT);
  const doc: RosterDoc = {
    ...newRoster('cm_t', 'cy_t'),
    season: 1,
    form: { ...form, orderBy },
    plan,
  };
  return lookedAt(runningOf(doc), NOW);
}

const day = fc.integer({ min: -5, max: 30 }).map((days) => addDays(TODAY, days));
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 12 }))
  .map(([from, length]) => ({ from, until: addDays(from, length) }));

/** The first two stay as they are, so that somebody can always come. */
const register = fc
  .array(
    fc.record({
      tenure: fc.constantFrom('owner', 'owner', 'tenant', 'away'),
      status: fc.constantFrom('active', 'active', 'active', 'archived', 'merged'),
      away: fc.array(span, { maxLength: 2 }),
    }),
    { minLength: COUNT + 3, maxLength: COUNT + 3 },
  )
  .map((all) =>
    all.map((one, i): Row => {
      const home = { _id: hh(i + 1), unit: '1', door: String(101 + i) };
      if (i < 2) return { ...home, tenure: 'owner', status: 'active', away: [] };
      const { tenure, status, away } = one;
      const into = status === 'merged' ? { mergedInto: hh(1) } : {};
      return {
        ...home,
        tenure: tenure as Row['tenure'],
        status: status as Row['status'],
        away,
        ...into,
      };
    }),
  );
const orders = fc.constantFrom<RulesForm['orderBy']>('door', 'lots', 'hand');

const turnsOf = (doc: RosterDoc) => planUntil(runningOf(doc).plan, UNTIL).turns;

it('leaves today alone, fills every day, and gives nobody a turn who is gone or away', () =>
  fc.assert(
    fc.property(orders, register, (orderBy, rows) => {
      const before = roster(orderBy);
      const { roster: after } = followRegister(before, rows, TODAY);
      const turns = turnsOf(after);
      const on = (date: string) => turns.filter((turn) => turn.day === date);
      expect(on(TODAY)).toEqual(turnsOf(before).filter((turn) => turn.day === TODAY));
      for (const { _id, status, tenure, away } of rows) {
        const ahead = turns.filter((turn) => turn.doer === _id && turn.day > TODAY);
        if (status !== 'active' || tenure === 'away') expect(ahead).toEqual([]);
        for (const { from, until } of away) {
          expect(ahead.filter((turn) => from <= turn.day && turn.day <= until)).toEqual([]);
        }
      }
      for (let date = TODAY; date <= UNTIL; date = addDays(date, 1))
        expect(on(date)).toHaveLength(1);
    }),
    { numRuns: 100 },
  ));

it('changes nothing when it is followed again, also days later', () =>
  fc.assert(
    fc.property(orders, register, fc.integer({ min: 0, max: 6 }), (orderBy, rows, days) => {
      const once = followRegister(roster(orderBy), rows, TODAY).roster;
      const later = addDays(TODAY, days);
      const seen = lookedAt(runningOf(once), Date.parse(`${later}T09:00:00+08:00`));
      const twice = followRegister(seen, rows, later).roster;
      expect(turnsOf(twice)).toEqual(turnsOf(seen));
    }),
    { numRuns: 100 },
  ));

it('gives back what it took when the register takes it back before it has come', () =>
  fc.assert(
    fc.property(orders, register, (orderBy, rows) => {
      const usual = rows.map(
        (row): Row => ({ ...row, status: 'active', tenure: 'owner', away: [] }),
      );
      const first = followRegister(roster(orderBy), usual, TODAY).roster;
      const future = rows.map((row, i): Row => ({ ...item(usual, i), away: row.away }));
      const gone = followRegister(runningOf(first), future, TODAY).roster;
      const back = followRegister(runningOf(gone), usual, TODAY).roster;
      expect(turnsOf(back)).toEqual(turnsOf(first));
    }),
    { numRuns: 100 },
  ));

it('an absence that is over and tidied away takes nobody’s turn of today', () => {
  const { endsOn: _, ...plan } = yard22(COUNT);
  const doc = { ...newRoster('cm_t', 'cy_t'), season: 1, form, plan };
  const rows = (away: Row['away']) =>
    households(COUNT).map((_id): Row => {
      const home = { _id, unit: '1', door: String(100 + numberOf(_id)), status: 'active' as const };
      return { ...home, tenure: 'owner', away: _id === hh(9) ? away : [] };
    });
  const past = { from: '2020-01-30', until: '2020-02-01' };
  const known = followRegister(runningOf(doc), rows([past]), '2020-01-29').roster;
  const seen = lookedAt(runningOf(known), NOW);
  const onToday = (one: RosterDoc) => turnsOf(one).find((turn) => turn.day === TODAY)?.doer;
  expect(onToday(seen)).toBe(hh(9));
  expect(onToday(followRegister(seen, rows([]), TODAY).roster)).toBe(hh(9));
});

it('a newcomer waits for the tail of the round and then has a place by its door', () => {
  const rows = households(COUNT + 1).map((_id): Row => {
    const door = _id === hh(COUNT + 1) ? '100' : String(100 + numberOf(_id));
    return { _id, unit: '1', door, tenure: 'owner', status: 'active', away: [] };
  });
  const { roster: after } = followRegister(roster('door'), rows, TODAY);
  const rounds = (round: number) =>
    turnsOf(after)
      .filter((turn) => turn.round === round)
      .map(({ doer }) => numberOf(doer));
  expect(rounds(1).at(-1)).toBe(COUNT + 1);
  expect(rounds(2)[0]).toBe(COUNT + 1);
});

const item = <T>(all: readonly T[], index: number): T => {
  const one = all[index];
  if (one === undefined) throw new Error(`nothing at ${index}`);
  return one;
};
