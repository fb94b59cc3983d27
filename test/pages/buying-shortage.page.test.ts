import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/buying/shortage/shortage');

it('opens with one request, by the rule the round was opened with', async () => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  phone.ok('groupbuy.shortage', { items: [], touched: 0, fenLess: 0 });
  await open({ id: 'gb_1', y: 'cy_c01', rule: 'equal' });
  expect(phone.asked.map(({ data }) => data.input)).toEqual([{ roundId: 'gb_1', rule: 'equal' }]);
});

const priority = {
  count: 1,
  households: [
    { householdId: 'hh_a', label: '1单元 101 李家', alone: true, first: true, marked: false },
  ],
  others: [
    { householdId: 'hh_b', label: '2单元 302 王家' },
    { householdId: 'hh_c', label: '2单元 501 张家' },
  ],
};

it('a keeper adds one with a reason; what each rule gives is asked again, and it goes with the decision', async () => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  const items = [{ itemId: 'i1', name: '萝卜', unit: '个', ordered: 9, picked: 8, text: '' }];
  phone.ok('groupbuy.shortage', { items, touched: 1, fenLess: 150, priority });
  phone.ok('groupbuy.applyShortage', {});
  const page = await open({ id: 'gb_1', y: 'cy_c01', rule: 'priority' });
  expect(page.text()).toContain('1单元101李家独居老人');
  await page.press('加一家');
  await page.run('search', { detail: { value: '302' } });
  expect(page.text()).not.toContain('2单元501张家');
  await page.press('2单元 302 王家');
  await page.press('在隔离');
  const changes = [{ householdId: 'hh_b', first: true, reason: '在隔离' }];
  const asked = { roundId: 'gb_1', rule: 'priority', changes };
  expect(phone.callsOf('groupbuy.shortage').at(-1)?.input).toEqual(asked);
  await page.press('就这样分');
  expect(phone.callsOf('groupbuy.applyShortage').at(-1)?.input).toEqual(asked);
});

it('a volunteer reads only how many', async () => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  phone.ok('groupbuy.shortage', { items: [], touched: 0, fenLess: 0, priority: { count: 2 } });
  const page = await open({ id: 'gb_1', y: 'cy_c01', rule: 'priority' });
  expect(page.text()).toContain('先顾2家');
  expect(page.text()).not.toContain('加一家');
});
