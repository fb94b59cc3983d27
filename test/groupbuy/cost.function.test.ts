/** What each action asks of the database, counted by the local cloud. */
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import {
  CLOSES,
  home,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  RADISH,
  STAFF,
  type Stage,
  TREASURER,
  VOLUNTEER,
} from './stage';

let stage: Stage;
let roundId: `gb_${string}`;
beforeAll(async () => {
  stage = await openStage();
  roundId = await openRound(stage);
  for (let no = 1; no <= 5; no += 1) await order(stage, roundId, person(no), { [PEAS]: 2 });
}, 120_000);
afterAll(() => stage?.close());

const costOf = (by: By, action: string, input: object) =>
  meterOf(stage.product).costOf('groupbuy', action, by, { roundId, ...input });
const refusalOf = (by: By, action: string, input: object) =>
  meterOf(stage.product).refusalOf('groupbuy', action, by, { roundId, ...input });

it('orders with two requests, refuses with three', async () => {
  const more = { lines: [{ itemId: PEAS, add: 1 }] };
  expect(await costOf(person(1), 'order', more)).toBe(2);
  const less = { lines: [{ itemId: PEAS, add: -9 }] };
  expect(await refusalOf(person(1), 'order', less)).toEqual(['SALE_TOO_FEW', 3]);
  const by = { householdId: home(2) };
  await costOf(VOLUNTEER, 'orderFor', { ...by, ...more });
  expect(await costOf(VOLUNTEER, 'orderFor', { ...by, ...more })).toBe(2);
  const entries = [{ householdId: home(6), counts: { [RADISH]: 1 } }];
  expect(await costOf(VOLUNTEER, 'applyPaste', { entries })).toBe(3);
});

it('opens every page with at most three, once the instance knows the courtyard', async () => {
  for (const action of ['round', 'list', 'myOrders']) {
    const input = action === 'round' ? {} : { roundId: undefined };
    await costOf(person(1), action, input);
    const cost = await costOf(person(1), action, input);
    expect([action, cost <= 3]).toEqual([action, true]);
  }
  await stage.at(CLOSES);
  await costOf(OWNER, 'manage', {});
  // The register once more, the first time.
  expect(await costOf(OWNER, 'shortage', { rule: 'equal' })).toBe(4);
  for (const action of ['round', 'manage', 'totals', 'loading', 'shortage']) {
    const cost = await costOf(OWNER, action, action === 'shortage' ? { rule: 'equal' } : {});
    expect([action, cost <= 3]).toEqual([action, true]);
  }
});

it('visits a door with two, the first of a round with one more', async () => {
  const visit = (no: number) => ({
    householdId: home(no),
    outcome: 'handed',
    payment: 'cash',
    lines: [{ itemId: PEAS, handed: 2 }],
  });
  expect(await costOf(VOLUNTEER, 'deliver', visit(3))).toBe(3);
  expect(await costOf(VOLUNTEER, 'deliver', visit(4))).toBe(2);
  expect(await refusalOf(VOLUNTEER, 'deliver', visit(4))).toEqual(['DOOR_DONE', 3]);
});

it('looks again at doors and cash with three, at the settlement with four', async () => {
  for (const action of ['door', 'handIns']) {
    await costOf(VOLUNTEER, action, {});
    expect([action, await costOf(VOLUNTEER, action, {})]).toEqual([action, 3]);
  }
  expect(await costOf(STAFF, 'settlement', {})).toBe(4);
});

it('commits with at most ten', async () => {
  for (const no of [1, 2]) {
    await stage.calls.done('groupbuy', 'deliver', VOLUNTEER, {
      roundId,
      householdId: home(no),
      outcome: 'absent',
      payment: 'later',
      lines: [],
    });
  }
  for (const [no, itemId, handed] of [
    [5, PEAS, 2],
    [6, RADISH, 1],
  ] as const) {
    await stage.calls.done('groupbuy', 'deliver', VOLUNTEER, {
      roundId,
      householdId: home(no),
      outcome: 'handed',
      payment: 'cash',
      lines: [{ itemId, handed }],
    });
  }
  const countedFen = 3 * 700 + 150;
  expect(await costOf(VOLUNTEER, 'handIn', { countedFen, explanation: '' })).toBeLessThanOrEqual(
    10,
  );
  expect(await costOf(STAFF, 'prepareSettlement', { costs: [] })).toBeLessThanOrEqual(10);
  const { profitFen } = await stage.calls.done('groupbuy', 'settlement', STAFF, { roundId });
  const signer = { ...TREASURER, courtyard: VOLUNTEER.courtyard } as By;
  expect(await costOf(signer, 'signSettlement', { profitFen })).toBeLessThanOrEqual(10);
});
