import type { CampaignView } from '../../miniprogram/contract/flower-views';
import { flush, waiting } from '../../miniprogram/services/queue';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/flower/adopt/adopt');

const variety = (itemId: string, name: string, left: number, mine = 0) => ({
  ...{ itemId, name, left, mine, care: [] },
});
const view = (over: Partial<CampaignView> = {}): CampaignView => ({
  ...{ campaignId: 'fl_1', title: '花花节', note: '', status: 'open', statusText: '正在认领' },
  ...{ opensAt: 0, closesAt: Date.now() + 3_600_000, closesText: '今天 20:00 截止', priceFen: 300 },
  delivery: { text: '送到院里', from: Date.now(), until: Date.now() },
  ...{ deliveryText: '3月7日 周六 09:00–12:00，送到院里', dropPoint: '大门口' },
  ...{ cap: 5, mayAdopt: 5, pots: 90, left: 49, waiting: 0 },
  varieties: [variety('i1', '洋牡丹', 31), variety('i2', '月季', 1), variety('i3', '海棠', 0)],
  yards: [
    ...[{ courtyardId: 'cy_c01', name: '3巷22号院', adopted: 21, quota: 30 } as const].map(
      (yard) => ({ ...yard, full: false, mine: true }),
    ),
    { courtyardId: 'cy_c02', name: '3巷4号院', adopted: 24, quota: 24, full: true, mine: false },
  ],
  ...{ groupText: '', mayServe: false, mayKeep: false, mayManage: false, now: Date.now() },
  ...over,
});
const count = (item: string, value: number) => ({
  currentTarget: { dataset: { item } },
  detail: { value },
});
const room = (page: Awaited<ReturnType<typeof open>>) =>
  (page.data().model as { room: number }).room;

beforeEach(() => {
  keeperPhone.reset();
  session.actForMyself();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ phone: '028-8300 0000', roles: ['resident'] });
  phone.ok('flower.campaign', view());
  phone.ok('flower.adopt', {});
  phone.ok('flower.adoptFor', {});
  phone.ok('flower.joinWait', {});
  phone.ok('flower.leaveWait', {});
});

it('says the price, what is left of each, and how far every courtyard is', async () => {
  const page = await open({ id: 'fl_1' });
  for (const words of ['每盆¥3.00，送到院里', '还有31盆', '认领完了', '21/30盆', '24盆满了']) {
    expect(page.text()).toContain(words);
  }
});

it('what is picked out takes from what may be adopted, and is sent as steps', async () => {
  const page = await open({ id: 'fl_1' });
  await page.run('count', count('i1', 2));
  await page.run('count', count('i2', 1));
  expect(room(page)).toBe(2);
  expect(page.text()).toContain('认领3盆，到时给¥9.00');
  await page.run('adopt');
  expect(phone.callsOf('flower.adopt')[0]?.input).toEqual({
    ...{ campaignId: 'fl_1', seen: 0 },
    lines: [
      { itemId: 'i1', add: 2 },
      { itemId: 'i2', add: 1 },
    ],
  });
});

it('giving a pot back makes room for another', async () => {
  phone.ok(
    'flower.campaign',
    view({ mayAdopt: 0, varieties: [variety('i1', '洋牡丹', 31, 4), variety('i2', '月季', 1, 1)] }),
  );
  const page = await open({ id: 'fl_1' });
  expect(room(page)).toBe(0);
  await page.run('count', count('i2', 0));
  expect(room(page)).toBe(1);
});

it('without network it waits in the phone, and goes out once', async () => {
  const page = await open({ id: 'fl_1' });
  phone.online = false;
  await page.run('count', count('i1', 1));
  await page.run('adopt');
  await page.run('count', count('i1', 2));
  await page.run('adopt');
  expect(waiting().map(({ label }) => label)).toEqual(['花花节：2 盆 · ¥6.00']);
  phone.online = true;
  expect(await flush()).toBe(1);
});

it('whoever may have more waits for a variety that is gone; whoever can have nothing, for any', async () => {
  const page = await open({ id: 'fl_1' });
  await page.press('候补 1 盆');
  phone.ok('flower.campaign', view({ mayAdopt: 0, left: 0, waiting: 3 }));
  await page.run('refresh');
  expect(page.text()).toContain('已有3家在等');
  await page.run('wait', { currentTarget: { dataset: {} } });
  expect(phone.callsOf('flower.joinWait').map(({ input }) => input)).toEqual([
    { campaignId: 'fl_1', itemId: 'i3', pots: 1 },
    { campaignId: 'fl_1', pots: 5 },
  ]);
});

it('whoever waits sees the place, and may stop', async () => {
  phone.ok('flower.campaign', view({ mayAdopt: 0, wait: { pots: 2, ahead: 1 } }));
  const page = await open({ id: 'fl_1' });
  expect(page.text()).toContain('前面还有1家');
  await page.press('不等了');
  expect(phone.callsOf('flower.leaveWait')).toHaveLength(1);
});

it('a keeper adopts for the corner with the corner’s own cap, as it was seen', async () => {
  const corner = {
    ...({ householdId: 'pc_c01', place: '花台', careText: '院委会照看' } as const),
    ...{ cap: 3, adopted: 1, rev: 4, counts: { i1: 1 } },
  };
  phone.ok('flower.campaign', view({ corner, mayKeep: true }));
  const page = await open({ id: 'fl_1', for: 'pc_c01', label: '院里的公共花角' });
  expect(room(page)).toBe(2);
  await page.run('count', count('i1', 3));
  await page.run('adopt');
  expect(phone.callsOf('flower.adoptFor')[0]?.input).toEqual({
    ...{ campaignId: 'fl_1', householdId: 'pc_c01', seen: 4 },
    lines: [{ itemId: 'i1', add: 2 }],
  });
});
