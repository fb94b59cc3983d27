import type { HomeView } from '../../miniprogram/contract/home';
import { homeModel } from '../../miniprogram/services/courtyard';
import { session } from '../../miniprogram/services/session';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';
import { home, NOW } from './home-view';

const open = pageAt('pages/home/home');

beforeEach(() => {
  phone.reset();
  session.actForMyself();
  phone.ok('courtyard.home', home);
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
    '/packages/duty/keys/keys?key=ky_c01k1',
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
    '/packages/duty/keys/keys?key=ky_c01k1',
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
    '/packages/duty/keys/keys?key=ky_c01k1',
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

it.each([true, false])('says aloud all that the card shows, own day or not: %s', (own) => {
  const card = { headline: '今天的值守结束了', keyLine: '钥匙在梁家', tomorrowLine: '明天：彭家' };
  const { duty } = homeModel({ ...home, duty: { ...card, mine: own } });
  const shown = [card.headline, duty?.tag, card.keyLine, card.tomorrowLine].filter(Boolean);
  expect(shown).toHaveLength(own ? 4 : 3);
  expect(duty?.spoken).toBe([...shown, '看今天值守'].join('，'));
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
