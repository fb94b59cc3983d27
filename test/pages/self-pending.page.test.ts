import { keepDesk } from '../../miniprogram/services/desks';
import { noticeContract } from '../../miniprogram/services/notice';
import { pendingLine } from '../../miniprogram/services/pending';
import { clearDropped, doOrKeep, takeOut, waiting } from '../../miniprogram/services/queue';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/self/pending/pending');

const confirm = (label: string) =>
  doOrKeep(noticeContract, 'confirm', { noticeId: 'nt_1', version: 1 }, label, {
    courtyardId: 'cy_c01',
  });

beforeEach(() => {
  for (const { id } of waiting()) takeOut(id);
  clearDropped();
  keeperPhone.reset();
});

it('says that nothing waits, and that nothing is sent twice', async () => {
  expect((await open()).text()).toContain('没有等着送的');
});

it('lists what waits in words, sends it when asked, and says so', async () => {
  phone.online = false;
  await confirm('2单元 101 回：收到');
  const page = await open();
  expect(page.text()).toContain('2单元101回：收到');
  await page.press('现在就送');
  expect(phone.said.join()).toContain('还没有网');
  phone.online = true;
  phone.ok('notice.confirm', { noticeId: 'nt_1', how: 'self', at: 1, earlier: false });
  await page.press('现在就送');
  await settle();
  expect(phone.said.join()).toContain('都送出去了');
  expect(page.text()).toContain('没有等着送的');
});

it('shows what was refused with the reason, until it was read', async () => {
  phone.online = false;
  await confirm('2单元 101 回：收到');
  phone.online = true;
  phone.answer('notice.confirm', { ok: false, code: 'NOTICE_WITHDRAWN' });
  const page = await open();
  await page.press('现在就送');
  await settle();
  expect(page.text()).toContain('这条通知已经撤回了');
  await page.run('seen');
  expect(page.text()).toContain('没有等着送的');
});

it('throws away only what one means to throw away', async () => {
  phone.online = false;
  await confirm('2单元 101 回：收到');
  const page = await open();
  const [{ id } = { id: '' }] = waiting();
  const tap = { currentTarget: { dataset: { id, label: '2单元 101 回：收到' } } };
  phone.confirm = false;
  await page.run('discard', tap);
  expect(waiting()).toHaveLength(1);
  phone.confirm = true;
  await page.run('discard', tap);
  expect(waiting()).toEqual([]);
});

it('leads back to what somebody is still writing', async () => {
  const url = '/packages/keeper/notice-edit/notice-edit?y=cy_c01';
  keepDesk({ name: 'n', title: '明天停水', at: Date.now(), sending: true, url }, {});
  expect(pendingLine()).toContain('没等到回音');
  const page = await open();
  expect(page.text()).toContain('明天停水');
  expect(page.text()).toContain('没等到回音');
  await page.press('接着写');
  expect(phone.went).toEqual([url]);
});

it('says nothing on other pages about what is only half written', () => {
  keepDesk({ name: 'n', title: '明天停水', at: Date.now(), sending: false, url: '' }, {});
  expect(pendingLine()).toBe('');
});
