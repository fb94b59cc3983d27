/** The same orders through the real SDK and in memory: what properties are shown of in memory, holds in the cloud. */
import { createStore } from '../../cloudfunctions/kernel/store';
import {
  type AllotmentDoc,
  newAllotment,
  order,
  type Terms,
} from '../../cloudfunctions/sale/public';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import { dice } from '../support/dice';
import { MemoryDatabase } from '../support/memory-database';
import { openShop, type Shop } from './store';

const TERMS: Terms = {
  saleId: 'gb_same',
  communityId: 'cm_test',
  items: [
    { id: 'i1', priceFen: 300, stock: 12, capPerHousehold: 4 },
    { id: 'i2', priceFen: 250 },
    { id: 'i3', priceFen: 199, stock: 5, weighed: { gramsEach: 480 } },
  ],
  capPerHousehold: 7,
};

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

it('answers and leaves the same, order by order, for three seeds', async () => {
  for (const seed of [1, 3, 5]) {
    const terms = { ...TERMS, saleId: `gb_same${seed}` } as const;
    const memory = createStore(new MemoryDatabase(), () => 0);
    const window = { opensAt: 1_000, closesAt: 9_000 };
    for (const store of [memory, shop.store])
      await store.create('allotments', [newAllotment(terms, window)]);
    const roll = dice(seed);
    for (let i = 0; i < 80; i += 1) {
      const seen = roll(6) === 0 ? { seen: roll(4) } : {};
      const ids = ['i1', 'i2', 'i3'].filter(() => roll(2) === 0);
      const lines = (ids.length > 0 ? ids : ['i1']).map((itemId) => ({
        itemId,
        add: (roll(3) === 0 ? -1 : 1) * (1 + roll(3)),
      }));
      const step = {
        courtyardId: `cy_t${roll(2)}` as const,
        householdId: `hh_t${roll(5)}` as HouseholdId,
        lines,
        ...seen,
        actor: 'mb_one' as const,
        how: 'self' as const,
        at: 900 + i * 103,
        requestId: `request-${roll(70)}`,
      };
      const answer = (store: typeof memory) =>
        order(store, terms, step).catch((error: { code?: string; details?: object }) => [
          error.code,
          error.details,
        ]);
      expect([i, await answer(shop.store)]).toEqual([i, await answer(memory)]);
    }
    const [a, b] = await Promise.all(
      [memory, shop.store].map((store) =>
        store.get<AllotmentDoc>('allotments', `${terms.saleId}.all`),
      ),
    );
    expect(b).toEqual(a);
    expect(Object.keys(b?.claims ?? {}).length).toBeGreaterThan(0);
  }
}, 60_000);
