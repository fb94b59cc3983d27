/**
 * An order, a pasted list, the closing, a door and a hand-in, each with one call of its database that goes wrong, at
 * every call and in every way, then repeated by the phone or the tick until it is answered; and again with a second
 * call that goes wrong in the repetition, at every call and in every way. Whatever happened, its effect is there once
 * and the books agree. The same with an order that is written first and taken from the stock afterwards shows that
 * half a state is seen when there is one.
 */
import type { FundDoc, JournalDoc } from '../cloudfunctions/fund/public';
import { credit } from '../cloudfunctions/fund/public';
import { plus } from '../cloudfunctions/kernel/conditions';
import { AppError } from '../cloudfunctions/kernel/errors';
import { createOnce, createStore, type Store } from '../cloudfunctions/kernel/store';
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
import { MemoryDatabase } from '../test/support/memory-database';
import { FAULTS, type Faulty, faulty, LineError, type Strike } from './support/faulty';
import type { Row } from './support/rows';

const RUNS = Number(process.env.BENCH_RUNS ?? 6_000);
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

interface Scene {
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

const check = (isRight: boolean, what: string): readonly string[] => (isRight ? [] : [what]);

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

const SCENES: readonly Scene[] = [
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
const ORDER_FIRST: Scene = {
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

export async function crash(): Promise<readonly Row[]> {
  const bad: string[] = [];
  const found: Found = { runs: 0, twice: 0 };
  const each = Math.ceil(RUNS / SCENES.length);
  for (const scene of SCENES) {
    const wrong = await differentRuns(scene, each, found);
    bad.push(...wrong.map((what) => `${scene.name}: ${what}`));
  }
  const control: Found = { runs: 0, twice: 0 };
  const caught = await differentRuns(ORDER_FIRST, FAULTS.length * 2, control);
  for (const what of new Set(bad)) process.stderr.write(`${what}\n`);
  return [
    {
      bench: 'crash',
      what: `runs that left half a state, of ${found.runs} different ones, ${found.twice} with more than one fault`,
      figure: String(bad.length),
      goal: '0',
      met: bad.length === 0 && found.runs >= RUNS,
    },
    {
      bench: 'crash',
      what: `control: ${ORDER_FIRST.name}, runs that left half a state, of ${control.runs}`,
      figure: String(caught.length),
      goal: '> 0',
      met: caught.length > 0,
    },
  ];
}

interface Found {
  runs: number;
  /** Of these, the ones in which a repetition was struck too. */
  twice: number;
}

/** Every list of one fault or two, and longer ones until there are enough; no two alike. @returns what was wrong */
async function differentRuns(scene: Scene, wanted: number, found: Found): Promise<string[]> {
  const calls = await callsOf(scene);
  const bad: string[] = [];
  const enough = found.runs + wanted;
  const single = calls * FAULTS.length;
  const pairs = single + single ** 2;
  for (let i = 1; i <= pairs || found.runs < enough; i += 1) {
    if (i > pairs + wanted * 20) throw new Error(`${scene.name} does not differ ${wanted} times`);
    const strikes = strikesOf(i, calls);
    const { isStruck, wrong } = await run(scene, strikes);
    // A repetition that was over before its fault is the run of the shorter list once more.
    if (!isStruck) continue;
    found.runs += 1;
    if (strikes.length > 1) found.twice += 1;
    bad.push(...wrong);
  }
  return bad;
}

/**
 * Every list of faults once, the short ones first: the digits of a number, in a base with a digit for each call and
 * each way in which it goes wrong, and none for nothing.
 */
function strikesOf(i: number, calls: number): readonly Strike[] {
  const base = calls * FAULTS.length;
  const strikes: Strike[] = [];
  for (let rest = i; rest > 0; rest = Math.floor((rest - 1) / base)) {
    const digit = (rest - 1) % base;
    strikes.push({ at: digit % calls, fault: FAULTS[Math.floor(digit / calls)] ?? 'drop' });
  }
  return strikes;
}

async function callsOf(scene: Scene): Promise<number> {
  const database = new MemoryDatabase();
  await scene.prepare(createStore(database, () => 0));
  const line = faulty(database, undefined);
  await scene.act(createStore(line.database, () => 0));
  return line.calls();
}

const TRIES = 4;

/** One fault for each attempt as long as there are some, then a line that holds. */
async function run(
  scene: Scene,
  strikes: readonly Strike[],
): Promise<{ readonly isStruck: boolean; readonly wrong: readonly string[] }> {
  const database = new MemoryDatabase();
  const plain = createStore(database, () => 0);
  await scene.prepare(plain);
  const lines: Faulty[] = [];
  let isStruck = true;
  for (const strike of strikes) {
    const line = faulty(database, strike);
    lines.push(line);
    await attempt(() => scene.act(createStore(line.database, () => 0)));
    isStruck &&= line.calls() > strike.at;
  }
  let isAnswered = false;
  for (let i = 0; i < TRIES && !isAnswered; i += 1)
    isAnswered = await attempt(() => scene.act(plain));
  for (const line of lines) await line.arrive();
  const wrong = [...check(isAnswered, 'never answered'), ...(await scene.wrong(plain))];
  return { isStruck, wrong: wrong.length > 0 ? [wrong.join(', ')] : [] };
}

/** @returns false when the line broke or somebody has to tap again */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof LineError || error instanceof AppError) return false;
    throw error;
  }
}
