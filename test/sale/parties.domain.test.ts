/** Households, corners, quotas, waiting and leftovers in any order: no pot is promised twice, none is lost. */
import fc from 'fast-check';
import { createStore, type Store } from '../../cloudfunctions/kernel/store';
import {
  type AllotmentDoc,
  allotmentId,
  capOf,
  freeOne,
  giveOne,
  joinLine,
  leaveLine,
  newAllotment,
  type OrderDoc,
  order,
  ordersFrom,
  ordersOf,
  seal,
  serveLine,
  serveNext,
  type Terms,
  uncollected,
  visitDoor,
  writeOrders,
} from '../../cloudfunctions/sale/public';
import { type CourtyardId, cornerOf, type PartyId } from '../../miniprogram/contract/ids';
import { MemoryDatabase } from '../support/memory-database';

const CLOSES = 1_000;
const YARDS: readonly CourtyardId[] = ['cy_p1', 'cy_p2'];
const TERMS: Terms = {
  saleId: 'fl_parties',
  communityId: 'cm_test',
  items: [
    { id: 'i1', priceFen: 300, stock: 9 },
    { id: 'i2', priceFen: 300, stock: 6 },
  ],
  capPerHousehold: 4,
  corners: { pc_p1: 3 },
  quotas: { cy_p1: 8, cy_p2: 7 },
};
const STOCK = 15;

interface Tap {
  readonly does: 'order' | 'beyond' | 'join' | 'leave';
  readonly yard: number;
  readonly who: number;
  readonly item: number;
  readonly add: number;
  readonly copies: number;
}
interface Later {
  readonly does: 'give' | 'visit' | 'free' | 'serve' | 'join';
  readonly yard: number;
  readonly who: number;
  readonly item: number;
  readonly count: number;
  readonly outcome: 'handed' | 'absent' | 'refused';
}

const whom = { yard: fc.nat(1), who: fc.nat(3), item: fc.nat(1) };
const taps = fc.array(
  fc.record({
    does: fc.constantFrom<Tap['does']>('order', 'order', 'order', 'beyond', 'join', 'leave'),
    ...whom,
    add: fc.integer({ min: -3, max: 5 }),
    copies: fc.integer({ min: 1, max: 2 }),
  }),
  { maxLength: 40 },
);
const laters = fc.array(
  fc.record({
    does: fc.constantFrom<Later['does']>(
      'give',
      'give',
      'visit',
      'visit',
      'visit',
      'free',
      'serve',
      'join',
    ),
    ...whom,
    count: fc.integer({ min: 1, max: 4 }),
    outcome: fc.constantFrom<Later['outcome']>('handed', 'handed', 'absent', 'refused'),
  }),
  { maxLength: 60, size: 'max' },
);

const yardAt = (index: number): CourtyardId => YARDS[index] ?? 'cy_p1';
/** The last of each courtyard is its corner; only the first courtyard's takes part. */
const partyAt = (yard: number, who: number): PartyId =>
  who === 3 ? cornerOf(yardAt(yard)) : `hh_p${yard + 1}h${who}`;

async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // Whatever is refused on purpose has a code.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

const allotmentOf = async (store: Store): Promise<AllotmentDoc> => {
  const doc = await store.get<AllotmentDoc>('allotments', allotmentId(TERMS.saleId));
  if (!doc) throw new Error('no allotment');
  return doc;
};

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, one) => sum + one, 0);
const partiesOf = ({ claims }: AllotmentDoc) =>
  Object.entries(claims).flatMap(([yard, parties]) =>
    Object.entries(parties).map(([party, claim]) => ({
      yard: yard as CourtyardId,
      party: party as PartyId,
      ...claim,
    })),
  );

function expectWhole(doc: AllotmentDoc): void {
  const claims = partiesOf(doc);
  for (const { id, stock = 0 } of TERMS.items) {
    const claimed = claims.reduce((sum, { counts }) => sum + (counts[id] ?? 0), 0);
    expect([id, claimed + (doc.remaining[id] ?? 0)]).toEqual([id, stock]);
    expect([id, doc.sold[id]]).toEqual([id, claimed]);
    expect(doc.remaining[id]).toBeGreaterThanOrEqual(0);
  }
  for (const claim of claims) {
    expect(sumOf(claim.counts)).toBe(claim.total);
    expect(Object.values(claim.counts).every((count) => count >= 0)).toBe(true);
  }
  for (const yard of YARDS) {
    const here = claims.filter((one) => one.yard === yard);
    const taken = here.reduce((sum, { total }) => sum + total, 0);
    expect(doc.room?.[yard]).toBe((TERMS.quotas?.[yard] ?? 0) - taken);
  }
  expect(sumOf(doc.remaining) + sumOf(doc.sold)).toBe(STOCK);
}

/** Beyond the cap is only what somebody gave a reason for. */
function expectCaps(doc: AllotmentDoc): void {
  for (const { party, total } of partiesOf(doc)) {
    const extra = Object.values(doc.given ?? {})
      .filter((one) => one.party === party && one.what === 'extra')
      .reduce((sum, { counts }) => sum + sumOf(counts), 0);
    expect(total).toBeLessThanOrEqual((capOf(TERMS, party) ?? 0) + extra);
  }
}

async function tapAll(store: Store, all: readonly Tap[]): Promise<void> {
  for (const [i, { does, yard, who, item, add, copies }] of all.entries()) {
    const base = {
      courtyardId: yardAt(yard),
      actor: 'mb_a' as const,
      at: 10 + i,
      requestId: `tap-${i}`,
    };
    const party = partyAt(yard, who);
    const line = [{ itemId: `i${item + 1}`, add }];
    const how = 'self' as const;
    for (let copy = 0; copy < copies; copy += 1) {
      await quietly(() => {
        if (does === 'join')
          return joinLine(store, TERMS, { ...base, party, units: Math.abs(add) + 1 });
        if (does === 'leave') return leaveLine(store, TERMS, { ...base, party });
        const step = { ...base, householdId: party, lines: line, how };
        return order(store, TERMS, does === 'beyond' ? { ...step, beyond: '余花' } : step);
      });
    }
  }
}

async function closeAll(store: Store): Promise<void> {
  await seal(store, TERMS.saleId, CLOSES);
  const why = { at: CLOSES, reason: '候补' };
  const allotment = await serveLine(store, TERMS, why);
  // An instance that had no time, and one that finishes; then one that comes late.
  await writeOrders(store, { terms: TERMS, allotment, late: () => true });
  await serveLine(store, TERMS, why);
  await writeOrders(store, { terms: TERMS, allotment, late: () => false });
}

async function visit(store: Store, one: OrderDoc<PartyId>, later: Later, at: number) {
  const extra = one.door?.final ? (one.extra ?? {}) : undefined;
  const counts =
    extra ?? Object.fromEntries(Object.entries(one.lines).map(([id, line]) => [id, line.allotted]));
  const lines =
    later.outcome === 'handed'
      ? Object.entries(counts).map(([itemId, handed]) => ({ itemId, handed }))
      : [];
  const tick = {
    courtyardId: one.courtyardId,
    householdId: one.householdId,
    outcome: later.outcome,
    lines: lines.filter(({ handed }) => handed > 0),
    payment: later.outcome === 'handed' ? ('cash' as const) : ('later' as const),
    actor: 'mb_v' as const,
    at,
    requestId: `visit-${at}`,
  };
  const first = await visitDoor(store, TERMS, tick);
  expect(await visitDoor(store, TERMS, tick)).toEqual(first);
}

async function laterAll(store: Store, all: readonly Later[]): Promise<void> {
  for (const [i, later] of all.entries()) {
    await quietly(() => act(store, later, i));
    expectWhole(await allotmentOf(store));
  }
}

async function act(store: Store, later: Later, i: number): Promise<unknown> {
  const at = CLOSES + 10 + i;
  const by = 'mb_k' as const;
  const who = { courtyardId: yardAt(later.yard), party: partyAt(later.yard, later.who) };
  if (later.does === 'serve') return serveNext(store, TERMS, { at, reason: '候补' });
  if (later.does === 'join') {
    const wait = { ...who, units: later.count, actor: by, at, requestId: `late-${i}` };
    return joinLine(store, TERMS, wait);
  }
  if (later.does === 'give') {
    const counts = { [`i${later.item + 1}`]: later.count };
    const grant = { ...who, what: 'extra' as const, counts, by, at, reason: '余花' };
    await giveOne(store, TERMS, { ...grant, key: `give-${i}` });
    return giveOne(store, TERMS, { ...grant, key: `give-${i}` });
  }
  const orders = await ordersOf<PartyId>(store, TERMS.saleId);
  const one = orders.find(({ householdId }) => householdId === who.party);
  if (!one) return undefined;
  if (later.does === 'free') return freeOne(store, TERMS, { order: one, by, at, reason: '没领' });
  return visit(store, one, later, at);
}

/** Handed over on two visits: what came on top was brought after the first. */
const isSecond = ({ visits }: OrderDoc<PartyId>): boolean =>
  new Set(Object.values(visits).flatMap(({ chargedFen }) => chargedFen || [])).size > 1;

it('keeps stock, caps and quotas through ordering, waiting, the close, doors and what is left over', async () => {
  let served = 0;
  let freedCount = 0;
  let second = 0;
  await fc.assert(
    fc.asyncProperty(taps, laters, async (first, then) => {
      const store = createStore(new MemoryDatabase(), () => 0);
      const window = { opensAt: 0, closesAt: CLOSES };
      await store.create('allotments', [newAllotment(TERMS, window)]);
      await tapAll(store, first);
      const open = await allotmentOf(store);
      expectWhole(open);
      expectCaps(open);
      expect(Object.values(open.room ?? {}).every((left) => left >= 0)).toBe(true);
      await closeAll(store);
      const closed = await allotmentOf(store);
      expectWhole(closed);
      expectCaps(closed);
      const written = await ordersOf<PartyId>(store, TERMS.saleId);
      const plain = (orders: readonly OrderDoc<PartyId>[]) =>
        orders.map(({ _id, units }) => [_id, units]);
      expect(plain(written)).toEqual(plain(ordersFrom<PartyId>(TERMS, closed)));
      await laterAll(store, then);
      const after = await allotmentOf(store);
      expectCaps(after);
      const orders = await ordersOf<PartyId>(store, TERMS.saleId);
      for (const one of orders) {
        const claim = after.claims[one.courtyardId]?.[one.householdId];
        // What was refused is still the household's until it is offered again.
        expect([one._id, one.units]).toEqual([one._id, claim?.total ?? 0]);
        const handed = Object.values(one.lines).reduce((sum, line) => sum + (line.handed ?? 0), 0);
        expect(one.door?.chargedFen ?? 0).toBe(handed * 300);
        if (one.freedAt !== undefined) expect(uncollected(one)).toEqual({});
      }
      const all = Object.values(after.given ?? {});
      served += all.filter(({ what }) => what === 'waited').length;
      freedCount += all.filter(({ what }) => what === 'freed').length;
      second += orders.filter(isSecond).length;
    }),
    { numRuns: 300, seed: 20200302 },
  );
  // The runs have been everywhere.
  expect([served > 20, freedCount > 20, second > 20]).toEqual([true, true, true]);
}, 60_000);
