import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/buying/order-for/order-for');

const row = (door: string) => ({ id: `hh_${door}`, unit: '1', door, family: '李' });

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  phone.answer('directory.households', ({ input }) => ({
    ok: true,
    value: (input as { after?: string }).after
      ? { items: [row('602')] }
      : { items: [row('101')], next: 'hh_101' },
  }));
});

it('reads every door once, also when it shows at once what was kept', async () => {
  await open({ id: 'gb_1', y: 'cy_c01' });
  phone.asked = [];
  const page = await open({ id: 'gb_1', y: 'cy_c01' });
  expect(phone.callsOf('directory.households')).toHaveLength(2);
  expect((page.data().doors as { id: string }[]).map(({ id }) => id)).toEqual([
    ...['hh_101', 'hh_602'],
  ]);
});
