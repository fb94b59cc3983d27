import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const openAccept = pageAt('packages/keeper/staff-accept/staff-accept');

const home = (standing: object) => ({
  communityId: 'cm_donghuan',
  communityName: '东环路社区',
  phone: '028-8300 0000',
  drill: false,
  standing,
  otherCourtyards: [],
});
const STAFF = { status: 'member', memberId: 'mb_a', name: '小林', roles: ['staff'] };
const open = () => openAccept({ c: 'cm_donghuan', s: '7K2M9QXB' });

beforeEach(() => keeperPhone.reset());

it('asks for a name, sends the card’s code with it, and leads on', async () => {
  phone.ok('courtyard.home', home({ status: 'stranger' }));
  phone.ok('courtyard.acceptStaffInvite', {});
  const page = await open();
  await page.press('同意并加入');
  expect(page.text()).toContain('写上怎么称呼您');
  expect(phone.callsOf('courtyard.acceptStaffInvite')).toEqual([]);
  await page.run('writeName', { detail: { value: ' 小林 ' } });
  phone.ok('courtyard.home', home(STAFF));
  await page.press('同意并加入');
  expect(phone.callsOf('courtyard.acceptStaffInvite')[0]?.input).toEqual({
    code: '7K2M9QXB',
    name: '小林',
    privacyVersion: '1',
  });
  expect(page.text()).toContain('您是东环路社区的工作人员了');
  await page.press('去社区总览');
  expect(phone.went).toEqual(['/packages/keeper/overview/overview']);
});

it('says so at once to somebody who is staff already', async () => {
  phone.ok('courtyard.home', home(STAFF));
  expect((await open()).text()).toContain('您是东环路社区的工作人员了');
});

it('says what is wrong with a card that was used, and with a name the check refuses', async () => {
  phone.ok('courtyard.home', home({ status: 'stranger' }));
  phone.answer('courtyard.acceptStaffInvite', { ok: false, code: 'STAFF_INVITE_INVALID' });
  const page = await open();
  await page.run('writeName', { detail: { value: '小林' } });
  await page.press('同意并加入');
  expect(phone.said.join()).toContain('请社区管理员再发一张');
  phone.answer('courtyard.acceptStaffInvite', { ok: false, code: 'TEXT_RISKY' });
  await page.press('同意并加入');
  expect(page.text()).toContain('请换个说法');
});
