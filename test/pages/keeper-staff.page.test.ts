import type { StaffView } from '../../miniprogram/contract/courtyard';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const openStaff = pageAt('packages/keeper/staff/staff');

const NOW = Date.now();
const WEEK = 7 * 86_400_000;
const view = (more: Partial<StaffView> = {}): StaffView => ({
  communityName: '东环路社区',
  self: 'mb_boss',
  people: [
    { memberId: 'mb_boss', name: '廖蓉', role: 'admin', from: 0 },
    { memberId: 'mb_lin', name: '小林', role: 'staff', from: 0 },
  ],
  invites: [],
  ...more,
});

beforeEach(() => keeperPhone.reset());

it('names administrators and staff, and says which line is the own one', async () => {
  phone.ok('courtyard.staff', view());
  const page = await openStaff();
  expect(page.text()).toMatch(/社区管理员廖蓉（您）.*社区工作人员小林/);
  expect(phone.callsOf('courtyard.staff')[0]).not.toHaveProperty(
    'courtyardId',
    expect.stringMatching(/./),
  );
});

it('makes a card that one may send and take back', async () => {
  phone.ok('courtyard.staff', view());
  const page = await openStaff();
  await page.press('请一位工作人员');
  const invite = { code: '7K2M9QXB', until: NOW + WEEK };
  phone.ok('courtyard.inviteStaff', invite);
  phone.ok('courtyard.staff', view({ invites: [invite] }));
  await page.press('做一张邀请卡');
  expect(phone.callsOf('courtyard.inviteStaff')[0]?.input).toEqual({});
  expect(await page.run('onShareAppMessage', { from: 'button' })).toEqual({
    title: '请您到东环路社区当工作人员',
    path: '/packages/keeper/staff-accept/staff-accept?c=cm_donghuan&s=7K2M9QXB',
  });
  // The menu of the page does not give the role away.
  expect(await page.run('onShareAppMessage', { from: 'menu' })).toMatchObject({
    path: expect.stringMatching(/^\/pages\/home\/home/),
  });
  await page.run('close');
  phone.ok('courtyard.cancelStaffInvite', {});
  await page.press('收回');
  expect(phone.callsOf('courtyard.cancelStaffInvite')[0]?.input).toEqual({ code: '7K2M9QXB' });
});

it('ends a role and makes an administrator, after saying what that means', async () => {
  phone.ok('courtyard.staff', view());
  phone.ok('courtyard.endRole', {});
  phone.ok('courtyard.grantRole', {});
  const page = await openStaff();
  await page.press('小林');
  await page.press('当管理员');
  expect(phone.callsOf('courtyard.grantRole')[0]?.input).toEqual({
    memberId: 'mb_lin',
    role: 'admin',
  });
  await page.press('小林');
  phone.confirm = false;
  await page.press('到此为止');
  expect(phone.callsOf('courtyard.endRole')).toEqual([]);
  phone.confirm = true;
  await page.press('到此为止');
  expect(phone.callsOf('courtyard.endRole')[0]?.input).toEqual({
    memberId: 'mb_lin',
    role: 'staff',
  });
});

it('does not offer to end the only administrator', async () => {
  phone.ok('courtyard.staff', view());
  const page = await openStaff();
  await page.press('廖蓉');
  expect(page.text()).toContain('只有这一位管理员');
  expect(page.text()).not.toContain('到此为止');
});
