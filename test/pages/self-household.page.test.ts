import { addDays, dayOf } from '../../miniprogram/contract/calendar';
import type { MeView, MyHouseholdView } from '../../miniprogram/contract/member';
import { codePicture } from '../../miniprogram/packages/self/services/code-picture';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const openPage = pageAt('packages/self/household/household');
const open = () => openPage({ id: 'hh_c01u2d101' });

const home: MyHouseholdView = {
  id: 'hh_c01u2d101',
  courtyardId: 'cy_c01',
  courtyardName: '3巷22号院',
  unit: '2单元',
  door: '101',
  family: '梁',
  label: '2单元 101 梁家',
  shown: { door: true, name: true },
  people: [
    { id: 'pe_a', name: '梁嬢嬢', ageBand: '60-79', phoneOnly: false, memberId: 'mb_a' },
    { id: 'pe_b', name: '梁爷爷', ageBand: '80+', phoneOnly: true },
  ],
  away: [],
  helpers: [
    { memberId: 'mb_h', name: '杜淑兰', personName: '梁爷爷', status: 'asked', since: 0 },
    { memberId: 'mb_o', name: '老孔', personName: '梁爷爷', status: 'active', since: 0 },
  ],
};
const me = (more: Partial<MyHouseholdView> = {}): MeView => ({
  memberId: 'mb_a',
  name: '梁嬢嬢',
  households: [{ ...home, ...more }],
  actingFor: [],
  roles: [],
  phone: '028-8300 0000',
  messageCredits: 0,
});
const tap = (dataset: object) => ({ currentTarget: { dataset } });
const typed = <T>(value: T) => ({ detail: { value } });

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  phone.ok('member.me', me());
  for (const act of ['setAway', 'moveOut', 'answerHelper', 'endHelping', 'removePerson']) {
    phone.ok(`member.${act}`, {});
  }
});

it('shows the plate neighbours see, who lives here, and who may act for us', async () => {
  const text = (await open()).text();
  for (const words of [
    '2单元101梁家',
    '60–79岁·就是我',
    '80岁以上·只用老年手机',
    '杜淑兰想替梁爷爷办事',
    '老孔替梁爷爷办',
  ]) {
    expect(text).toContain(words);
  }
});

describe('what neighbours see', () => {
  it('changes under the thumb, and is what the cloud says in the end', async () => {
    phone.ok('member.setShown', { label: '2单元 梁家' });
    const page = await open();
    await page.run('switchDoor', typed(false));
    await settle();
    expect(phone.callsOf('member.setShown')[0]?.input).toEqual({
      householdId: 'hh_c01u2d101',
      door: false,
      name: true,
    });
    expect(page.text()).not.toContain('2单元101梁家');
    expect(page.text()).toContain('2单元梁家');
  });

  it('goes back when the cloud says no', async () => {
    phone.answer('member.setShown', { ok: false, code: 'INTERNAL' });
    const page = await open();
    await page.run('switchName', typed(false));
    await settle();
    expect(page.text()).toContain('2单元101梁家');
    expect(phone.said.join()).toContain('服务出了点问题');
  });

  it('never speaks for the household of the acting band', async () => {
    session.actFor({ id: 'hh_x', label: '别家', courtyardId: 'cy_c01', personName: '赖婆婆' });
    phone.ok('member.setShown', { label: '2单元 101' });
    const page = await open();
    await page.run('switchName', typed(false));
    session.actForMyself();
    expect(phone.callsOf('member.setShown')[0]?.subject).toBeUndefined();
  });
});

it('makes an invitation whose card opens this very household', async () => {
  phone.ok('member.invite', { code: 'k7m2q9', until: Date.now() + 3_600_000 });
  const page = await open();
  await page.press('做一张邀请卡');
  expect(page.text()).toContain('k7m2q9');
  const card = (await page.run('onShareAppMessage')) as { title: string; path: string };
  expect(card.path).toContain('h=hh_c01u2d101&k=k7m2q9');
  expect(card.title.length).toBeLessThanOrEqual(20);
  expect(phone.callsOf('member.invite')[0]).toMatchObject({ subject: 'hh_c01u2d101' });
});

describe('出门几天', () => {
  const today = dayOf(Date.now());

  it('joins days that touch and sends no reason', async () => {
    const span = { from: today, until: addDays(today, 2) };
    phone.ok('member.me', me({ away: [span] }));
    const page = await open();
    await page.run('startAway');
    await page.run('pickFrom', typed(addDays(today, 3)));
    await page.run('pickUntil', typed(addDays(today, 1)));
    expect(page.text()).toContain('到明天');
    await page.run('pickUntil', typed(addDays(today, 5)));
    await page.run('addAway');
    expect(phone.callsOf('member.setAway')[0]?.input).toEqual({
      householdId: 'hh_c01u2d101',
      away: [{ from: today, until: addDays(today, 5) }],
    });
  });

  it('takes days away again', async () => {
    phone.ok('member.me', me({ away: [{ from: today, until: today }] }));
    const page = await open();
    expect(page.text()).toContain('这一天');
    await page.run('removeAway', tap({ from: today }));
    expect(phone.callsOf('member.setAway')[0]?.input).toMatchObject({ away: [] });
  });
});

it('says yes to a helper, and ends it only after saying what that means', async () => {
  const page = await open();
  await page.run('answerHelper', tap({ id: 'mb_h', name: '杜淑兰', accept: true }));
  expect(phone.callsOf('member.answerHelper')[0]?.input).toMatchObject({
    memberId: 'mb_h',
    accept: true,
  });
  phone.confirm = false;
  await page.run('endHelping', tap({ id: 'mb_o', name: '老孔' }));
  expect(phone.said.join()).toContain('老孔 以后不能替 2单元 101 梁家 回通知了');
  expect(phone.callsOf('member.endHelping')).toEqual([]);
});

it('warns the last one with the app what moving out means for the household', async () => {
  const page = await open();
  await page.press('我搬走了');
  expect(phone.said[0]).toContain('家里没有别人用小程序');
  expect(phone.callsOf('member.moveOut')[0]?.input).toEqual({ householdId: 'hh_c01u2d101' });
});

it('tells somebody without a household where to begin', async () => {
  phone.ok('member.me', { ...me(), households: [] });
  expect((await open()).text()).toContain('您还没有加入哪一户');
});

it('shows the code of the household, which says nothing but which one it is', async () => {
  const page = await open();
  expect(page.data()).toMatchObject({ codeShown: false, code: '' });
  await page.press('打开我家的门牌码');
  expect(page.data()).toMatchObject({
    codeShown: true,
    code: codePicture('yuanba/hh_c01u2d101'),
  });
  expect(page.text()).toContain('扫一扫，就找到您家这一行');
  await page.run('hideCode');
  expect(page.data()).toMatchObject({ codeShown: false });
});
