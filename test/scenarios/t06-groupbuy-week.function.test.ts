import type { OrderDoc } from '../../cloudfunctions/sale/documents';
import type { ShortageRule } from '../../miniprogram/contract/groupbuy-forms';
import {
  CABBAGE,
  CLOSES,
  deliverAll,
  home,
  OWNER,
  openRound,
  openStage,
  order,
  orderFirstWeek,
  ordersIn,
  PEAS,
  person,
  RADISH,
  SATURDAY,
  STAFF,
  type Stage,
  TREASURER,
  VOLUNTEER,
} from '../groupbuy/stage';
import { freshRequest } from '../support/community';

let stage: Stage;
let roundId: `gb_${string}`;
beforeAll(async () => {
  stage = await openStage();
  roundId = await openRound(stage);
  await orderFirstWeek(stage, roundId);
}, 120_000);
afterAll(() => stage?.close());

const shares = (orders: readonly OrderDoc[], item: string) => {
  const found = new Map<number, number>();
  for (const { lines } of orders) {
    const share = lines[item]?.allotted ?? 0;
    found.set(share, (found.get(share) ?? 0) + 1);
  }
  return Object.fromEntries(found);
};

it('T06 an order at 19:59:59.999 counts, at 20:00:00.000 it is refused', async () => {
  await stage.at(CLOSES - 1);
  expect(await order(stage, roundId, person(1), { [PEAS]: 1 })).toMatchObject({ ok: true });
  expect(await order(stage, roundId, person(1), { [PEAS]: -1 })).toMatchObject({ ok: true });
  await stage.at(CLOSES);
  expect(await order(stage, roundId, person(1), { [PEAS]: 1 })).toMatchObject({
    ok: false,
    code: 'SALE_CLOSED',
  });
});

it('T06 120, 200 and 150 were ordered, and the totals are frozen at the close', async () => {
  await stage.database.callFunction('tick');
  const view = await stage.calls.done('groupbuy', 'totals', OWNER, { roundId });
  expect(view).toMatchObject({ status: 'closed', households: 40, units: 470 });
  expect(view.items.map(({ ordered }) => ordered)).toEqual([120, 200, 150]);
  expect(await ordersIn(stage)).toHaveLength(40);
});

it('T06 110 of 120 picked: first come 36 × 3, one 2, three 0; equal 30 × 3 + 10 × 2 with priority among the 30', async () => {
  await stage.at(SATURDAY);
  await stage.calls.done('groupbuy', 'pick', OWNER, {
    roundId,
    items: [
      { itemId: PEAS, units: 110 },
      { itemId: RADISH, units: 200 },
      { itemId: CABBAGE, units: 150 },
    ],
  });
  const priority = [home(38), home(39), home(40)];
  const changes = priority.map((householdId) => ({ householdId, first: true, reason: '在隔离' }));
  const apply = async (rule: ShortageRule) => {
    const preview = await stage.calls.done('groupbuy', 'shortage', OWNER, {
      roundId,
      rule,
      changes,
    });
    await stage.calls.done('groupbuy', 'applyShortage', OWNER, { roundId, rule, changes });
    return { preview, orders: await ordersIn(stage) };
  };
  const first = await apply('fcfs');
  expect(shares(first.orders, PEAS)).toEqual({ 3: 36, 2: 1, 0: 3 });
  expect(first.preview.items).toMatchObject([{ text: '36 户各 3 份，1 户各 2 份，3 户没有' }]);
  const equal = await apply('equal');
  expect(shares(equal.orders, PEAS)).toEqual({ 3: 30, 2: 10 });
  expect(equal.preview).toMatchObject({ touched: 10, unitsLess: 10, fenLess: 3_500 });
  for (const id of priority) {
    const mine = equal.orders.find(({ householdId }) => householdId === id);
    expect(mine?.lines[PEAS]).toMatchObject({ ordered: 3, allotted: 3 });
  }
  const short = equal.orders.filter(({ lines }) => lines[PEAS]?.allotted === 2);
  expect(short.every(({ lines }) => lines[PEAS]?.reason === 'equal')).toBe(true);
});

it('T06 takings ¥865.00, purchase ¥720.00, bags ¥25.00: profit ¥120.00, posted once', async () => {
  await deliverAll(stage, roundId);
  const before = await stage.calls.done('groupbuy', 'settlement', STAFF, { roundId });
  expect(before).toMatchObject({ takingsFen: 86_500, withVolunteersFen: 86_500 });
  expect(before.contradictions).toEqual(['志愿者手里还有没交的钱']);
  const handed = await stage.calls.done('groupbuy', 'handIn', VOLUNTEER, {
    roundId,
    countedFen: 86_500,
    explanation: '',
  });
  expect(handed).toMatchObject({ dueFen: 86_500, differenceFen: 0 });
  const costs = [{ what: '塑料袋', fen: 2_500, from: 'payable' as const }];
  const sheet = await stage.calls.done('groupbuy', 'settlement', STAFF, { roundId, costs });
  expect(sheet).toMatchObject({
    takingsFen: 86_500,
    handedInFen: 86_500,
    purchaseFen: 72_000,
    costsFen: 2_500,
    profitFen: 12_000,
    owedFen: 0,
    contradictions: [],
  });
  expect(sheet.items.map(({ shrinkage }) => shrinkage)).toEqual([0, 0, 0]);
  await stage.calls.done('groupbuy', 'prepareSettlement', STAFF, { roundId, costs });
  const own = await stage.calls.reply('groupbuy', 'signSettlement', STAFF, {
    roundId,
    profitFen: 12_000,
  });
  expect(own).toMatchObject({ ok: false, code: 'SETTLEMENT_SAME_PERSON' });
  const signer = { ...TREASURER, requestId: freshRequest() };
  const sign = () =>
    stage.calls.reply('groupbuy', 'signSettlement', signer, { roundId, profitFen: 12_000 });
  const twice = await Promise.all([sign(), sign()]);
  expect(twice[0]).toMatchObject({ ok: true, value: { profitFen: 12_000 } });
  expect(twice[1]).toEqual(twice[0]);
  const again = await stage.calls.reply('groupbuy', 'signSettlement', TREASURER, {
    roundId,
    profitFen: 12_000,
  });
  expect(again).toMatchObject({ ok: false, code: 'ROUND_SETTLED' });
  const [fund] = await stage.database.find<{ balances: Record<string, number>; seq: number }>(
    'funds',
  );
  expect(fund).toMatchObject({
    seq: 2,
    balances: {
      cash: 86_500,
      clearing_groupbuy: 0,
      supplier: -74_500,
      income_groupbuy: -12_000,
    },
  });
});

it('T06 a refund of ¥3.50 afterwards is an adjusting journal: 116.50', async () => {
  const form = {
    kind: 'refund',
    fen: 350,
    till: 'cash',
    income: 'income_groupbuy',
    about: roundId,
    words: '有一份豌豆尖烂了。',
    pictures: [],
  } as const;
  const { voucherId } = await stage.calls.done('fund', 'propose', TREASURER, { form });
  await stage.calls.done('fund', 'sign', STAFF, { voucherId });
  const [fund] = await stage.database.find<{ balances: Record<string, number> }>('funds');
  expect(fund?.balances).toMatchObject({ income_groupbuy: -11_650, cash: 86_150 });
  expect(await stage.database.find('journals')).toHaveLength(3);
});

it('T06 Σ handed + shrinkage = picked, and everybody was charged what was handed over', async () => {
  const view = await stage.calls.done('groupbuy', 'totals', OWNER, { roundId });
  for (const { handed, shrinkage, picked } of view.items) {
    expect(handed + (shrinkage ?? 0)).toBe(picked);
  }
  const mine = await stage.calls.done('groupbuy', 'myOrders', person(40), {});
  expect(mine.items).toMatchObject([
    { status: 'settled', order: { state: 'handed', dueFen: 3 * 350 + 5 * 150, owedFen: 0 } },
  ]);
});
