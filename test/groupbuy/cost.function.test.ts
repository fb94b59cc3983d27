/** What each action asks of the database, counted by the local cloud. */
import type { By } from '../support/community';
import { freshRequest } from '../support/community';
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

async function costOf(by: By, action: string, input: object): Promise<number> {
  const response = await fetch(`${stage.product.url}/call/groupbuy`, {
    method: 'POST',
    headers: { 'x-openid': by.openid },
    body: JSON.stringify({
      action,
      input: { roundId, ...input },
      communityId: by.community,
      courtyardId: by.courtyard,
      requestId: freshRequest(),
    }),
  });
  const reply = (await response.json()) as { ok: boolean; code?: string };
  last = reply.ok ? 'OK' : (reply.code ?? '');
  return (JSON.parse(response.headers.get('x-cost') ?? '{}') as { requests: number }).requests;
}
let last = '';

it('orders with two requests, refuses with three', async () => {
  const more = { lines: [{ itemId: PEAS, add: 1 }] };
  expect(await costOf(person(1), 'order', more)).toBe(2);
  expect(await costOf(person(1), 'order', { lines: [{ itemId: PEAS, add: -9 }] })).toBe(3);
  expect(last).toBe('SALE_TOO_FEW');
  const by = { householdId: home(2) };
  await costOf(VOLUNTEER, 'orderFor', { ...by, ...more });
  expect(await costOf(VOLUNTEER, 'orderFor', { ...by, ...more })).toBe(2);
  const entries = [{ householdId: home(6), counts: { [RADISH]: 1 } }];
  expect(await costOf(VOLUNTEER, 'applyPaste', { entries })).toBe(3);
});

it('opens every page with at most three, once the instance knows the courtyard', async () => {
  for (const action of ['round', 'list', 'myOrders']) {
    const input = action === 'round' ? {} : { roundId: undefined };
    expect([action, await costOf(person(1), action, input)]).toEqual([action, expect.any(Number)]);
    expect(await costOf(person(1), action, input)).toBeLessThanOrEqual(3);
  }
  await stage.at(CLOSES);
  await costOf(OWNER, 'manage', {});
  for (const action of ['round', 'manage', 'totals', 'loading', 'shortage']) {
    const cost = await costOf(OWNER, action, action === 'shortage' ? { rule: 'equal' } : {});
    expect([action, last, cost <= 3]).toEqual([action, 'OK', true]);
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
  expect(await costOf(VOLUNTEER, 'deliver', visit(4))).toBe(3);
  expect(last).toBe('DOOR_DONE');
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
  expect(last).toBe('OK');
  expect(await costOf(STAFF, 'prepareSettlement', { costs: [] })).toBeLessThanOrEqual(10);
  expect(last).toBe('OK');
  const { profitFen } = await stage.calls.done('groupbuy', 'settlement', STAFF, { roundId });
  const signer = { ...TREASURER, courtyard: VOLUNTEER.courtyard } as By;
  expect(await costOf(signer, 'signSettlement', { profitFen })).toBeLessThanOrEqual(10);
  expect(last).toBe('OK');
});
