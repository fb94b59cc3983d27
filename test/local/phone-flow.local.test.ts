/** A small mini-program in a real browser: drawing, life, navigation, gestures, sharing. */
import { join } from 'node:path';
import axe from 'axe-core';
import { type PhonePage, type PhoneStand, standPhone } from './fixtures/phone-page';

let stand: PhoneStand;
let phone: PhonePage;

beforeAll(async () => {
  stand = await standPhone(join(__dirname, 'fixtures', 'app'));
}, 60_000);
afterAll(() => stand.close());
afterEach(async () => {
  expect(phone.troubles).toEqual([]);
  await phone.close();
});

const log = (one: PhonePage): Promise<string[]> =>
  one.page.evaluate('getApp().globalData.log') as Promise<string[]>;

const cssOf = (one: PhonePage, selector: string, name: string): Promise<string> =>
  one.page.evaluate(
    ([where, what]) =>
      getComputedStyle(document.querySelector(where) as Element).getPropertyValue(what),
    [selector, name] as const,
  );

describe('drawing', () => {
  beforeEach(async () => {
    phone = await stand.open();
  });

  it('shows title, tabs, slots, loops, conditions and WXS', async () => {
    expect(await phone.page.title()).toBe('列表');
    await expect(phone.page.getByRole('navigation').innerText()).resolves.toBe('列表\n我的');
    const text = await phone.text();
    expect(text).toContain('共 2 件，#号');
    expect(text).toMatch(/樱桃2斤 ×2\s+双\s+打开 1\s+土豆5斤 ×4\s+单\s+打开 2/);
  });

  it('keeps the styles of a component inside it, but lets external classes in', async () => {
    await expect(cssOf(phone, '[class*="--title"]', 'color')).resolves.toBe('rgb(0, 96, 48)');
    const card = '[class*="--card"]';
    await expect(cssOf(phone, card, 'border-top-color')).resolves.toBe('rgb(200, 0, 0)');
    await expect(cssOf(phone, card, 'padding-left')).resolves.toBe('12px');
  });

  it('passes an accessibility audit and works by keyboard', async () => {
    await phone.page.evaluate(axe.source);
    const { violations } = await phone.page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ['violations'],
      }),
    );
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await phone.page.getByRole('button', { name: '再来一个' }).focus();
    await phone.page.keyboard.press('Enter');
    await phone.sees('新1 ×6');
  });
});

describe('life', () => {
  it('goes in the order of WeChat', async () => {
    phone = await stand.open({ path: 'pages/list/list?from=card' });
    await phone.page.waitForFunction("getApp().globalData.log.includes('list ready')");
    expect(await log(phone)).toEqual([
      'app launch',
      'app show',
      'card attached',
      'card attached',
      'list load {"from":"card"}',
      'card show',
      'card show',
      'list show',
      'card ready',
      'card ready',
      'list ready',
    ]);
    await expect(phone.page.evaluate('getApp().globalData.launched')).resolves.toMatchObject({
      path: 'pages/list/list',
      query: { from: 'card' },
      scene: 1007,
    });
    await phone.press('打开 1');
    await phone.sees('属性 1，加载 1|樱');
    await phone.page.waitForFunction("getApp().globalData.log.includes('detail ready')");
    expect((await log(phone)).slice(11)).toEqual([
      'list hide',
      'detail load',
      'detail show',
      'detail ready',
    ]);
    await phone.press('回答');
    await phone.sees('选了：三斤');
    expect((await log(phone)).slice(15)).toEqual([
      'detail unload',
      'card show',
      'card show',
      'list show',
    ]);
  });

  it('updates the view and sends events up with what the markup says about them', async () => {
    phone = await stand.open();
    await phone.press('再来一个');
    await phone.press('再来一个');
    await phone.sees('新2 ×8');
    await phone.sees('共 4 件，#号');
    await phone.page.getByLabel('备注').fill('你好');
    await phone.sees('写了：你好');
    await phone.press('土豆5斤 ×4');
    await phone.sees('选了：土豆5斤@外面');
  });

  it('keeps tab pages alive and closes what lies above them', async () => {
    phone = await stand.open({ more: { text: '1.5' } });
    await phone.page.getByRole('button', { name: '我的' }).click();
    await phone.sees('我的 ok 第1次');
    await expect(cssOf(phone, '.big', 'font-size')).resolves.toBe('22px');
    await phone.page.getByRole('button', { name: '列表' }).click();
    await phone.press('打开 2');
    await phone.press('去我的');
    await phone.sees('我的 ok 第2次');
    expect(await log(phone)).toContain('detail unload');
    await expect(phone.page.evaluate('getCurrentPages().length')).resolves.toBe(1);
  });

  it('refuses pages that are not there and tabs that are navigated to', async () => {
    phone = await stand.open();
    const failed = (url: string) =>
      phone.page.evaluate(
        `new Promise((done) => wx.navigateTo({ url: '${url}', fail: (error) => done(error.errMsg) }))`,
      );
    await expect(failed('/pages/none/none')).resolves.toMatch(
      /navigateTo:fail page "pages\/none\/none"/,
    );
    await expect(failed('/pages/mine/mine')).resolves.toMatch(/can not navigateTo a tabbar page/);
  });
});

describe.each([
  ['finger', true],
  ['mouse', false],
])('by %s', (_, touch) => {
  it('pulls to refresh', async () => {
    phone = await stand.open({ touch });
    await phone.drag(phone.page.locator('.picked'), { y: 160 });
    await phone.sees('拉了 1 次，到底 0 次');
    await phone.page.waitForFunction("document.querySelector('.phone-pull').hidden");
  });

  it('reaches the bottom once', async () => {
    phone = await stand.open({ touch });
    for (let left = 3; left > 0; left -= 1) await phone.press('再来一个');
    await phone.sees('新3 ×10');
    await phone.page.evaluate('wx.pageScrollTo({ scrollTop: 5000, duration: 0 })');
    await phone.sees('拉了 0 次，到底 1 次');
  });
});

describe('the page around the phone', () => {
  it('hears about pages and gets share cards', async () => {
    phone = await stand.open({ framed: true });
    const frame = phone.page.frameLocator('iframe');
    await frame.getByText('喊邻居').click();
    await phone.page.waitForFunction("told.some(({ kind }) => kind === 'share')");
    await frame.getByRole('button', { name: '更多' }).click();
    await frame.getByRole('button', { name: '转发' }).click();
    await phone.page.waitForFunction("told.filter(({ kind }) => kind === 'share').length === 2");
    const told = (await phone.page.evaluate('told')) as { kind: string; card?: object }[];
    expect(told.map(({ kind }) => kind)).toEqual(['page', 'ready', 'share', 'share']);
    expect(told.flatMap(({ card }) => card ?? [])).toEqual([
      { title: '一起来(button喊)', path: 'pages/list/list?from=card', from: 'button' },
      { title: '一起来(menu)', path: 'pages/list/list?from=card', from: 'menu' },
    ]);
  });
});

it('takes the theme of the phone for bars and styles', async () => {
  phone = await stand.open({ more: { dark: '1' } });
  await expect(cssOf(phone, 'wx-page', 'background-color')).resolves.toBe('rgb(17, 17, 17)');
  await expect(cssOf(phone, '.phone-bar', 'background-color')).resolves.toBe('rgb(27, 27, 27)');
  await expect(cssOf(phone, '.phone-title', 'color')).resolves.toBe('rgb(255, 255, 255)');
});
