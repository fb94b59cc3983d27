import { instant } from '../../miniprogram/contract/calendar';
import type { ManageView } from '../../miniprogram/contract/groupbuy-desk';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/buying/manage/manage');

const NOW = instant('2020-02-27', '18:00');
const sums = {
  ...{ households: 12, units: 30, dueFen: 8_000, receivedFen: 0, owedFen: 8_000, overFen: 0 },
  withVolunteersFen: 0,
};
const view: ManageView = {
  ...{ roundId: 'gb_1', status: 'open', statusText: '正在接龙', sums, picked: [], arrivals: [] },
  form: {
    ...{ title: '周四蔬菜团', note: '', items: [], courtyards: ['cy_c01'] },
    ...{ opensAt: NOW - 1, closesAt: instant('2020-02-27', '20:00') },
    delivery: {
      text: '',
      from: instant('2020-02-29', '09:00'),
      until: instant('2020-02-29', '11:00'),
    },
    ...{ dropPoints: { cy_c01: '大门口' }, shortageRule: 'equal', lossRule: 'fund' },
    picking: { at: instant('2020-02-29', '06:00'), place: '院门口', places: 6 },
  },
  yards: [{ courtyardId: 'cy_c01', name: '3巷22号院', ...sums }],
  picking: {
    ...{ at: instant('2020-02-29', '06:00'), place: '院门口', places: 6 },
    ...{ signedUp: 2, mine: false, names: ['周嬢嬢', '老李'] },
  },
  ...{ picturesWaiting: ['豌豆尖'], picturesRefused: ['萝卜'] },
  may: {
    ...{ edit: false, open: false, extend: true, move: true, cancel: true, pick: false },
    ...{ applyShortage: false, arrive: false, deliver: false, settle: false },
  },
  now: NOW,
};

const tapped = (dataset: object, value: unknown) => ({
  currentTarget: { dataset },
  detail: { value },
});
const moves = () => phone.callsOf('groupbuy.changeDelivery').map(({ input }) => input);

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ roles: ['owner'] });
  phone.ok('groupbuy.manage', view);
  phone.ok('groupbuy.changeDelivery', { roundId: 'gb_1', status: 'open' });
});

it('says who comes to the field, and which pictures nobody sees yet', async () => {
  const page = await open({ id: 'gb_1', y: 'cy_c01' });
  expect(page.text()).toContain('已有2人报名，还要4人');
  expect(page.text()).toContain('周嬢嬢、老李');
  expect(page.text()).toContain('豌豆尖的图片还在检查');
  expect(page.text()).toContain('萝卜的图片没有通过检查');
});

it('moves nothing by opening the sheet; says what changes before it is sent, and sends that alone', async () => {
  const page = await open({ id: 'gb_1', y: 'cy_c01' });
  await page.run('openMoving');
  await page.run('move');
  expect(page.text()).toContain('还没有改什么');
  await page.run('typePoint', tapped({ id: 'cy_c01' }, '车棚'));
  phone.confirm = false;
  await page.run('move');
  expect(phone.said.at(-1)).toContain('3巷22号院改放车棚');
  expect(moves()).toEqual([]);
  phone.confirm = true;
  await page.run('move');
  await settle();
  expect(moves()).toEqual([
    { roundId: 'gb_1', delivery: view.form.delivery, dropPoints: { cy_c01: '车棚' } },
  ]);
});

it('the field goes along with the day of the delivery', async () => {
  const page = await open({ id: 'gb_1', y: 'cy_c01' });
  await page.run('openMoving');
  await page.run('moveDay', tapped({}, '2020-03-01'));
  await page.run('move');
  await settle();
  expect(moves()).toMatchObject([
    {
      delivery: { from: instant('2020-03-01', '09:00') },
      picking: { at: instant('2020-03-01', '06:00'), place: '院门口', places: 6 },
    },
  ]);
});
