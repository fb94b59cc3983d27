/** A shortage over written orders: decided late, decided again, stopped in the middle, overtaken. */
import fc from 'fast-check';
import { createStore, type Store } from '../../cloudfunctions/kernel/store';
import { applyShortage } from '../../cloudfunctions/sale/closing';
import type { OrderDoc } from '../../cloudfunctions/sale/documents';
import { ordersOf } from '../../cloudfunctions/sale/repository';
import { type ShortageDecision, withShortage } from '../../cloudfunctions/sale/shortage';
import type { DoorOutcome } from '../../miniprogram/contract/groupbuy-forms';
import { SHORTAGE_RULES, type ShortageRule } from '../../miniprogram/contract/groupbuy-forms';
import { MemoryDatabase } from '../support/memory-database';

const SALE = 'gb_short';

const orderOf = (no: number, ordered: number): OrderDoc => ({
  _id: `${SALE}.hh_s${no}`,
  communityId: 'cm_test',
  rev: 1,
  saleId: SALE,
  courtyardId: 'cy_s1',
  householdId: `hh_s${no}`,
  lines: { i1: { ordered, allotted: ordered, priceFen: 350 } },
  units: ordered,
  actor: 'mb_a',
  how: 'self',
  edits: 1,
  placedAt: 100 - no,
  visits: {},
});

function visited(order: OrderDoc, outcome: DoorOutcome, handed: number): OrderDoc {
  const { i1 } = order.lines;
  if (!i1) throw new Error('no line');
  const door = {
    ...{ outcome, final: outcome !== 'absent', by: 'mb_a' as const, at: 1, rev: 1 },
    ...{ chargedFen: handed * i1.priceFen, payment: 'cash' as const },
  };
  return { ...order, lines: { i1: handed > 0 ? { ...i1, handed } : i1 }, door };
}

const decision = (more: Partial<ShortageDecision> = {}): ShortageDecision => ({
  ...{ no: 1, rule: 'equal', priority: [], there: { i1: 8 } },
  ...more,
});
/** What households have, or may still be given. */
const promised = (orders: readonly OrderDoc[]) =>
  orders.map(({ door, lines: { i1 } }) => (door?.final ? i1?.handed : i1?.allotted) ?? 0);
const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
const never = () => false;

async function stored(orders: readonly OrderDoc[]): Promise<Store> {
  const store = createStore(new MemoryDatabase(), () => 0);
  await store.create('orders', orders);
  return store;
}

describe('when doors were visited before it was decided', () => {
  it('shares out what is left: 8 picked, 4 × 3 ordered, two doors have 3, the others get 1 each', () => {
    const orders = [1, 2, 3, 4].map((no) => orderOf(no, 3));
    const walked = orders.map((order, i) => (i < 2 ? visited(order, 'handed', 3) : order));
    const after = withShortage(walked, decision());
    expect(promised(after)).toEqual([3, 3, 1, 1]);
    expect(after.slice(0, 2)).toEqual(walked.slice(0, 2));
  });

  it('a door where nobody was at home shares like the others', () => {
    const orders = [1, 2, 3, 4].map((no) => orderOf(no, 3));
    const walked = orders.map((order, i) => (i === 0 ? visited(order, 'absent', 0) : order));
    expect(promised(withShortage(walked, decision()))).toEqual([2, 2, 2, 2]);
  });

  it('and that door is written', async () => {
    const orders = [visited(orderOf(1, 3), 'absent', 0), orderOf(2, 3)];
    const store = await stored(orders);
    const there = { i1: 4 };
    expect(await applyShortage(store, orders, { decision: decision({ there }), late: never })).toBe(
      true,
    );
    expect(promised(await ordersOf(store, SALE))).toEqual([2, 2]);
  });

  it('promises never more than there is, unless the doors had more already', () => {
    const anyOrder = fc.record({
      ordered: fc.integer({ min: 1, max: 6 }),
      handed: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(anyOrder, { maxLength: 20 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom<ShortageRule>(...SHORTAGE_RULES),
        (all, there, rule) => {
          const orders = all.map(({ ordered, handed }, i) => {
            const order = orderOf(i, ordered);
            return handed === undefined
              ? order
              : visited(order, 'partly', Math.min(ordered, handed));
          });
          const done = sum(promised(orders.filter(({ door }) => door)));
          const open = sum(orders.map(({ door, units }) => (door ? 0 : units)));
          const after = withShortage(orders, decision({ rule, there: { i1: there } }));
          expect(sum(promised(after))).toBe(done + Math.min(open, Math.max(0, there - done)));
        },
      ),
    );
  });
});

describe('run by run', () => {
  it('a run that stops anywhere is finished by the next as if it had never stopped', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom<ShortageRule>(...SHORTAGE_RULES),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 0, max: 12 }),
        async (wishes, there, rule, no, stopAfter) => {
          const orders = wishes.map((ordered, i) => orderOf(i + 10, ordered));
          const wanted = decision({ no, rule, there: { i1: there }, priority: ['hh_s11'] });
          const store = await stored(orders);
          let left = stopAfter;
          const late = () => left-- <= 0;
          await applyShortage(store, orders, { decision: wanted, late });
          const again = await ordersOf(store, SALE);
          expect(await applyShortage(store, again, { decision: wanted, late: never })).toBe(true);
          const after = await ordersOf(store, SALE);
          expect(promised(after)).toEqual(promised(withShortage(orders, wanted)));
        },
      ),
    );
  });

  it('an older decision that wakes up late undoes nothing, and says that it is not done', async () => {
    const orders = [1, 2, 3].map((no) => orderOf(no, 3));
    const store = await stored(orders);
    const older = decision({ there: { i1: 3 } });
    // The newer finds that there is enough after all.
    const newer = decision({ no: 2, there: { i1: 9 } });
    expect(await applyShortage(store, orders, { decision: newer, late: never })).toBe(true);
    expect(await applyShortage(store, orders, { decision: older, late: never })).toBe(false);
    expect(promised(await ordersOf(store, SALE))).toEqual([3, 3, 3]);
  });

  it('a newer decision writes over an older one that is half done', async () => {
    const orders = [1, 2, 3].map((no) => orderOf(no, 3));
    const store = await stored(orders);
    let calls = 0;
    const late = () => calls++ > 0;
    const older = decision({ there: { i1: 3 } });
    expect(await applyShortage(store, orders, { decision: older, late })).toBe(false);
    const seen = await ordersOf(store, SALE);
    const newer = decision({ no: 2, there: { i1: 6 } });
    expect(await applyShortage(store, seen, { decision: newer, late: never })).toBe(true);
    expect(promised(await ordersOf(store, SALE))).toEqual([2, 2, 2]);
  });

  it('a door that is done while it runs keeps its goods, and those not yet written make up for it', async () => {
    const orders = [1, 2, 3].map((no) => orderOf(no, 3));
    const store = await stored(orders);
    const { _id: first } = orders[0] ?? orderOf(1, 3);
    const { door } = visited(orderOf(1, 3), 'handed', 3);
    await store.claim({
      collection: 'orders',
      id: first,
      while: {},
      changes: {
        door: { does: 'put', value: door },
        'lines.i1.handed': { does: 'put', value: 3 },
      },
    });
    const wanted = decision({ there: { i1: 6 } });
    // It read the orders before the visit, and had time for one of them.
    let calls = 0;
    const late = () => calls++ > 1;
    expect(await applyShortage(store, orders, { decision: wanted, late })).toBe(false);
    const seen = await ordersOf(store, SALE);
    expect(await applyShortage(store, seen, { decision: wanted, late: never })).toBe(true);
    expect(promised(await ordersOf(store, SALE))).toEqual([3, 2, 1]);
  });
});
