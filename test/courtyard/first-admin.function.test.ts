import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import { type By, type Calls, callsOf } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { type Product, startProduct } from '../support/local';

const FIRST = 'o_first_secretary';
let product: Product;
let calls: Calls;
let database: Database;

beforeAll(async () => {
  // What the deploy sets for the function that opens the first page.
  Object.assign(process.env, {
    YUANBA_FIRST_ADMIN: FIRST,
    YUANBA_COMMUNITY: 'cm_new',
    YUANBA_COMMUNITY_NAME: '新社区',
    YUANBA_COMMUNITY_PHONE: '028-83000001',
  });
  product = await startProduct({ size: 'empty' });
  calls = callsOf(product);
  database = await openDatabase(product);
}, 120_000);
afterAll(() => product?.close());

const first: By = { openid: FIRST, community: 'cm_new' };
const home = (by: By) => calls.reply('courtyard', 'home', by, {});

describe('the first hour of a community', () => {
  it('begins with nobody else: the community is not there', async () => {
    expect(await home({ openid: 'o_curious', community: 'cm_new' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('makes no other community, whatever the phone names', async () => {
    expect(await home({ ...first, community: 'cm_other' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await database.find('communities')).toEqual([]);
  });

  it('makes the one the setting names its administrator, once for ten openings at once', async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => home(first)));
    for (const reply of replies) {
      expect(reply).toMatchObject({
        ok: true,
        value: { communityName: '新社区', phone: '028-83000001', standing: { roles: ['admin'] } },
      });
    }
    expect(await database.find('communities')).toHaveLength(1);
    const members = await database.find<MemberDoc>('members');
    expect(members).toMatchObject([
      { roles: [{ role: 'admin', scope: 'cm_new', grantedBy: 'setting' }] },
    ]);
    expect(await database.find('audits')).toMatchObject([{ what: 'courtyard.firstAdmin' }]);
  });

  it('lets the administrator set up a courtyard and its doors', async () => {
    await calls.done('directory', 'saveCourtyard', first, {
      name: '桂花巷9号院',
      aliases: ['老粮站'],
      guardCount: 1,
    });
    const { items } = await calls.done('directory', 'search', first, { text: 'LLZ' });
    expect(items).toMatchObject([{ code: 'C01', name: '桂花巷9号院' }]);
    const overview = await calls.done('directory', 'overview', first, {});
    expect(overview.totals).toMatchObject({ courtyardCount: 1, householdCount: 0 });
  });

  it('is over once somebody holds the role: the setting gives it to nobody any more', async () => {
    const [secretary] = await database.find<MemberDoc>('members');
    const memberId = secretary?._id ?? 'mb_';
    await calls.done('courtyard', 'endRole', first, { memberId, role: 'admin' });
    // Nobody holds it: whoever runs the deploy still can begin again, and nobody else.
    expect(await home({ openid: 'o_curious', community: 'cm_new' })).toMatchObject({
      ok: true,
      value: { standing: { status: 'stranger' } },
    });
    expect(await home(first)).toMatchObject({ value: { standing: { roles: ['admin'] } } });
  });
});
