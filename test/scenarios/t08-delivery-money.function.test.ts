import type { FundDoc } from '../../cloudfunctions/fund/documents';
import { credit } from '../../cloudfunctions/fund/public';
import {
  handIn,
  handInsOf,
  newAllotment,
  type OrderDoc,
  order,
  ordersFrom,
  ordersOf,
  seal,
  sumsOf,
  type Terms,
  visitDoor,
  writeOrders,
} from '../../cloudfunctions/sale/public';
import type { DoorOutcome } from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import { yuanText } from '../../miniprogram/contract/money';
import { openShop, type Shop } from '../sale/store';
import { freshRequest, item } from '../support/community';

const OPENS = Date.parse('2020-03-09T09:00:00+08:00');
const CLOSES = Date.parse('2020-03-11T20:00:00+08:00');
const TERMS: Terms = {
  saleId: 'fl_spring',
  communityId: 'cm_test',
  items: [{ id: 'i1', priceFen: 300, stock: 600 }],
};
const YARDS = Array.from({ length: 22 }, (_, i): CourtyardId => `cy_f${i + 1}`);
/** 12 courtyards of 30 pots: five households × 5, and a public corner of 5. 10 of 24: four × 5, and a corner of 4. */
const potsOf = (yard: CourtyardId): readonly number[] =>
  YARDS.indexOf(yard) < 12 ? [5, 5, 5, 5, 5, 5] : [5, 5, 5, 5, 4];
const householdAt = (yard: CourtyardId, i: number): HouseholdId =>
  `hh_${yard.slice(3)}n${i + 1}` as HouseholdId;
const courier = (yard: CourtyardId): MemberId => `mb_${yard.slice(3)}`;
const noneWeighed = () => undefined;
const SHORT_YARD = item(YARDS, 5);
/** Three corners of the small courtyards: nobody was at home. */
const ABSENT = YARDS.slice(12, 15);

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.store.create('allotments', [
    newAllotment(TERMS, { opensAt: OPENS, closesAt: CLOSES }),
  ]);
  for (const yard of YARDS) {
    for (const [i, add] of potsOf(yard).entries()) {
      await order(shop.store, TERMS, {
        courtyardId: yard,
        householdId: householdAt(yard, i),
        lines: [{ itemId: 'i1', add }],
        actor: courier(yard),
        how: 'self',
        at: OPENS,
        requestId: freshRequest(),
      });
    }
  }
  await seal(shop.store, TERMS.saleId, CLOSES);
  const allotment = item(
    await shop.store.find<never>({
      collection: 'allotments',
      where: { communityId: TERMS.communityId, _id: 'fl_spring.all' },
      limit: 1,
    }),
  );
  await writeOrders(shop.store, { terms: TERMS, allotment, late: () => false });
  expect(ordersFrom(TERMS, allotment)).toHaveLength(12 * 6 + 10 * 5);
}, 120_000);
afterAll(() => shop?.close());

const orders = () => ordersOf(shop.store, TERMS.saleId);
const sums = async () =>
  sumsOf(await orders(), await handInsOf(shop.store, TERMS.saleId), noneWeighed);

async function visit(one: OrderDoc, outcome: DoorOutcome, at: number): Promise<void> {
  const handed = outcome === 'absent' ? [] : [{ itemId: 'i1', handed: one.units }];
  const tick = {
    courtyardId: one.courtyardId,
    householdId: one.householdId,
    outcome,
    lines: handed,
    payment: 'cash' as const,
    actor: courier(one.courtyardId),
    at,
    requestId: freshRequest(),
  };
  // The volunteer's phone sends each confirmation three times.
  const first = await visitDoor(shop.store, TERMS, tick);
  const again = await Promise.all([
    visitDoor(shop.store, TERMS, tick),
    visitDoor(shop.store, TERMS, tick),
  ]);
  expect(again).toEqual([first, first]);
}

const give = (
  yard: CourtyardId,
  countedFen: number,
  explanation = '',
  requestId = freshRequest(),
) =>
  handIn(shop.store, {
    terms: TERMS,
    courtyardId: yard,
    memberId: courier(yard),
    as: 'volunteer',
    countedFen,
    explanation,
    at: CLOSES + 1,
    requestId,
    memo: '认养交款',
    credit: ({ takenFen }) =>
      Promise.resolve(takenFen === 0 ? [] : [credit('income_flowers', takenFen)]),
  });

const balances = async () => (await shop.store.get<FundDoc>('funds', 'fd_test'))?.balances ?? {};

it('T08 600 pots are due ¥1,800.00: 12 × ¥90 + 10 × ¥72', async () => {
  const all = await orders();
  const dueAt = (yard: CourtyardId) =>
    sumsOf(
      all.filter(({ courtyardId }) => courtyardId === yard),
      [],
      noneWeighed,
    ).dueFen;
  expect(YARDS.map(dueAt)).toEqual([...Array(12).fill(9_000), ...Array(10).fill(7_200)]);
  const { units, dueFen, receivedFen, owedFen } = await sums();
  expect({ units, dueFen, receivedFen, owedFen }).toEqual({
    units: 600,
    dueFen: 180_000,
    receivedFen: 0,
    owedFen: 180_000,
  });
  expect(yuanText(dueFen)).toBe('¥1,800.00');
});

it('T08 588 handed over and paid: ¥1,764.00, ¥36.00 owing; every confirmation came three times', async () => {
  for (const one of await orders()) {
    const isAway = ABSENT.includes(one.courtyardId) && one.units === 4;
    await visit(one, isAway ? 'absent' : 'handed', CLOSES);
  }
  expect(await sums()).toMatchObject({
    dueFen: 180_000,
    receivedFen: 176_400,
    owedFen: 3_600,
    overFen: 0,
    withVolunteersFen: 176_400,
  });
}, 60_000);

it('T08 ¥87.00 counted of ¥90.00: explained, then cash 87.00 and short 3.00 against a donation of 90.00', async () => {
  await expect(give(SHORT_YARD, 8_700)).rejects.toMatchObject({ code: 'HANDIN_UNEXPLAINED' });
  expect(await balances()).toEqual({});
  expect(await give(SHORT_YARD, 8_700, '可能找错了钱')).toMatchObject({
    dueFen: 9_000,
    differenceFen: -300,
  });
  expect(await balances()).toEqual({ cash: 8_700, short: 300, income_flowers: -9_000 });
});

it('T08 everything handed in: the fund has 1,764.00 of flowers, the shortage is beside it', async () => {
  for (const yard of YARDS.filter((one) => one !== SHORT_YARD)) {
    const requestId = freshRequest();
    const due = sumsOf(
      (await orders()).filter(({ courtyardId }) => courtyardId === yard),
      [],
      noneWeighed,
    ).receivedFen;
    const first = await give(yard, due, '', requestId);
    expect(await give(yard, due, '', requestId)).toEqual(first);
  }
  expect(await balances()).toEqual({ cash: 176_100, short: 300, income_flowers: -176_400 });
  expect((await sums()).withVolunteersFen).toBe(0);
});

it('T08 collected later: 1,800.00, nothing owing; a late tick falls into the next hand-in', async () => {
  const away = (await orders()).filter(({ door }) => door?.outcome === 'absent');
  expect(away).toHaveLength(3);
  for (const one of away) await visit(one, 'handed', CLOSES + 86_400_000);
  for (const yard of ABSENT) {
    const given = await give(yard, 1_200);
    expect(given).toMatchObject({
      handInId: `fl_spring.${yard}.${courier(yard)}.2`,
      dueFen: 1_200,
      differenceFen: 0,
    });
  }
  expect(await balances()).toEqual({ cash: 179_700, short: 300, income_flowers: -180_000 });
  expect(await sums()).toMatchObject({ dueFen: 180_000, receivedFen: 180_000, owedFen: 0 });
  await expect(give(SHORT_YARD, 0)).rejects.toMatchObject({ code: 'HANDIN_NOTHING' });
});
