import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const openHelpers = pageAt('packages/keeper/helpers/helpers');

beforeEach(() => {
  keeperPhone.reset();
  session.learn({ courtyardId: 'cy_c01', roles: ['owner'] });
});

const request = {
  householdId: 'hh_c01u1d401',
  label: '1单元 401 郝家',
  memberId: 'mb_a',
  helperName: '杜淑兰',
  personName: '郝光明',
  at: Date.now(),
};
beforeEach(() => {
  phone.ok('member.helperRequests', { items: [request] });
  phone.ok('member.answerHelper', {});
});

it('asks whether the person was asked before it says yes for them', async () => {
  const page = await openHelpers({ y: 'cy_c01' });
  await page.press('本人同意');
  expect(phone.said.join()).toContain('请先当面或打电话问过 郝光明');
  expect(phone.callsOf('member.answerHelper')[0]?.input).toMatchObject({ accept: true });
  expect(page.text()).toContain('没有等着点头的代办');
});

it('keeps the request when it is not answered after all', async () => {
  phone.confirm = false;
  const page = await openHelpers({ y: 'cy_c01' });
  await page.press('本人同意');
  expect(phone.callsOf('member.answerHelper')).toEqual([]);
  expect(page.text()).toContain('杜淑兰想替郝光明办事');
});
