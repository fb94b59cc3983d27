/** What each action asks of the database, counted by the local cloud. */
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import { FORM, home, KEY, OWNER, openStage, person, publish, type Stage, turn } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await publish(stage.calls);
  // Served days of three months: the first two are over and stand in documents of their own.
  await stage.at('2020-03-02', '09:00');
  await stage.calls.done('roster', 'offerStandIn', person(1), { offer: true });
  // Warm: the instance has seen the community and the courtyard once.
  await stage.calls.done('roster', 'mine', person(1), {});
}, 120_000);
afterAll(() => stage?.product.close());

const costOf = (by: By, action: string, input: object) =>
  meterOf(stage.product).costOf('roster', action, by, input);

it('opens any month, today and one’s own turns with at most three requests', async () => {
  expect(await costOf(person(1), 'today', {})).toBe(3);
  expect(await costOf(person(1), 'mine', {})).toBe(2);
  expect(await costOf(person(1), 'month', { month: '2020-02' })).toBe(3);
  expect(await costOf(person(1), 'month', { month: '2020-03' })).toBe(2);
  expect(await costOf(person(1), 'month', { month: '2020-04' })).toBe(2);
  expect(await costOf(OWNER, 'rules', {})).toBe(3);
  expect(await costOf(OWNER, 'simulate', { form: FORM })).toBe(3);
});

it('shows the months that are over as they were, from their own documents', async () => {
  const { turns } = await stage.calls.done('roster', 'month', person(1), { month: '2020-02' });
  expect(turns).toHaveLength(29);
  expect(turns.every(({ state, label }) => state === 'served' && label !== '')).toBe(true);
});

it('decides with at most ten, the digest of the tab included', async () => {
  const at = await stage.at('2020-03-02', '20:00');
  const give = { keyId: KEY, at };
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(10), at });
  expect(await costOf(person(10), 'giveKey', give)).toBeLessThanOrEqual(10);
  expect(await costOf(person(11), 'takeKey', give)).toBeLessThanOrEqual(10);
  expect(await costOf(person(3), 'seen', {})).toBeLessThanOrEqual(10);
  const cannot = { turnId: turn(2, 14), days: 1, reason: '' };
  expect(await costOf(person(14), 'cannotCome', cannot)).toBeLessThanOrEqual(10);
  // With a reason, by a keeper: two documents more.
  const rang = { turnId: turn(2, 15), householdId: home(15), days: 1, reason: '有事' };
  expect(await costOf(OWNER, 'cannotCome', rang)).toBeLessThanOrEqual(10);
});

it('opens the sheet, a history and the journal with three, and a month put away with one more', async () => {
  await stage.at('2020-03-03', '09:00');
  // Cold: nothing is kept of the day before.
  expect(await costOf(person(1), 'sheet', { month: '2020-03' })).toBe(3);
  expect(await costOf(person(1), 'sheet', { month: '2020-02' })).toBe(4);
  expect(await costOf(OWNER, 'sheetFile', { month: '2020-04' })).toBe(3);
  expect(await costOf(OWNER, 'keyHistory', { keyId: KEY })).toBe(3);
  expect(await costOf(OWNER, 'journal', {})).toBeLessThanOrEqual(3);
});

it('enters paper, adds a key and notes a night with at most ten', async () => {
  const paper = (month: string, row: number) => ({ month, rows: [{ row, came: 25 }] });
  expect(await costOf(OWNER, 'enterPaper', paper('2020-02', 9))).toBeLessThanOrEqual(10);
  expect(await costOf(OWNER, 'enterPaper', paper('2020-03', 1))).toBeLessThanOrEqual(10);
  const spare = { gate: '大门', name: '备用', to: 'committee' };
  expect(await costOf(OWNER, 'addKey', spare)).toBeLessThanOrEqual(10);
  expect(await costOf(OWNER, 'retireKey', { keyId: `${KEY}s1` })).toBeLessThanOrEqual(10);
  expect(
    await costOf(person(10), 'whoCame', { turnId: turn(2, 10), names: '小川' }),
  ).toBeLessThanOrEqual(10);
  await stage.at('2020-03-03', '23:00');
  expect(await costOf(person(7), 'openAtNight', { reason: '送医院' })).toBeLessThanOrEqual(10);
});

it('passes on with one more: the roster, the key, its history and a card are four documents', async () => {
  await stage.at('2020-03-03', '20:01');
  expect(await costOf(person(11), 'passOn', { keyId: KEY })).toBeLessThanOrEqual(11);
});
