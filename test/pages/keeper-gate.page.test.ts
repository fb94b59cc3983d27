import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const openGate = pageAt('packages/keeper/gate/gate');

const home = (more: object) => ({
  communityId: 'cm_donghuan',
  courtyard: { id: 'cy_c01', name: '3巷22号院', groupBound: false, ...more },
  standing: { status: 'member', memberId: 'mb_a', name: '周', roles: ['owner'] },
});
const type = (value: string) => ({ detail: { value } });

beforeEach(() => keeperPhone.reset());

it('starts from the hours that hold, and refuses a gate that closes before it opens', async () => {
  phone.ok('courtyard.home', home({ gate: { opensAt: '06:00', closesAt: '23:00' } }));
  phone.ok('courtyard.saveGate', {});
  const page = await openGate({ y: 'cy_c01' });
  expect(page.text()).toContain('6:00开门，23:00关门，一天开17小时');
  await page.run('pickClose', type('05:00'));
  await page.run('save');
  expect(page.text()).toContain('关门要晚于开门');
  expect(phone.callsOf('courtyard.saveGate')).toEqual([]);
  await page.run('pickClose', type('22:30'));
  await page.run('save');
  expect(phone.callsOf('courtyard.saveGate')[0]?.input).toEqual({
    gate: { opensAt: '06:00', closesAt: '22:30' },
  });
});

it('takes the hours away when the gate stays open', async () => {
  phone.ok('courtyard.home', home({ gate: { opensAt: '06:00', closesAt: '23:00' } }));
  phone.ok('courtyard.saveGate', {});
  const page = await openGate({ y: 'cy_c01' });
  await page.run('switchKept', { detail: { value: false } });
  await page.run('save');
  expect(phone.callsOf('courtyard.saveGate')[0]?.input).toEqual({});
});
