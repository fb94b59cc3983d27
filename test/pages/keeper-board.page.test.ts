import { instant } from '../../miniprogram/contract/calendar';
import type { BoardView, CallRow } from '../../miniprogram/contract/notice';
import { dropHeld } from '../../miniprogram/packages/keeper/services/held-marks';
import { flush } from '../../miniprogram/services/queue';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const openPage = pageAt('packages/keeper/board/board');
const open = () => openPage({ id: 'nt_1', y: 'cy_c01' });

const now = instant('2026-02-09', '18:20');
const row = (unit: string, door: string, family: string): CallRow => ({
  id: `hh_c01u${unit}d${door}`,
  unit,
  door,
  family,
});
const board: BoardView = {
  noticeId: 'nt_1',
  title: '明天上午全院消毒',
  version: 3,
  courtyardId: 'cy_c01',
  courtyardName: '桂枝巷9号院',
  householdCount: 64,
  reachedCount: 61,
  countByWay: { self: 44, helper: 9, phone: 8, door: 0 },
  callList: [row('1', '301', '何'), row('1', '602', '曾'), row('2', '101', '彭')],
  reached: [{ id: 'hh_c01u3d402', label: '3单元 402 梁家', how: 'helper', at: now }],
  phone: '028-8300 0000',
  expired: false,
  now,
};
const marks = () => phone.callsOf('notice.recordReach');

beforeEach(() => {
  keeperPhone.reset();
  dropHeld();
  session.goTo({ courtyardId: 'cy_c01' });
  phone.ok('notice.board', board);
  phone.ok('notice.recordReach', { reached: true, at: now });
  phone.ok('notice.phoneOf', { phones: [{ name: '何大爷', phone: '028-8300 1111' }] });
});

it('says how many were reached, how, and names who is left by unit', async () => {
  const text = (await open()).text();
  for (const words of [
    '64家里61家收到了',
    '44自己回',
    '9代办',
    '8电话',
    '3还没',
    '还有3家要说一声',
  ]) {
    expect(text).toContain(words);
  }
  expect(text.indexOf('1单元')).toBeLessThan(text.indexOf('2单元'));
  expect(phone.callsOf('notice.board')[0]).toMatchObject({
    courtyardId: 'cy_c01',
    input: { noticeId: 'nt_1' },
  });
});

it('draws 20 doors at once, and the next ones when asked', async () => {
  const callList = Array.from({ length: 45 }, (_, at) => row('1', String(101 + at), '何'));
  phone.ok('notice.board', { ...board, householdCount: 90, reachedCount: 45, callList });
  const page = await open();
  expect(page.text()).toContain('120何家');
  expect(page.text()).not.toContain('121何家');
  await page.press('再看 20 家');
  expect(page.text()).toContain('140何家');
  await page.press('再看 5 家');
  expect(page.text()).toContain('145何家');
  expect(page.text()).not.toContain('再看');
  // Whoever was told makes room for the next one.
  await page.run('mark', tap('hh_c01u1d101', 'door', 'yes'));
  expect(page.text()).toContain('还有44家要说一声');
});

describe('calling', () => {
  it('looks the number up only then, dials it, and asks how it went', async () => {
    const page = await open();
    expect(phone.callsOf('notice.phoneOf')).toHaveLength(0);
    await page.press('打电话');
    await settle();
    expect(phone.dialled).toEqual(['02883001111']);
    for (const words of ['电话里说了', '没人接', '上门说了']) expect(page.text()).toContain(words);
  });

  it('lets one choose among several numbers of a household', async () => {
    const phones = [
      { name: '何大爷', phone: '028-8300 1111' },
      { name: '何小妹', phone: '13900001111' },
    ];
    phone.ok('notice.phoneOf', { phones });
    keeperPhone.choice = 1;
    const page = await open();
    await page.run('call', { currentTarget: { dataset: { id: 'hh_c01u1d301' } } });
    expect(keeperPhone.offered).toEqual(['何大爷 028-8300 1111', '何小妹 13900001111']);
    expect(phone.dialled).toEqual(['13900001111']);
  });

  it('sends one to the door of a household that left no number', async () => {
    phone.ok('notice.phoneOf', { phones: [] });
    const page = await open();
    await page.run('call', { currentTarget: { dataset: { id: 'hh_c01u1d301' } } });
    await settle();
    expect(page.text()).toContain('没留电话');
    expect(page.text()).toContain('去敲门');
    expect(phone.dialled).toEqual([]);
  });
});

const tap = (id: string, how: string, reached: string) => ({
  currentTarget: { dataset: { id, how, reached } },
});

describe('marking a household', () => {
  it('shows it at once and keeps it back until it can no longer be undone', async () => {
    const page = await open();
    await page.run('mark', tap('hh_c01u1d301', 'phone', 'yes'));
    await settle();
    expect(page.text()).toContain('64家里62家收到了');
    expect(page.text()).toContain('1单元301何家：电话里说了');
    expect(marks()).toHaveLength(0);
  });

  it('sends nothing at all when it is undone', async () => {
    const page = await open();
    await page.run('mark', tap('hh_c01u1d301', 'phone', 'yes'));
    await settle();
    await page.press('撤销');
    await page.run('release');
    expect(page.text()).toContain('64家里61家收到了');
    expect(page.text()).toContain('301');
    expect(marks()).toHaveLength(0);
  });

  it('sends it when the time is over: for that version, for nobody acted for', async () => {
    session.actFor({ id: 'hh_x', label: '别家', courtyardId: 'cy_c01', personName: '赖婆婆' });
    const page = await open();
    await page.run('mark', tap('hh_c01u1d301', 'door', 'yes'));
    await page.run('release');
    session.actForMyself();
    expect(marks()).toHaveLength(1);
    expect(marks()[0]?.input).toEqual({
      noticeId: 'nt_1',
      householdId: 'hh_c01u1d301',
      version: 3,
      how: 'door',
      reached: true,
    });
    expect(marks()[0]?.subject).toBeUndefined();
    expect(page.text()).toContain('64家里62家收到了');
  });

  it('sends the one before at once when the next household is tapped', async () => {
    const page = await open();
    await page.run('mark', tap('hh_c01u1d301', 'phone', 'yes'));
    await page.run('mark', tap('hh_c01u1d602', 'phone', 'no'));
    await settle();
    expect(marks().map(({ input }) => (input as { householdId: string }).householdId)).toEqual([
      'hh_c01u1d301',
    ]);
    expect(page.text()).toContain('打过，没人接');
    expect(page.text()).toContain('64家里62家收到了');
  });

  it('does not wait when one leaves the page', async () => {
    const page = await open();
    await page.run('mark', tap('hh_c01u1d301', 'phone', 'yes'));
    page.turn('hide');
    await settle();
    expect(marks()).toHaveLength(1);
  });

  it('keeps what was held when the app is closed, and sends it when the board opens again', async () => {
    const page = await open();
    await page.run('mark', tap('hh_c01u1d301', 'phone', 'yes'));
    await open();
    await settle();
    expect(marks()).toHaveLength(1);
  });

  it('waits in the phone without network, counts already, and goes out once with the same request', async () => {
    const page = await open();
    phone.online = false;
    await page.run('mark', tap('hh_c01u1d301', 'door', 'yes'));
    await page.run('release');
    await settle();
    expect(page.text()).toContain('1家先记在手机里');
    expect(page.text()).toContain('64家里62家收到了');
    phone.online = true;
    await flush();
    await flush();
    await settle();
    const [lost, sent, ...more] = marks();
    expect(more).toEqual([]);
    expect(sent?.requestId).toBe(lost?.requestId);
    expect(page.text()).not.toContain('先记在手机里');
  });

  it('does not ask for a household again that was told, when only an older board is at hand', async () => {
    const page = await open();
    await page.run('mark', tap('hh_c01u1d301', 'door', 'yes'));
    await page.run('release');
    phone.online = false;
    const again = await open();
    expect(again.text()).toContain('64家里62家收到了');
    expect(again.text()).not.toContain('何家还没联系过');
  });

  it('asks again after the notice has a new version', async () => {
    const page = await open();
    await page.run('mark', tap('hh_c01u1d301', 'door', 'yes'));
    await page.run('release');
    phone.ok('notice.board', { ...board, version: 4 });
    expect((await open()).text()).toContain('64家里61家收到了');
  });

  it('says why when the notice has changed meanwhile, and reads the board again', async () => {
    phone.answer('notice.recordReach', { ok: false, code: 'NOTICE_CHANGED' });
    const page = await open();
    await page.run('mark', tap('hh_c01u1d301', 'phone', 'yes'));
    await page.run('release');
    expect(phone.said.join()).toContain('这条通知刚刚改过');
    expect(phone.callsOf('notice.board')).toHaveLength(2);
    expect(page.text()).toContain('64家里61家收到了');
  });
});

it('copies a text for the group in at most 12 lines', async () => {
  const page = await open();
  await page.press('复制成群文字');
  expect(phone.clipboard).toContain('64 家里已有 61 家收到');
  expect(phone.clipboard.split('\n').length).toBeLessThanOrEqual(12);
});

it('shows the last board and its age without network', async () => {
  await open();
  phone.online = false;
  const text = (await open()).text();
  expect(text).toContain('64家里61家收到了');
  expect(text).toContain('没有网，这是');
});

it('says why there is no board, and tries again', async () => {
  phone.answer('notice.board', { ok: false, code: 'INTERNAL' });
  const page = await open();
  expect(page.text()).toContain('服务出了点问题');
  phone.ok('notice.board', board);
  await page.press('再试一次');
  expect(page.text()).toContain('64家里61家收到了');
});

it('thanks everybody when nobody is left, and says what is missing in an empty courtyard', async () => {
  phone.ok('notice.board', { ...board, reachedCount: 64, callList: [] });
  expect((await open()).text()).toContain('每一家都说到了');
  phone.ok('notice.board', { ...board, householdCount: 0, reachedCount: 0, callList: [] });
  expect((await open()).text()).toContain('这个院还没有住户');
});
