import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/buying/paste/paste');

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
});

it('copies what every door ordered, or only how much of each', async () => {
  const page = await open({ id: 'gb_1', y: 'cy_c01' });
  const orders = { named: '#接龙 周四团\n1. 1单元 101 李家 萝卜×1', counts: '萝卜 1 根' };
  phone.ok('groupbuy.pasteOut', { text: '', orders: { ...orders, households: 1 } });
  await page.press('复制每家订的');
  expect(phone.clipboard).toBe(orders.named);
  await page.press('只复制份数');
  expect(phone.clipboard).toBe(orders.counts);
});

it('says so where nobody has ordered, and copies nothing', async () => {
  const page = await open({ id: 'gb_1', y: 'cy_c01' });
  const nothing = { named: '#接龙 周四团', counts: '', households: 0 };
  phone.ok('groupbuy.pasteOut', { text: '', orders: nothing });
  await page.press('复制每家订的');
  expect([phone.clipboard, phone.said]).toEqual(['', ['院里还没有人订']]);
});
