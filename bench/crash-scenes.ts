/** What `crash` strikes, each with what has to be true afterwards. */
import type { FundDoc, JournalDoc } from '../cloudfunctions/fund/public';
import { credit } from '../cloudfunctions/fund/public';
import { plus } from '../cloudfunctions/kernel/conditions';
import { createOnce, type Store } from '../cloudfunctions/kernel/store';
import {
  type AllotmentDoc,
  allotmentId,
  allotmentOf,
  enterPaste,
  handIn,
  handInsOf,
  newAllotment,
  type OrderDoc,
  order,
  ordersFrom,
  ordersOf,
  receivedOf,
  type Step,
  seal,
  type Terms,
  visitDoor,
  writeOrders,
} from '../cloudfunctions/sale/public';

const CLOSES = 10_000;
const YARD = 'cy_b1';
const TERMS: Terms = {
  saleId: 'gb_bench',
  communityId: 'cm_bench',
  items: [{ id: 'i1', priceFen: 300, stock: 10, capPerHousehold: 5 }],
};
const MEMBER = 'mb_bench';

const stepAt = (no: number, requestId: string): Step => ({
  courtyardId: YARD,
  householdId: `hh_b${no}`,
  lines: [{ itemId: 'i1', add: 2 }],
  actor: MEMBER,
  how: 'self',
  at: 1,
  requestId,
});
const doorAt = (no: number, requestId: string) => ({
  courtyardId: YARD,
  householdId: `hh_b${no}` as const,
  outcome: 'handed' as const,
  lines: [{ itemId: 'i1', handed: 2 }],
  payment: 'cash' as const,
  actor: MEMBER as 'mb_bench',
  at: CLOSES,
  requestId,
});

export interface Scene {
  readonly name: string;
  prepare(store: Store): Promise<void>;
  act(store: Store): Promise<unknown>;
  /** What is not as it should be; empty when all is well. */
  wrong(store: Store): Promise<readonly string[]>;
}

const opened = (store: Store) =>
  store.create('allotments', [newAllotment(TERMS, { opensAt: 0, closesAt: CLOSES })]);
const allotmentIn = async (store: Store): Promise<AllotmentDoc> => {
  const doc = await allotmentOf(store, TERMS);
  if (!doc) throw new Error('no allotment');
  return doc;
};
async function ordered(store: Store): Promise<void> {
  await opened(store);
  for (const no of [1, 2]) await order(store, TERMS, stepAt(no, `before-${no}`));
}
async function closed(store: Store): Promise<void> {
  await ordered(store);
  await close(store);
}
async function close(store: Store): Promise<void> {
  await seal(store, TERMS.saleId, CLOSES);
  await writeOrders(store, {
    terms: TERMS,
    allotment: await allotmentIn(store),
    late: () => false,
  });
}
async function visited(store: Store): Promise<void> {
  await closed(store);
  for (const no of [1, 2]) await visitDoor(store, TERMS, doorAt(no, `door-${no}`));
}

export const check = (isRight: boolean, what: string): readonly string[] => (isRight ? [] : [what]);

async function stockWrong(store: Store, sold: number): Promise<readonly string[]> {
  const { remaining, sold: counted, claims } = await allotmentIn(store);
  const held = Object.values(claims[YARD] ?? {}).reduce((sum, { total }) => sum + total, 0);
  return [
    ...check(held === sold, `${held} ordered instead of ${sold}`),
    ...check(counted.i1 === sold, 'sold is not what is ordered'),
    ...check((remaining.i1 ?? 0) + sold === 10, 'what is left is not what was not sold'),
  ];
}

async function ledgerWrong(store: Store, cashFen: number): Promise<readonly string[]> {
  const fund = await store.get<FundDoc>('funds', 'fd_bench');
  const journals = await store.find<JournalDoc>({ collection: 'journals', where: {}, limit: 100 });
  const handIns = await handInsOf(store, TERMS.saleId);
  const legs = journals.flatMap((one) => one.legs);
  return [
    ...check((fund?.balances.cash ?? 0) === cashFen, 'cash is not what was counted'),
    ...check(journals.length === (fund?.seq ?? 0), 'the chain has a gap'),
    ...check(journals.length === handIns.length, 'a hand-in without a journal, or the reverse'),
    ...check(legs.reduce((sum, { fen }) => sum + fen, 0) === 0, 'legs do not add up'),
  ];
}

export const SCENES: readonly Scene[] = [
  {
    name: 'order',
    prepare: ordered,
    act: (store) => order(store, TERMS, stepAt(3, 'request-3')),
    wrong: (store) => stockWrong(store, 6),
  },
  {
    name: 'paste',
    prepare: ordered,
    act: (store) =>
      enterPaste(store, TERMS, {
        courtyardId: YARD,
        entries: [
          { householdId: 'hh_b3', counts: { i1: 1 } },
          { householdId: 'hh_b4', counts: { i1: 2 } },
        ],
        actor: MEMBER,
        at: 2,
        requestId: 'request-paste',
      }),
    wrong: (store) => stockWrong(store, 7),
  },
  {
    name: 'close',
    prepare: ordered,
    act: close,
    async wrong(store) {
      const orders = await ordersOf(store, TERMS.saleId);
      const should = ordersFrom(TERMS, await allotmentIn(store));
      return check(JSON.stringify(orders) === JSON.stringify(should), 'orders are not the claims');
    },
  },
  {
    name: 'door',
    prepare: closed,
    act: (store) => visitDoor(store, TERMS, doorAt(1, 'request-door')),
    async wrong(store) {
      const one = await store.get<OrderDoc>('orders', 'gb_bench.hh_b1');
      const isOnce = one?.lines.i1?.handed === 2 && receivedOf(one) === 600 && one.door?.rev === 1;
      return check(isOnce, 'the door was not visited exactly once');
    },
  },
  {
    name: 'hand-in',
    prepare: visited,
    act: (store) =>
      handIn(store, {
        terms: TERMS,
        courtyardId: YARD,
        memberId: MEMBER,
        as: 'volunteer',
        countedFen: 1_200,
        explanation: '',
        at: CLOSES,
        requestId: 'request-hand-in',
        memo: '团购交款',
        credit: ({ takenFen }) => Promise.resolve([credit('clearing_groupbuy', takenFen)]),
      }),
    wrong: (store) => ledgerWrong(store, 1_200),
  },
];

/** The control: first the order, then the stock, as two writes. */
export const ORDER_FIRST: Scene = {
  name: 'order first, stock second',
  prepare: opened,
  async act(store) {
    const doc = { _id: 'gb_bench.hh_b3', communityId: 'cm_bench', rev: 1, units: 2 };
    if (!(await createOnce(store, 'orders', doc))) return;
    await store.claim({
      collection: 'allotments',
      id: allotmentId(TERMS.saleId),
      while: {},
      changes: { 'remaining.i1': plus(-2) },
    });
  },
  async wrong(store) {
    const orders = await store.find<OrderDoc>({ collection: 'orders', where: {}, limit: 10 });
    const { remaining } = await allotmentIn(store);
    return check(orders.length * 2 + (remaining.i1 ?? 0) === 10, 'the stock is not what is left');
  },
};
