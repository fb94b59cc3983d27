import type { DoorsView } from '../../miniprogram/contract/member';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('pages/join/join');

const doors: DoorsView = {
  courtyardId: 'cy_c01',
  courtyardName: '3巷22号院',
  phone: '028-8300 0000',
  units: [
    { unit: '1单元', doors: [{ id: 'hh_c01u1d101', door: '101' }] },
    {
      unit: '2单元',
      doors: [
        { id: 'hh_c01u2d501', door: '501' },
        { id: 'hh_c01u2d502', door: '502' },
      ],
    },
  ],
  privacyVersion: '1',
  fromGroup: true,
};

beforeEach(() => {
  phone.reset();
  phone.ok('member.doors', doors);
  phone.ok('member.join', { status: 'waiting', joinId: 'hh_c01u2d502.mb_a' });
});

it('joins with four taps and a name', async () => {
  const page = await open({ y: 'cy_c01' });
  await page.press('2单元');
  await page.press('502');
  await page.run('onName', { detail: { value: '梁嬢嬢' } });
  await page.press('60–79 岁');
  await page.press('2单元 502，同意并加入');
  expect(phone.callsOf('member.join')[0]).toMatchObject({
    courtyardId: 'cy_c01',
    input: {
      householdId: 'hh_c01u2d502',
      name: '梁嬢嬢',
      ageBand: '60-79',
      privacyVersion: '1',
    },
  });
  expect(page.text()).toContain('等群主点个头');
});

it('says what is still missing instead of sending half a form', async () => {
  const page = await open({ y: 'cy_c01' });
  expect(page.text()).toContain('先选单元');
  await page.press('2单元');
  await page.press('502');
  await page.press('写一个称呼');
  expect(phone.callsOf('member.join')).toHaveLength(0);
});

it('forgets the door when another unit is picked', async () => {
  const page = await open({ y: 'cy_c01' });
  await page.press('2单元');
  await page.press('502');
  await page.press('1单元');
  expect(page.data().choice).toEqual({ unit: '1单元', householdId: '', door: '' });
});

it('comes in at once by an invitation, whose door is already picked', async () => {
  phone.ok('member.join', { status: 'member', joinId: 'hh_c01u2d501.mb_a' });
  const page = await open({ y: 'cy_c01', h: 'hh_c01u2d501', k: 'code7' });
  expect(page.text()).toContain('家里人请您进来');
  await page.run('onName', { detail: { value: '梁孃孃的孙女' } });
  await page.press('18–59 岁');
  await page.press('同意并加入');
  expect(phone.callsOf('member.join')[0]?.input).toMatchObject({
    householdId: 'hh_c01u2d501',
    inviteCode: 'code7',
  });
  expect(page.text()).toContain('欢迎您');
});

it('keeps the name one typed and says in words why joining was refused', async () => {
  phone.answer('member.join', { ok: false, code: 'GUARDIAN_NEEDED' });
  const page = await open({ y: 'cy_c01' });
  await page.press('2单元');
  await page.press('502');
  await page.run('onName', { detail: { value: '小梁' } });
  await page.press('未满 14 岁');
  await page.press('同意并加入');
  expect(phone.said).toContain('未满 14 岁要由同一家的大人来加');
  expect((await open({ y: 'cy_c01' })).data().name).toBe('小梁');
});

it('tries the same intent with the same request id when no answer came', async () => {
  const page = await open({ y: 'cy_c01' });
  await page.press('2单元');
  await page.press('502');
  await page.run('onName', { detail: { value: '梁嬢嬢' } });
  await page.press('60–79 岁');
  phone.online = false;
  await page.press('同意并加入');
  phone.online = true;
  await page.press('同意并加入');
  const [first, second] = phone.callsOf('member.join');
  expect(second?.requestId).toBe(first?.requestId);
});

it('says that a courtyard without doors is not registered yet', async () => {
  phone.ok('member.doors', { ...doors, units: [] });
  expect((await open({ y: 'cy_c01' })).text()).toContain('还没登记门牌');
});

it('keeps the door one picked when the page asks again', async () => {
  const page = await open({ y: 'cy_c01' });
  await page.press('2单元');
  await page.press('502');
  await page.run('reload');
  expect(page.data().choice).toEqual({ unit: '2单元', householdId: 'hh_c01u2d502', door: '502' });
});

it('says that one lives here already when an invitation is opened again', async () => {
  phone.ok('member.doors', { ...doors, mine: ['hh_c01u2d501'] });
  const text = (await open({ y: 'cy_c01', h: 'hh_c01u2d501', k: 'code7' })).text();
  expect(text).toContain('您已经是这一户的人了');
  expect(text).not.toContain('怎么称呼您');
  // Into another household one may still be invited.
  const other = (await open({ y: 'cy_c01', h: 'hh_c01u2d502', k: 'code7' })).text();
  expect(other).toContain('家里人请您进来');
});
