/** The whole demo community: its published numbers, and a register of the greatest size. */
import type { CourtyardDoc } from '../../cloudfunctions/courtyard/public';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import { communitiesOf } from '../../local/demo/places';
import { communityDoc, courtyardDoc, placeDigests } from '../../local/demo/places-docs';
import { townOf } from '../../local/demo/town';
import { LIMITS } from '../../miniprogram/contract/limits';
import { type By, type Calls, callsOf, HOME, item } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { memberIdOf } from '../support/factories';
import { type Product, startProduct } from '../support/local';
import { type Cells, upload, xlsx } from './sheets';

let product: Product;
let calls: Calls;
let database: Database;
const town = townOf(item(communitiesOf('demo')));
const courtyards: readonly CourtyardDoc[] = town.neighbourhoods.map((one) =>
  courtyardDoc(one, (name) => name),
);
const admin: By = { openid: 'o_admin', community: HOME };

beforeAll(async () => {
  product = await startProduct({ size: 'empty' });
  calls = callsOf(product);
  database = await openDatabase(product);
  await database.add('communities', [communityDoc(town.community)]);
  await database.add('courtyards', courtyards);
  await database.add('digests', placeDigests(town, courtyards));
  await database.add('members', [
    {
      _id: memberIdOf('o_admin'),
      communityId: HOME,
      rev: 1,
      openidHash: openidHash(HOME, 'o_admin'),
      name: '书记',
      households: [],
      actingFor: [],
      roles: [{ role: 'admin', scope: HOME, from: 0, grantedBy: 'setting' }],
      waiting: [],
      groups: {},
      createdAt: 0,
    },
  ]);
}, 120_000);
afterAll(() => product?.close());

it('adds up to the published numbers', async () => {
  const { totals, courtyards: rows } = await calls.done('directory', 'overview', admin, {});
  expect(totals).toMatchObject({
    courtyardCount: 43,
    residentGroupCount: 13,
    householdCount: 2_300,
    permanentCount: 5_510,
    floatingCount: 3_100,
    aged60Count: 3_875,
    unguardedCount: 16,
  });
  expect(totals.boundCount).toBe(rows.filter(({ groupBound }) => groupBound).length);
  expect(rows.find(({ code }) => code === 'C01')).toMatchObject({ householdCount: 28 });
});

it('answers the overview well under the platform’s 100 KB', async () => {
  const overview = await calls.done('directory', 'overview', admin, {});
  expect(JSON.stringify(overview).length).toBeLessThan(20_000);
});

it('finds 305号院 among 43 courtyards', async () => {
  const { items } = await calls.done('directory', 'search', admin, { text: '305' });
  expect(items).toMatchObject([{ code: 'C02', name: '东环路3巷5号院' }]);
});

it('imports a register of the greatest size, in all courtyards, within the function’s time', async () => {
  const rows: Cells[] = Array.from({ length: LIMITS.registerRows }, (_, i) => {
    const yard = item(courtyards, i % courtyards.length);
    const door = Math.floor(i / courtyards.length / 3);
    return [yard.code, '77单元', door, '冯', '自住', `冯${i}`, 30 + (i % 60), '否', ''];
  });
  const fileId = await upload(product, await xlsx(rows));
  const startedAt = Date.now();
  const report = await calls.done('directory', 'importRegister', admin, { fileId });
  expect(report).toMatchObject({
    rowCount: LIMITS.registerRows,
    newHouseholdCount: 1_022,
    newPersonCount: LIMITS.registerRows,
    applied: true,
  });
  expect(Date.now() - startedAt).toBeLessThan(30_000);
  const { totals } = await calls.done('directory', 'overview', admin, {});
  expect(totals.householdCount).toBe(2_300 + 1_022);
}, 90_000);
