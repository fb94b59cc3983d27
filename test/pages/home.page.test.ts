import type { HomeView } from '../../miniprogram/contract/home';
import { noticeContract } from '../../miniprogram/services/notice';
import { doOrKeep, flush } from '../../miniprogram/services/queue';
import { session } from '../../miniprogram/services/session';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const NOW = Date.parse('2020-02-09T09:42:00Z');
const open = pageAt('pages/home/home');

const home: HomeView = {
  communityId: 'cm_donghuan',
  communityName: '东环路社区',
  phone: '028-8300 0000',
  responseLevel: 1,
  drill: false,
  courtyard: {
    id: 'cy_c01',
    name: '3巷22号院',
    groupBound: true,
    gate: { opensAt: '08:00', closesAt: '20:00' },
  },
  standing: {
    status: 'member',
    memberId: 'mb_a',
    name: '梁嬢嬢',
    household: { id: 'hh_c01u2d101', label: '2单元 101 梁家' },
    roles: ['resident'],
  },
  otherCourtyards: [],
  actingFor: [
    {
      id: 'hh_c01u3d402',
      label: '3单元 402 彭家',
      courtyardId: 'cy_c01',
      personName: '彭婆婆',
    },
  ],
  waiting: [
    {
      kind: 'confirm',
      noticeId: 'nt_a',
      version: 1,
      title: '明天上午全院消毒',
      line: '9 点到 11 点，请收空楼道',
      forHousehold: { id: 'hh_c01u2d101', label: '2单元 101 梁家' },
      helping: false,
      courtyardId: 'cy_c01',
    },
    {
      kind: 'confirm',
      noticeId: 'nt_a',
      version: 1,
      title: '明天上午全院消毒',
      line: '9 点到 11 点，请收空楼道',
      forHousehold: { id: 'hh_c01u3d402', label: '3单元 402 彭家' },
      helping: true,
      courtyardId: 'cy_c01',
    },
  ],
  notices: [
    {
      id: 'nt_b',
      title: '体温枪借到院里了',
      category: 'health',
      by: '院委会',
      at: Date.parse('2020-02-08T08:10:00Z'),
      pinned: false,
      mustConfirm: false,
      confirmed: false,
    },
  ],
  now: NOW,
};

beforeEach(() => {
  phone.reset();
  session.actForMyself();
  phone.ok('courtyard.home', home);
});

it('shows the courtyard, what waits, the gate and the latest notices', async () => {
  const page = await open();
  const text = page.text();
  for (const words of [
    '3巷22号院',
    '一级响应',
    '2月9日周日',
    '2件',
    '开着，20:00关',
    '昨天16:10',
  ]) {
    expect(text).toContain(words);
  }
});

it('asks the cloud once for all of it', async () => {
  await open();
  expect(phone.asked).toHaveLength(1);
});

it('opens the notice that waits for my own household without a band', async () => {
  const page = await open();
  await page.press('回一声');
  expect(phone.went).toEqual(['/pages/notice/view/view?id=nt_a&y=cy_c01']);
  await page.run('onShow');
  expect(page.data().actingLabel).toBe('');
});

it('opens it from its words as well as from its button', async () => {
  const page = await open();
  await page.press('9 点到 11 点');
  expect(phone.went).toHaveLength(1);
});

it('puts the band up before a notice is answered for somebody else', async () => {
  const page = await open();
  await page.press('帮着回');
  await page.run('onShow');
  expect(page.text()).toContain('正在为3单元402彭家代办');
});

it('dials the community', async () => {
  const page = await open();
  await page.press('社区电话');
  expect(phone.dialled).toEqual(['02883000000']);
});

it('shows the last view with its age when there is no network', async () => {
  await open();
  phone.online = false;
  const page = await open();
  expect(page.text()).toContain('没有网，这是刚才的样子');
  expect(page.text()).toContain('体温枪借到院里了');
});

it('says why and offers another try when there is no network and nothing is kept', async () => {
  phone.online = false;
  const page = await open();
  expect(page.text()).toContain('网络不好');
  phone.online = true;
  await page.press('再试一次');
  expect(page.text()).toContain('3巷22号院');
});

it('leads a stranger to the doors of the courtyard the card names', async () => {
  phone.ok('courtyard.home', {
    ...home,
    standing: { status: 'stranger' },
    waiting: [],
    notices: [],
  });
  const page = await open({ c: 'cm_donghuan', y: 'cy_c01' });
  expect(phone.callsOf('courtyard.home')[0]).toMatchObject({ courtyardId: 'cy_c01' });
  await page.press('找到您家的门牌');
  expect(phone.went).toEqual(['/pages/join/join?y=cy_c01']);
});

it('tells somebody who was not let in, until a door is asked for again', async () => {
  const asks = { ...home, waiting: [], notices: [] };
  phone.ok('courtyard.home', { ...asks, standing: { status: 'waiting', door: '3单元 402' } });
  await open();
  phone.ok('courtyard.home', { ...asks, standing: { status: 'stranger' } });
  const page = await open();
  expect(page.text()).toContain('上次选的3单元402没有通过');
  expect((await open()).text()).toContain('上次选的3单元402没有通过');
  phone.ok('courtyard.home', { ...asks, standing: { status: 'waiting', door: '3单元 401' } });
  expect((await open()).text()).not.toContain('没有通过');
});

it('marks a drill on the page', async () => {
  phone.ok('courtyard.home', { ...home, drill: true });
  expect((await open()).text()).toContain('演练中');
});

it('turns to its large layout when the system text is large', async () => {
  phone.fontSizeScaleFactor = 1.6;
  expect((await open()).data().sizeClass).toBe('large');
});

it('asks where one belongs when the courtyard it remembers is no more', async () => {
  phone.answer('courtyard.home', ({ courtyardId }) =>
    courtyardId === 'cy_gone' ? { ok: false, code: 'NOT_FOUND' } : { ok: true, value: home },
  );
  const page = await open({ y: 'cy_gone' });
  expect(page.text()).toContain('3巷22号院');
});

it('says in the list that 收到 waits in the phone, and asks again when it has been sent', async () => {
  phone.ok('notice.confirm', { noticeId: 'nt_a', how: 'self', at: NOW, earlier: false });
  const page = await open();
  phone.online = false;
  await doOrKeep(noticeContract, 'confirm', { noticeId: 'nt_a', version: 1 }, '收到');
  await settle();
  expect(page.text()).toContain('待发送');
  expect(page.text()).toContain('没有网，1件先记在手机里');
  phone.online = true;
  phone.ok('courtyard.home', { ...home, waiting: [] });
  await flush();
  await settle();
  expect(page.text()).not.toContain('等我办');
});

it('lets the day and the gate go on while the view lies in the phone', async () => {
  jest.useFakeTimers({
    now: NOW,
    doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'],
  });
  const duty = { headline: '今天门口：2单元 101 梁家，到 20:00', mine: true };
  phone.ok('courtyard.home', { ...home, duty });
  expect((await open()).text()).toContain('今天门口');
  phone.online = false;
  jest.setSystemTime(NOW + 14 * 3_600_000);
  const text = (await open()).text();
  jest.useRealTimers();
  expect(text).toContain('2月10日周一');
  expect(text).toContain('关着，8:00开');
  expect(text).not.toContain('今天门口');
});

const mine = {
  forHousehold: { id: 'hh_c01u2d101', label: '2单元 101 梁家' },
  helping: false,
  courtyardId: 'cy_c01',
} as const;
const helped = {
  forHousehold: { id: 'hh_c01u3d402', label: '3单元 402 彭家' },
  helping: true,
  courtyardId: 'cy_c01',
} as const;

it.each<[string, HomeView['waiting'][number], string, string]>([
  [
    'today’s turn',
    {
      kind: 'duty',
      turnId: '1-hh_c01u2d101',
      day: '2020-02-09',
      text: '今天 08:00–20:00 您家守大门',
      ...mine,
    },
    '看看',
    '/packages/duty/today/today',
  ],
  [
    'tomorrow’s turn',
    {
      kind: 'duty',
      turnId: '1-hh_c01u2d101',
      day: '2020-02-10',
      text: '明天 08:00–20:00 您家守大门',
      ...mine,
    },
    '看看',
    '/packages/duty/mine/mine',
  ],
  [
    'a key to give',
    {
      kind: 'key',
      keyId: 'ky_c01k1',
      give: true,
      at: NOW,
      text: '今晚 20:00 把大门钥匙交给3单元 402 彭家',
      ...mine,
    },
    '去交',
    '/packages/duty/keys/keys',
  ],
  [
    'a request to exchange',
    { kind: 'swap', askId: 'sw_1', text: '3单元 402 彭家想换2月12日 周三的班', ...mine },
    '看看',
    '/packages/duty/swap/swap?ask=sw_1',
  ],
  [
    'a change',
    { kind: 'dutyChanged', at: NOW, text: '您家的值守从后天改到明天', ...mine },
    '看看',
    '/packages/duty/mine/mine',
  ],
  [
    'a neighbour to look in on',
    { kind: 'care', count: 1, ...mine },
    '看看',
    '/packages/duty/care/care',
  ],
  [
    'the clean-up',
    { kind: 'cleanUp', on: '2020-02-11', text: '后天大扫除，您家来不来？', ...mine },
    '回一声',
    '/packages/duty/today/today',
  ],
  [
    'a key in the wrong hands',
    { kind: 'keyAlarm', keyId: 'ky_c01k1', text: '大门钥匙丢了，还没有补上' },
    '去处理',
    '/packages/duty/keys/keys',
  ],
  [
    'the committee’s own handover',
    {
      kind: 'committeeKey',
      keyId: 'ky_c01k1',
      give: false,
      at: NOW,
      text: '该从2单元 101 梁家接大门钥匙了',
    },
    '去接',
    '/packages/duty/keys/keys',
  ],
  [
    'questions',
    { kind: 'questions', noticeId: 'nt_a', title: '明天上午全院消毒', count: 2 },
    '去回',
    '/pages/notice/view/view?id=nt_a',
  ],
])('leads from %s to the page that answers it', async (_, one, button, url) => {
  phone.ok('courtyard.home', { ...home, waiting: [one] });
  const page = await open();
  await page.press(button);
  expect(phone.went).toEqual([url]);
});

it('puts the band up for the turn of somebody helped, whoever it was up for before', async () => {
  session.actForMyself();
  const turn = { kind: 'duty', turnId: '1-hh_c01u3d402', day: '2020-02-10' } as const;
  const text = '明天 08:00–20:00 3单元 402 彭家守大门';
  phone.ok('courtyard.home', { ...home, waiting: [{ ...turn, text, ...helped }] });
  const page = await open();
  expect(page.text()).toContain('替3单元402彭家');
  await page.press('看看');
  expect(session.subject?.id).toBe('hh_c01u3d402');
});

it('shows who is at the gate and where its key is, and leads to the day', async () => {
  const duty = {
    headline: '今天门口：2单元 101 梁家，到 20:00',
    keyLine: '大门钥匙在2单元 101 梁家，今晚 20:00 交给3单元 402 彭家',
    tomorrowLine: '明天：3单元 402 彭家',
    mine: true,
  };
  phone.ok('courtyard.home', { ...home, duty });
  const page = await open();
  for (const words of [
    '今天门口：2单元101梁家',
    '今天是您家的班',
    '今晚20:00交给',
    '明天：3单元',
  ]) {
    expect(page.text()).toContain(words);
  }
  await page.press('今天门口');
  expect(phone.went).toEqual(['/packages/duty/today/today']);
});
