/** A courtyard of any size, through the real SDK: a list is whole or it is no list. */
import { create } from '../../cloudfunctions/kernel/store';
import type { HandInDoc, OrderDoc } from '../../cloudfunctions/sale/documents';
import { handInsAt, handInsOf, ordersAt, ordersOf } from '../../cloudfunctions/sale/repository';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import { openShop, type Shop } from './store';

const SALE = 'gb_large';
const LARGE: CourtyardId = 'cy_large';
const SMALL: CourtyardId = 'cy_small';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

const idOf = (no: number) => String(no).padStart(4, '0');
const orderOf = (no: number, courtyardId: CourtyardId): OrderDoc => ({
  ...{ _id: `${SALE}.hh_r${idOf(no)}`, communityId: 'cm_test', rev: 1, saleId: SALE, courtyardId },
  ...{ householdId: `hh_r${idOf(no)}`, lines: {}, units: 0, actor: 'mb_a', how: 'self' },
  ...{ edits: 1, placedAt: no, visits: {} },
});
const handInOf = (no: number, courtyardId: CourtyardId): HandInDoc => ({
  ...{ _id: `${SALE}.${courtyardId}.mb_a.${idOf(no)}`, communityId: 'cm_test', rev: 1 },
  ...{ saleId: SALE, courtyardId, memberId: 'mb_a', no, at: no, cash: {}, transfer: {} },
  ...{ dueFen: 0, countedFen: 0, transferFen: 0, explanation: '', journalId: '', chargedFen: 0 },
  requestId: `request-${no}`,
});

it('reads every order and every hand-in of a courtyard of 230, and nothing of its neighbour', async () => {
  const numbers = Array.from({ length: 230 }, (_, i) => i);
  const { store } = shop;
  for (let i = 0; i < numbers.length; i += 50) {
    const some = numbers.slice(i, i + 50);
    await store.create(
      'orders',
      some.map((no) => orderOf(no, LARGE)),
    );
    await store.create(
      'handins',
      some.map((no) => handInOf(no, LARGE)),
    );
  }
  await store.commit([
    create('orders', orderOf(900, SMALL)),
    create('handins', handInOf(900, SMALL)),
  ]);
  const at = { saleId: SALE, courtyardId: LARGE } as const;
  const ids = numbers.map((no) => orderOf(no, LARGE)._id);
  expect((await ordersAt(store, at)).map(({ _id }) => _id)).toEqual(ids);
  expect(await handInsAt(store, at)).toHaveLength(230);
  expect(await ordersOf(store, SALE)).toHaveLength(231);
  expect(await handInsOf(store, SALE)).toHaveLength(231);
  // Inside a transaction as well.
  const inside = await store.transact(async (read) => ({
    writes: [],
    value: (await ordersAt(read, at)).length,
  }));
  expect(inside).toBe(230);
});
