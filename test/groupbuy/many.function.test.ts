/** A round of three hundred households: what settling it asks of the database. @see docs/domain/groupbuy.md §10 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderDoc } from '../../cloudfunctions/sale/documents';
import type { RoundId } from '../../miniprogram/contract/ids';
import { type By, callsOf, freshRequest, inParallel } from '../support/community';
import { type Cost, metered } from '../support/metered';
import {
  CLOSES,
  home,
  OTHER_VOLUNTEER,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  SATURDAY,
  STAFF,
  type Stage,
  TREASURER,
  VOLUNTEER,
} from './stage';

const MANY = 300;
const EACH_FEN = 700;

let stage: Stage;
let roundId: RoundId;

/** One household orders and pays at its door; all the others did exactly the same. */
beforeAll(async () => {
  stage = await openStage();
  roundId = await openRound(stage);
  await order(stage, roundId, person(1), { [PEAS]: 2 });
  await stage.at(CLOSES);
  await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  await stage.at(SATURDAY);
  await stage.calls.done('groupbuy', 'deliver', VOLUNTEER, {
    ...{ roundId, householdId: home(1), outcome: 'handed', payment: 'cash' },
    lines: [{ itemId: PEAS, handed: 2 }],
  });
  const [one] = await stage.database.find<OrderDoc>('orders', { saleId: roundId });
  if (!one) throw new Error('nobody ordered');
  const others = Array.from({ length: MANY - 1 }, (_, i) => `hh_many${i}` as const);
  await inParallel(
    others.map(
      (householdId) => () =>
        stage.database.add('orders', [{ ...one, _id: `${roundId}.${householdId}`, householdId }]),
    ),
  );
  const countedFen = MANY * EACH_FEN;
  const counted = { roundId, countedFen, explanation: '' };
  await stage.calls.done('groupbuy', 'handIn', VOLUNTEER, counted);
}, 120_000);
afterAll(() => stage?.close());

async function costOf(
  work: (calls: ReturnType<typeof callsOf>) => Promise<unknown>,
): Promise<Cost | undefined> {
  const meter = metered(stage.product);
  await work(callsOf(meter));
  return meter.costs[0];
}

it('is settled by two people with four requests more than a small one, whose commit is as short', async () => {
  const looked = await costOf((calls) => calls.done('groupbuy', 'settlement', STAFF, { roundId }));
  const prepared = await costOf((calls) =>
    calls.done('groupbuy', 'prepareSettlement', STAFF, { roundId, costs: [] }),
  );
  const signer = { ...TREASURER, requestId: freshRequest() };
  const profitFen = MANY * 100;
  const signed = await costOf((calls) =>
    calls.done('groupbuy', 'signSettlement', signer, { roundId, profitFen }),
  );
  // A hundred orders a request, and one that finds no more.
  const pages = MANY / 100 + 1;
  expect(looked?.requests).toBe(3 + pages);
  expect(signed?.requests).toBeLessThanOrEqual(9 + pages);
  expect(prepared?.requests).toBeLessThanOrEqual(9 + pages);
  // Under a kilobyte for each household.
  expect(looked?.bytesOut).toBeLessThan(MANY * 1_024);
});

it('leaves nothing on the clearing account', async () => {
  expect(await balances()).toMatchObject({
    ...{ clearing_groupbuy: 0, cash: MANY * EACH_FEN, income_groupbuy: -MANY * 100 },
  });
});

const balances = async () =>
  (await stage.database.find<{ balances: Record<string, number> }>('funds'))[0]?.balances ?? {};

/** Household 1 has paid and the money is in the box; household 2 was not at home. */
async function nearlyDone(): Promise<RoundId> {
  const delivery = { text: '', from: now + 1_500, until: now + 3_600_000 };
  const id = await openRound(stage, { opensAt: now, closesAt: now + 1_000, delivery });
  for (const no of [1, 2]) await order(stage, id, person(no), { [PEAS]: 2 });
  await later(2_000);
  await stage.calls.done('groupbuy', 'manage', OWNER, { roundId: id });
  await visit(id, 1, VOLUNTEER);
  const absent = { outcome: 'absent', payment: 'later', lines: [] } as const;
  const door = { roundId: id, householdId: home(2), ...absent };
  await stage.calls.done('groupbuy', 'deliver', VOLUNTEER, door);
  await giveIn(id, VOLUNTEER);
  return id;
}
let now = SATURDAY;
async function later(ms: number): Promise<void> {
  now += ms;
  await stage.at(now);
}
const visit = (id: RoundId, no: number, who: By) =>
  stage.calls.done('groupbuy', 'deliver', who, {
    ...{ roundId: id, householdId: home(no), outcome: 'handed', payment: 'cash' },
    lines: [{ itemId: PEAS, handed: 2 }],
  });
const giveIn = (id: RoundId, who: By) =>
  stage.calls.done('groupbuy', 'handIn', who, {
    ...{ roundId: id, countedFen: EACH_FEN, explanation: '' },
  });
async function settle(id: RoundId) {
  const { profitFen } = await stage.calls.done('groupbuy', 'prepareSettlement', STAFF, {
    ...{ roundId: id, costs: [] },
  });
  return () =>
    stage.calls.reply('groupbuy', 'signSettlement', TREASURER, { roundId: id, profitFen });
}

/** How long the door and its hand-in take on this machine, so that the signature falls into all of it. */
let lateMs = 150;

it.each([-1, -0.6, -0.3, 0, 0.3, 0.5, 0.7, 0.9])(
  'a door that is done and handed in while somebody signs, %d of its time apart, is in the books once',
  async (share) => {
    await later(3_600_000);
    const before = await balances();
    const id = await nearlyDone();
    const sign = await settle(id);
    const late = async () => {
      const startedAt = Date.now();
      await visit(id, 2, OTHER_VOLUNTEER);
      await giveIn(id, OTHER_VOLUNTEER);
      lateMs = Date.now() - startedAt;
    };
    const [reply] = await Promise.all([
      sleep(Math.max(0, lateMs * share)).then(sign),
      sleep(Math.max(0, -lateMs * share)).then(late),
    ]);
    if (!reply.ok) {
      expect(['SETTLEMENT_CHANGED', 'SETTLEMENT_NOT_READY', 'BUSY']).toContain(reply.code);
      expect(await (await settle(id))()).toMatchObject({ ok: true });
    }
    const after = await balances();
    const change = (account: string) => (after[account] ?? 0) - (before[account] ?? 0);
    expect(['clearing_groupbuy', 'receivable', 'cash', 'supplier'].map(change)).toEqual([
      ...[0, 0, 2 * EACH_FEN, -4 * 300],
    ]);
    expect(change('income_groupbuy')).toBe(-(2 * EACH_FEN - 4 * 300));
  },
);
