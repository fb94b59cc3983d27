/** What is kept of a person is read with as many requests as there are kinds of it, however much there is. */
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { By } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { homes, settle, type TownSpec } from '../support/factories';
import { type Product, startProduct } from '../support/local';
import { meterOf } from '../support/metered';

const NOW = Date.parse('2020-03-12T20:00:00+08:00');
const TOWN: TownSpec = {
  id: 'cm_test',
  name: '东环路社区',
  phone: '028-83000000',
  yards: [{ id: 'cy_t1', name: '桂花巷9号院', homes: homes('a', 9) }],
  people: [
    { openid: 'o_little', name: '刚来的', lives: ['hh_a1'] },
    {
      openid: 'o_much',
      name: '住了很久的',
      lives: ['hh_a2', 'hh_a3', 'hh_a4'],
      roles: [{ role: 'owner', at: 'cy_t1' }, { role: 'treasurer' }],
    },
  ],
};
const MANY = 150;

let product: Product;
let database: Database;
beforeAll(async () => {
  product = await startProduct({ size: 'empty' });
  await product.setClock(NOW);
  database = await openDatabase(product);
  await settle(database, TOWN, NOW);
  await fill();
}, 120_000);
afterAll(() => product?.close());

async function fill(): Promise<void> {
  const members = await database.find<MemberDoc>('members', { communityId: TOWN.id });
  const much = members.find(({ name }) => name === '住了很久的');
  if (!much) throw new Error('nobody');
  const base = { communityId: TOWN.id, rev: 1 } as const;
  const orders = Array.from({ length: MANY }, (_, i) => ({
    ...base,
    ...{ _id: `gb_${i}.hh_a2`, saleId: `gb_${i}`, courtyardId: 'cy_t1', householdId: 'hh_a2' },
    ...{ lines: {}, units: 2, actor: much._id, how: 'self', edits: 1, placedAt: NOW, visits: {} },
  }));
  const vouchers = Array.from({ length: MANY }, (_, i) => ({
    ...base,
    _id: `vo_${i}`,
    form: { kind: 'donation', fen: 100, till: 'cash', words: '', pictures: [] },
    ...{ status: 'posted', proposedBy: { by: much._id, as: 'owner' }, proposedAt: NOW - i },
    ...{ wordsState: 'passed', pictureStates: {} },
  }));
  await database.add('orders', orders);
  await database.add('vouchers', vouchers);
}

const by = (openid: string): By => ({ openid, community: TOWN.id, courtyard: 'cy_t1' });

it.each(['kept', 'exportMine'] as const)(
  '%s asks no more for much than for little',
  async (action) => {
    const { costOf } = meterOf(product);
    const little = await costOf('member', action, by('o_little'), {});
    expect(await costOf('member', action, by('o_much'), {})).toBe(little);
    // Who asks, and the collections that may hold something.
    expect(little).toBeLessThanOrEqual(20);
  },
);
