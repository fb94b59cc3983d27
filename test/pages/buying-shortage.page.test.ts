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
