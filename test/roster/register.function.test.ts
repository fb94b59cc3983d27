/** A running roster follows the register without a keeper's act; the clock's moves run the tick. */
import type { OutboxDoc } from '../../cloudfunctions/kernel/outbox';
import type { RosterDoc } from '../../cloudfunctions/roster/documents';
import { type By, item } from '../support/community';
import { home, OWNER, openStage, person, publish, STAFF, type Stage, turn } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await publish(stage.calls);
  await stage.at('2020-01-30', '09:00');
}, 120_000);
afterAll(() => stage?.product.close());

const tick = () => stage.database.callFunction('tick');
const days = async (no: number) =>
  (await stage.calls.done('roster', 'mine', person(no), {})).coming.map(({ day }) => day);
const onDuty = async (month: string) =>
  (await stage.calls.done('roster', 'month', STAFF, { month })).turns;
const setAway = (no: number, away: readonly { from: string; until: string }[]) =>
  stage.calls.done('member', 'setAway', person(no), { householdId: home(no), away });

it('an absence frees the turns of its days from tomorrow on, and its end gives nothing back', async () => {
  expect((await days(5))[0]).toBe('2020-02-02');
  await setAway(5, [{ from: '2020-01-29', until: '2020-02-04' }]);
  await tick();
  expect((await days(5))[0]).toBe('2020-02-05');
  expect((await days(6))[0]).toBe('2020-02-02');
  // Taken back before it has come: the days are as they were.
  await setAway(5, []);
  await tick();
  expect((await days(5))[0]).toBe('2020-02-02');
  expect((await days(6))[0]).toBe('2020-02-03');
});

it('today stays: people are on their way', async () => {
  expect((await days(2))[0]).toBe('2020-01-30');
  await setAway(2, [{ from: '2020-01-30', until: '2020-01-31' }]);
  await tick();
  expect((await days(2))[0]).toBe('2020-01-30');
  await setAway(2, []);
  await tick();
});

it('tells those it moves, and not whoever is away', async () => {
  await stage.database.callFunction('tick');
  const before = new Set((await stage.database.find<OutboxDoc>('outbox')).map(({ _id }) => _id));
  await setAway(8, [{ from: '2020-02-05', until: '2020-02-05' }]);
  await tick();
  const jobs = (await stage.database.find<OutboxDoc>('outbox')).filter(
    ({ _id }) => !before.has(_id),
  );
  expect(jobs.map(({ values }) => values.title).sort()).toEqual(['您家的值守从2月6日改到2月5日']);
  await setAway(8, []);
  await tick();
});

it('an absence agreed in the roster itself outlives what the register says', async () => {
  await stage.calls.done('roster', 'absence', person(9), {
    from: '2020-02-06',
    until: '2020-02-08',
  });
  await setAway(10, [{ from: '2020-02-20', until: '2020-02-21' }]);
  await tick();
  expect((await days(9))[0]).toBe('2020-02-09');
});

it('whoever comes back from elsewhere joins the tail of the round, and whoever moves away leaves', async () => {
  const correct = (no: number, tenure: 'owner' | 'away') =>
    stage.calls.done('directory', 'correctHousehold', OWNER, {
      householdId: home(no),
      unit: no < 15 ? '1单元' : '2单元',
      door: String(101 + ((no - 1) % 14)),
      family: `${'李王张刘陈杨赵黄周吴徐孙马朱'.charAt((no - 1) % 14)}家`,
      tenure,
    });
  await correct(26, 'owner');
  await correct(7, 'away');
  await tick();
  expect((await days(26))[0]).toBe('2020-02-21');
  expect(await days(7)).toEqual([]);
});

it('a new door joins the tail, a door that is no more leaves with its requests and promises', async () => {
  const { householdId } = await stage.calls.done('directory', 'addHousehold', OWNER, {
    unit: '2单元',
    door: '301',
    family: '钱家',
    tenure: 'owner',
  });
  await stage.calls.done('roster', 'takeOver', OWNER, {
    turnId: turn(1, 12),
    householdId: home(11),
  });
  await stage.calls.done('roster', 'askSwap', person(11), { turnId: turn(1, 11) });
  await tick();
  expect((await onDuty('2020-02')).filter((one) => one.householdId === householdId)).toHaveLength(
    1,
  );
  await stage.calls.done('directory', 'archiveHousehold', STAFF, { householdId: home(11) });
  await tick();
  const after = await onDuty('2020-02');
  expect(after.filter((one) => one.householdId === home(11))).toEqual([]);
  expect(after.find(({ turnId }) => turnId === turn(1, 12))?.householdId).toBe(home(12));
  const roster = await stage.database.get<RosterDoc>('rosters', 'rs_t1');
  expect(roster?.numbers).toContain(householdId);
  expect(roster?.asks.filter(({ by }) => by === home(11))).toEqual([]);
});

it('merged doors are one: what the one had promised the other keeps', async () => {
  await stage.calls.done('roster', 'takeOver', OWNER, {
    turnId: turn(1, 20),
    householdId: home(13),
  });
  await stage.calls.done('directory', 'mergeHouseholds', STAFF, { from: home(13), into: home(14) });
  await tick();
  const turns = await onDuty('2020-02');
  expect(turns.find(({ turnId }) => turnId === turn(1, 20))?.householdId).toBe(home(14));
  expect(turns.some(({ turnId }) => turnId === turn(1, 13))).toBe(false);
});

it('every day has somebody, and served days are as they were', async () => {
  await stage.at('2020-02-03', '09:00');
  const turns = [...(await onDuty('2020-01')), ...(await onDuty('2020-02'))];
  expect(turns.slice(0, 2).map(({ turnId }) => turnId)).toEqual([turn(1, 1), turn(1, 2)]);
  const month = await stage.calls.done('roster', 'month', STAFF, { month: '2020-02' });
  expect(month.uncovered).toEqual([]);
});

it('a label a household takes back is gone from the tab with the next run', async () => {
  const by: By = person(3);
  const shown = { householdId: home(3), door: true, name: false };
  await stage.calls.done('member', 'setShown', by, shown as never);
  await tick();
  const digest = await stage.database.get<{ homes: Record<string, { label: string }> }>(
    'digests',
    'dg.cy_t1.duty',
  );
  expect(digest?.homes[home(3)]?.label).toBe('1单元 103');
});

it('a register nobody has planned from is followed for nothing, and forgotten', async () => {
  await stage.database.change('courtyards', 'cy_t2', { registerMoved: true });
  await tick();
  const [next] = await stage.database.find<{ registerMoved: boolean }>('courtyards', {
    _id: 'cy_t2',
  });
  expect(item([next])?.registerMoved).toBe(false);
});
