import type { RoundView } from '../../miniprogram/contract/groupbuy-views';
import { flush, waiting } from '../../miniprogram/services/queue';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';
import { home } from './home-view';

const open = pageAt('packages/buying/round/round');

const item = (itemId: string, name: string, mine = 0): RoundView['items'][number] => ({
  ...{ itemId, name, unit: '把', spec: '', saleFen: 350, mine, sold: 0 },
});
const view = (mine = 0): RoundView => ({
  ...{ roundId: 'gb_1', title: '周四蔬菜团', note: '', status: 'open', statusText: '正在接龙' },
  ...{ opensAt: 0, closesAt: Date.now() + 3_600_000, closesText: '今天 20:00 截单' },
  delivery: { text: '', from: Date.now(), until: Date.now() },
  ...{ dropPoint: '大门口', items: [item('i1', '豌豆尖', mine), item('i2', '萝卜')] },
  ...{ joinedHere: 12, groupText: '', mayManage: false, now: Date.now() },
});
const count = (itemId: string, value: number) => ({
  currentTarget: { dataset: { item: itemId } },
  detail: { value },
});
const GRANDMA = {
  id: 'hh_x',
  label: '1单元 701 罗家',
  courtyardId: 'cy_c01',
  personName: '罗婆婆',
} as const;
const linesOf = (at: number) =>
  (waiting()[at]?.call.input as { lines?: unknown } | undefined)?.lines;

beforeEach(() => {
  keeperPhone.reset();
  session.actForMyself();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ phone: '028-8300 0000', roles: ['resident'] });
  phone.ok('groupbuy.round', view());
  phone.ok('groupbuy.order', {});
});

it('calls the community for whoever comes from a card in a group', async () => {
  session.learn({ phone: '', roles: [] });
  phone.ok('courtyard.home', home);
  const page = await open({ id: 'gb_1', c: 'cm_donghuan', y: 'cy_c01' });
  await page.run('onCall');
  expect(phone.dialled).toEqual([home.phone.replace(/[^\d]/g, '')]);
});

it('an order changed twice without network is one order that says all of it', async () => {
  let page = await open({ id: 'gb_1' });
  phone.online = false;
  await page.run('count', count('i1', 2));
  await page.run('order');
  page = await open({ id: 'gb_1' });
  await page.run('count', count('i2', 1));
  await page.run('order');
  expect(waiting()).toHaveLength(1);
  expect(linesOf(0)).toEqual([
    { itemId: 'i1', add: 2 },
    { itemId: 'i2', add: 1 },
  ]);
  phone.online = true;
  expect(await flush()).toBe(1);
});

it('an order kept for somebody else stays beside one’s own', async () => {
  session.actFor(GRANDMA);
  let page = await open({ id: 'gb_1' });
  phone.online = false;
  await page.run('count', count('i1', 2));
  await page.run('order');
  session.actForMyself();
  phone.online = true;
  page = await open({ id: 'gb_1' });
  phone.online = false;
  await page.run('count', count('i1', 3));
  await page.run('order');
  expect(waiting().map(({ call }) => call.subject)).toEqual(['hh_x', undefined]);
});

it('without network, what was shown of the household acted for is not ordered as one’s own', async () => {
  session.actFor(GRANDMA);
  const page = await open({ id: 'gb_1' });
  await page.run('count', count('i1', 2));
  phone.online = false;
  await page.run('onLeave');
  await settle();
  await page.run('order');
  expect(waiting()).toEqual([]);
  expect(page.text()).not.toContain('订2份');
});
