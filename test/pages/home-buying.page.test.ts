import type { HomeView } from '../../miniprogram/contract/home';
import { cashSeen } from '../../miniprogram/services/cash-in-hand';
import { agedHome, homeModel } from '../../miniprogram/services/courtyard';
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

const HOUR = 3_600_000;
const round = { roundId: 'gb_1', title: '周四蔬菜团' } as const;
const mine = {
  forHousehold: { id: 'hh_c01u2d101', label: '2单元 101 梁家' },
  helping: false,
  courtyardId: 'cy_c01',
} as const;
const parcel = { kind: 'parcel', ...round, when: '今天 09:00–11:00' } as const;
const buying = { kind: 'buying', ...round } as const;

it.each<[string, HomeView['waiting'][number], readonly string[], string, string]>([
  [
    'goods that come today',
    { ...parcel, kinds: 3, fen: 2_550, about: false, ...mine },
    ['今天09:00–11:00送周四蔬菜团', '3样，¥25.50，钱备好就行'],
    '看看',
    '/packages/buying/round/round?id=gb_1&y=cy_c01',
  ],
  [
    'goods weighed at the door',
    { ...parcel, kinds: 1, fen: 6_600, about: true, ...mine },
    ['1样，约¥66.00'],
    '看看',
    '/packages/buying/round/round?id=gb_1&y=cy_c01',
  ],
  [
    'a round that is over',
    { ...buying, todo: 'buy' },
    ['周四蔬菜团截单了'],
    '去采购',
    '/packages/buying/totals/totals?id=gb_1',
  ],
  [
    'doors to go to',
    { ...buying, todo: 'doors', doors: 12, when: '今天 09:00–11:00' },
    ['周四蔬菜团还有12家要送', '今天09:00–11:00'],
    '去送',
    '/packages/buying/door/door?id=gb_1',
  ],
  [
    'cash in hand',
    { ...buying, todo: 'handIn', fen: 25_300, asOf: NOW },
    ['您手里有¥253.00要交'],
    '去交款',
    '/packages/buying/hand-in/hand-in?id=gb_1',
  ],
  [
    'cash given back at doors',
    { ...buying, todo: 'handIn', fen: -500, asOf: NOW },
    ['您垫了¥5.00，去箱里拿回'],
    '去交款',
    '/packages/buying/hand-in/hand-in?id=gb_1',
  ],
])('leads from %s to the page that does it', async (_, one, words, button, url) => {
  phone.ok('courtyard.home', { ...home, waiting: [one] });
  const page = await open();
  for (const word of words) expect(page.text()).toContain(word);
  await page.press(button);
  expect(phone.went).toEqual([url]);
});

it('names the household of somebody helped, and puts the band up', async () => {
  const forHousehold = { id: 'hh_c01u3d402', label: '3单元 402 彭家' } as const;
  const one = { ...parcel, kinds: 1, fen: 350, about: false, ...mine, forHousehold, helping: true };
  phone.ok('courtyard.home', { ...home, waiting: [one] });
  const page = await open();
  expect(page.text()).toContain('替3单元402彭家：1样，¥3.50');
  await page.press('看看');
  expect(session.subject?.id).toBe('hh_c01u3d402');
});

it('shows what can be ordered and what was, and leads there', async () => {
  const cards = [
    { ...round, status: 'open', when: '明天 20:00 截单', until: NOW + HOUR },
    {
      ...{ roundId: 'gb_2', title: '鸡蛋', status: 'ordered', when: '后天 09:00–11:00 送到' },
      ...{ mine: '我家订了 1 样 ¥18.00', until: NOW + HOUR },
    },
  ] as const;
  phone.ok('courtyard.home', { ...home, buying: cards });
  const page = await open();
  expect(page.text()).toContain('周四蔬菜团正在接龙明天20:00截单');
  expect(page.text()).toContain('鸡蛋已截单我家订了1样¥18.00后天09:00–11:00送到');
  await page.press('鸡蛋');
  expect(phone.went).toEqual(['/packages/buying/round/round?id=gb_2']);
});

it('nothing of it stands in a kept view longer than it is right', () => {
  const until = NOW + HOUR;
  const card = { ...round, status: 'open', when: '今天 20:00 截单', until } as const;
  const view: HomeView = {
    ...home,
    buying: [card],
    waiting: [{ ...parcel, kinds: 1, fen: 350, about: false, ...mine }],
  };
  expect(agedHome(view, HOUR - 1).buying).toEqual([card]);
  expect(agedHome(view, HOUR).buying).toEqual([]);
  expect(agedHome(view, HOUR).waiting).toHaveLength(1);
  // NOW is 17:42 in Beijing.
  const tomorrow = agedHome(view, 7 * HOUR);
  expect([tomorrow.buying, tomorrow.waiting]).toEqual([undefined, []]);
});

it('whoever has just handed in is not asked to; a later look of the cloud counts again', () => {
  const waits = (asOf: number) => {
    const one = { ...buying, roundId: 'gb_9', todo: 'handIn', fen: 900, asOf } as const;
    return homeModel({ ...home, waiting: [one] }).waiting.map(({ title }) => title);
  };
  expect(waits(NOW)).toEqual(['您手里有 ¥9.00 要交']);
  cashSeen('gb_9', 0, NOW + 1);
  expect(waits(NOW)).toEqual([]);
  expect(waits(NOW + 2)).toEqual(['您手里有 ¥9.00 要交']);
  cashSeen('gb_9', 400, NOW + 3);
  expect(waits(NOW + 2)).toEqual(['您手里有 ¥4.00 要交']);
});
