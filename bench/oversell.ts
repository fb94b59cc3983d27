/**
 * A million orders as the product places them, five seeds: households order, take back, repeat taps and come too late, twenty
 * at a time. After every sale the books are counted. Three planted bugs show that the counting sees what it looks for.
 */
import { AppError } from '../cloudfunctions/kernel/errors';
import { type Claim, createStore, type Store } from '../cloudfunctions/kernel/store';
import { orderClaim, type Step, whyNotOrdered } from '../cloudfunctions/sale/claim';
import { type AllotmentDoc, newAllotment, order, type Terms } from '../cloudfunctions/sale/public';
import { dice, type Roll } from '../test/support/dice';
import { MemoryDatabase } from '../test/support/memory-database';
import type { Row } from './support/rows';

const CLAIMS = Number(process.env.BENCH_CLAIMS ?? 1_000_000);
const SEEDS = [11, 23, 37, 53, 71] as const;
const PER_SALE = 400;
const AT_ONCE = 20;
const CLOSES = 10_000;
const YARD = 'cy_b1';
const TERMS: Terms = {
  saleId: 'gb_bench',
  communityId: 'cm_bench',
  items: [
    { id: 'i1', priceFen: 300, stock: 40, capPerHousehold: 3 },
    { id: 'i2', priceFen: 150, stock: 60 },
    { id: 'i3', priceFen: 120 },
  ],
  capPerHousehold: 6,
};

/** How an order is placed: as the product does, or with a mistake in it. */
type Way = (store: Store, step: Step) => Promise<boolean>;

const asProduct: Way = async (store, step) => {
  try {
    await order(store, TERMS, step);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'broken') return false;
    throw error;
  }
};

/** Of an order with a mistake in it. */
function claimOf(step: Step): Claim | undefined {
  try {
    return orderClaim(TERMS, step);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Looks first and writes afterwards, whatever happened in between. */
const lookThenWrite: Way = async (store, step) => {
  const claim = claimOf(step);
  const doc = claim && (await store.get<AllotmentDoc>('allotments', claim.id));
  if (!claim || !doc) return false;
  try {
    whyNotOrdered(TERMS, doc, step);
    return true;
  } catch (error) {
    // What is not refused would be told BUSY: there is room.
    if (!(error instanceof AppError && error.code === 'BUSY')) return false;
  }
  await Promise.resolve();
  return store.claim({ ...claim, while: {} });
};

/** The claim without one kind of its conditions. */
const without =
  (forgotten: RegExp): Way =>
  async (store, step) => {
    const claim = claimOf(step);
    if (!claim) return false;
    const conditions = Object.entries(claim.while).filter(([field]) => !forgotten.test(field));
    return store.claim({ ...claim, while: Object.fromEntries(conditions) });
  };

const BUGS: Readonly<Record<string, Way>> = {
  'looks, then writes': lookThenWrite,
  'forgets who tapped already': without(/\.requests\./),
  'forgets what a household has': without(/\.(total|counts\.)/),
};

export async function oversell(): Promise<readonly Row[]> {
  const found = { wrong: 0, claims: 0 };
  for (const seed of SEEDS) await sell(asProduct, { seed, claims: CLAIMS / SEEDS.length, found });
  const rows: Row[] = [
    {
      bench: 'oversell',
      what: `books that do not agree, after ${found.claims} orders of ${SEEDS.length} seeds`,
      figure: String(found.wrong),
      goal: '0',
      met: found.wrong === 0 && found.claims >= CLAIMS,
    },
  ];
  for (const [name, way] of Object.entries(BUGS)) {
    const planted = { wrong: 0, claims: 0 };
    await sell(way, { seed: SEEDS[0], claims: 20_000, found: planted });
    rows.push({
      bench: 'oversell',
      what: `control: an order that ${name}, sales in which it is caught`,
      figure: String(planted.wrong),
      goal: '> 0',
      met: planted.wrong > 0,
    });
  }
  return rows;
}

interface Run {
  readonly seed: number;
  readonly claims: number;
  readonly found: { wrong: number; claims: number };
}

async function sell(way: Way, { seed, claims, found }: Run): Promise<void> {
  const roll = dice(seed);
  for (let done = 0; done < claims; done += PER_SALE) {
    const store = createStore(new MemoryDatabase(), () => 0);
    await store.create('allotments', [newAllotment(TERMS, { opensAt: 0, closesAt: CLOSES })]);
    const yes = await orderAll(way, store, roll);
    found.claims += PER_SALE;
    const doc = await store.get<AllotmentDoc>('allotments', `${TERMS.saleId}.all`);
    if (!doc || !agrees(doc, yes)) found.wrong += 1;
  }
}

/** @returns what was said yes to, each tap once however often it came */
async function orderAll(way: Way, store: Store, roll: Roll): Promise<readonly Step[]> {
  const yes = new Map<string, Step>();
  for (let i = 0; i < PER_SALE; i += AT_ONCE) {
    const steps = Array.from({ length: AT_ONCE }, (_, k) => stepOf(roll, i + k));
    const said = await Promise.all(steps.map((step) => way(store, step)));
    for (const [k, step] of steps.entries()) if (said[k]) yes.set(step.requestId, step);
  }
  return [...yes.values()];
}

/** What is left, what is sold, what households have and what they were told yes to are the same. */
function agrees(doc: AllotmentDoc, yes: readonly Step[]): boolean {
  const claims = Object.entries(doc.claims[YARD] ?? {});
  const has = (id: string) => claims.reduce((sum, [, { counts }]) => sum + (counts[id] ?? 0), 0);
  const promised = (id: string, household?: string) =>
    yes
      .filter(({ householdId }) => household === undefined || householdId === household)
      .flatMap(({ lines }) => lines.filter(({ itemId }) => itemId === id))
      .reduce((sum, { add }) => sum + add, 0);
  const items = TERMS.items.every(({ id, stock }) => {
    const left = doc.remaining[id];
    const isKept =
      stock === undefined || (left !== undefined && left >= 0 && left + has(id) === stock);
    return isKept && doc.sold[id] === has(id) && has(id) === promised(id);
  });
  const homes = claims.every(([household, { counts, total }]) => {
    const sum = Object.values(counts).reduce((all, count) => all + count, 0);
    const same = Object.entries(counts).every(([id, count]) => count === promised(id, household));
    const within =
      total <= 6 && (counts.i1 ?? 0) <= 3 && Object.values(counts).every((n) => n >= 0);
    return sum === total && same && within;
  });
  return items && homes;
}

function stepOf(roll: Roll, i: number): Step {
  const isRepeat = roll(8) === 0;
  const no = isRepeat ? Math.max(0, i - 1 - roll(40)) : i;
  // A tap that comes again is the same tap: whose it is and what it wants follow from its number.
  const own = dice(no * 7_919 + 13);
  return {
    courtyardId: YARD,
    householdId: `hh_b${own(30)}`,
    lines: [{ itemId: `i${1 + own(3)}`, add: (own(4) === 0 ? -1 : 1) * (1 + own(2)) }],
    actor: 'mb_bench',
    how: 'self',
    at: own(50) === 0 ? CLOSES : 1 + own(CLOSES - 1),
    requestId: `request-${no}`,
  };
}
