import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';
import { home } from './home-view';

const open = pageAt('packages/fund/fund/fund');

it('calls the community for whoever comes from a card in a group', async () => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ phone: '', roles: [] });
  phone.ok('courtyard.home', home);
  phone.answer('fund.overview', { ok: false, code: 'BUSY' });
  const page = await open({ c: 'cm_donghuan' });
  await settle();
  await page.run('onCall');
  expect(phone.dialled).toEqual([home.phone.replace(/[^\d]/g, '')]);
});
