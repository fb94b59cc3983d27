import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const openJoins = pageAt('packages/keeper/joins/joins');

beforeEach(() => {
  keeperPhone.reset();
  session.learn({ courtyardId: 'cy_c01', roles: ['owner'] });
});

const ask = (id: string, name: string, fromGroup: boolean) => ({
  id: `hh_c01u1d102.mb_${id}`,
  name,
  label: '1单元 102 胡家',
  at: Date.now(),
  fromGroup,
});
beforeEach(() => {
  const items = [ask('a', '冯小满', true), ask('b', '孔老五', false)];
  phone.ok('member.joins', { courtyardName: '3巷22号院', items });
  phone.ok('member.answerJoin', {});
});

it('shows the plate, the name, and whether they came from the group', async () => {
  const text = (await openJoins({ y: 'cy_c01' })).text();
  for (const words of ['1单元102胡家', '冯小满', '从本院微信群进来的', '请认一认']) {
    expect(text).toContain(words);
  }
});

it('lets one in with one tap, and leaves the row where it is, so that a second tap hits nobody else', async () => {
  const page = await openJoins({ y: 'cy_c01' });
  await page.run('accept', { currentTarget: { dataset: { id: 'hh_c01u1d102.mb_a' } } });
  await settle();
  expect(phone.callsOf('member.answerJoin')[0]?.input).toEqual({
    joinId: 'hh_c01u1d102.mb_a',
    accept: true,
  });
  const text = page.text();
  expect(text).toMatch(/冯小满.*请进来了.*孔老五/);
  expect(text.match(/是这家的，进来/g)).toHaveLength(1);
});

it('says what a no means before it is sent', async () => {
  phone.confirm = false;
  const page = await openJoins({ y: 'cy_c01' });
  const dataset = { id: 'hh_c01u1d102.mb_b', name: '孔老五', label: '1单元 102 胡家' };
  await page.run('decline', { currentTarget: { dataset } });
  expect(phone.said.join()).toContain('孔老五 会看到没有通过');
  expect(phone.callsOf('member.answerJoin')).toEqual([]);
});

it('is not surprised when another keeper was faster', async () => {
  phone.answer('member.answerJoin', { ok: false, code: 'JOIN_CLOSED' });
  const page = await openJoins({ y: 'cy_c01' });
  await page.run('accept', { currentTarget: { dataset: { id: 'hh_c01u1d102.mb_a' } } });
  await settle();
  expect(page.text()).toContain('别人已经处理过了');
});

it('says what will appear when nobody waits', async () => {
  phone.ok('member.joins', { courtyardName: '3巷22号院', items: [] });
  expect((await openJoins({ y: 'cy_c01' })).text()).toContain('现在没有人等着进院');
});

it('leads home whoever may not answer, instead of offering to try again', async () => {
  phone.answer('member.joins', { ok: false, code: 'NOT_ALLOWED' });
  const page = await openJoins({ y: 'cy_c01' });
  expect(page.text()).toContain('这件事要群主、院委会或社区来办');
  expect(page.text()).not.toContain('再试一次');
  await page.press('回到院落');
  expect(phone.went).toEqual(['/pages/home/home']);
});
