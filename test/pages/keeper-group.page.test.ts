import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone, wxOfTests } from '../support/phone';

const openGroup = pageAt('packages/keeper/group/group');

const home = (more: object) => ({
  communityId: 'cm_donghuan',
  courtyard: { id: 'cy_c01', name: '3巷22号院', groupBound: false, ...more },
  standing: { status: 'member', memberId: 'mb_a', name: '周', roles: ['owner'] },
});

beforeEach(() => keeperPhone.reset());

beforeEach(() => phone.ok('courtyard.home', home({})));

it('explains how, and cannot bind outside a group', async () => {
  const text = (await openGroup({ y: 'cy_c01' })).text();
  expect(text).toContain('还没有绑微信群');
  expect(text).toContain('到群里，点开刚发的卡片');
  expect(text).toContain('发卡片到群里');
  expect(text).not.toContain('改绑到这个群');
});

it('binds from a group card with the group’s own ticket', async () => {
  const outside = wxOfTests.getGroupEnterInfo;
  Object.assign(wxOfTests, {
    getGroupEnterInfo: ({ success }: { success(info: { cloudID: string }): void }) =>
      success({ cloudID: 'ticket-1' }),
  });
  session.enter({ scene: 1044 });
  phone.ok('courtyard.bindGroup', { rebound: false });
  const page = await openGroup({ y: 'cy_c01' });
  await settle();
  await page.press('绑定这个群');
  expect(phone.callsOf('courtyard.bindGroup')[0]).toMatchObject({
    courtyardId: 'cy_c01',
    group: { cloudID: 'ticket-1' },
  });
  expect(page.text()).toContain('已经绑好微信群');
  Object.assign(wxOfTests, { getGroupEnterInfo: outside });
  session.enter({ scene: 1001 });
});
