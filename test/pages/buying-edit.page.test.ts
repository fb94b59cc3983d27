import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/buying/edit/edit');

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ roles: ['owner'] });
  phone.answer('groupbuy.copyLast', { ok: false, code: 'NOT_FOUND' });
});

it('goods survive leaving the page, and saying that there are none ends with the first', async () => {
  let page = await open({ y: 'cy_c01' });
  const type = (field: string, value: string) =>
    page.run('typeGoods', { currentTarget: { dataset: { field } }, detail: { value } });
  await page.run('type', {
    ...{ currentTarget: { dataset: { field: 'title' } }, detail: { value: '周四蔬菜团' } },
  });
  await page.run('save');
  expect(page.text()).toContain('至少要有一样菜');
  await page.run('addGoods');
  await type('name', '豌豆尖');
  await type('sale', '3.5');
  await type('cost', '3');
  await page.run('saveGoods');
  expect(page.text()).not.toContain('至少要有一样菜');
  page = await open({ y: 'cy_c01' });
  expect(page.text()).toContain('豌豆尖');
  await page.run('openGoods', { currentTarget: { dataset: { at: 0 } } });
  await page.run('dropGoods');
  page = await open({ y: 'cy_c01' });
  expect(page.text()).not.toContain('豌豆尖');
});
