/** What WXML, WXS, components and built-ins can do, each once, in a real browser. */
import { join } from 'node:path';
import {
  type OpenOptions,
  type PhonePage,
  type PhoneStand,
  standPhone,
} from './fixtures/phone-page';

let stand: PhoneStand;
let phone: PhonePage;

beforeAll(async () => {
  stand = await standPhone(join(__dirname, 'fixtures', 'features'));
}, 60_000);
afterAll(() => stand.close());
afterEach(async () => {
  expect(phone.troubles).toEqual([]);
  await phone.close();
});

async function openAt(name: string, options: OpenOptions = {}): Promise<void> {
  phone = await stand.open({ path: `pages/${name}/${name}`, ...options });
}

/** Evaluates in the mini-program; `page` is the page in front. */
const inPage = <T>(code: string): Promise<T> =>
  phone.page.evaluate(
    `(() => { const page = getCurrentPages().at(-1); return ${code}; })()`,
  ) as Promise<T>;

const cssOf = (selector: string, name: string): Promise<string> =>
  phone.page.evaluate(
    ([where, what]) =>
      getComputedStyle(document.querySelector(where) as Element).getPropertyValue(what),
    [selector, name] as const,
  );

describe('components', () => {
  beforeEach(() => openAt('tree'));

  it('links relations and unlinks what goes', async () => {
    await phone.sees('连着 子,丑');
    await expect(inPage("page.selectComponent('#list').names()")).resolves.toEqual(['子', '丑']);
    await phone.press('少一个');
    await phone.sees('连着 子');
  });

  it('takes generics, named slots, templates, includes and expressions', async () => {
    const text = await phone.text();
    expect(text.match(/一:甲/g)).toHaveLength(2);
    expect(text).toMatch(/头上\s+其余/);
    expect(text).toContain('左+2');
    expect(text).toContain('包含 0.5');
    expect(text).toMatch(/开 2 ab 多 a=1;\s*b=2;/);
    await phone.press('改一改');
    await phone.sees('包含 0.25');
    expect(await phone.text()).toMatch(/关 6 ab 多/);
  });

  it('mixes behaviours, observers, pure data and exports', async () => {
    await phone.sees('0 看见 0/3 藏着');
    const found = "page.selectComponent('#behaved')";
    await expect(inPage(found)).resolves.toMatchObject({
      order: ['behavior', 'component'],
      hidden: 2,
    });
    await inPage(`${found}.more()`);
    await phone.sees('3 看见 3/3 藏着');
  });

  it('sends events through components, captures, marks and stops them', async () => {
    await phone.press('一:深处');
    await phone.sees('捕,听deep');
    await phone.press('别传');
    await phone.sees('捕,听deep,内');
  });

  it('lets apply-shared see the app’s classes, without a host of its own', async () => {
    await expect(cssOf('.from-app', 'color')).resolves.toBe('rgb(1, 2, 3)');
    await expect(cssOf('.from-app', 'margin-left')).resolves.toBe('20px');
    await expect(phone.page.locator('shared').count()).resolves.toBe(0);
  });

  it('writes back through model:', async () => {
    await phone.page.getByLabel('双向').fill('止');
    await phone.sees('双向 止');
    await inPage("page.setData({ twoway: '复' })");
    await expect(phone.page.getByLabel('双向').inputValue()).resolves.toBe('复');
  });
});

it.each([
  ['finger', true],
  ['mouse', false],
])('lets WXS follow a %s and call back', async (_, touch) => {
  await openAt('tree', { touch });
  const handle = phone.page.getByText('拖我');
  await expect(cssOf('[class*="--handle"]', 'opacity')).resolves.toBe('0.5');
  await phone.drag(handle, { x: 60 });
  await phone.sees('叫了 松手');
  expect(await handle.getAttribute('style')).toContain('translateX(60px)');
  await expect(cssOf('[class*="--shown"]', 'color')).resolves.toBe('rgb(9, 9, 9)');
});

describe('parts of a page', () => {
  beforeEach(() => openAt('parts'));

  it('answers queries after the drawing, from the page’s window', async () => {
    await expect(inPage('(page.measure(), page.result === undefined)')).resolves.toBe(true);
    await phone.sees('量完');
    await expect(inPage('page.result')).resolves.toMatchObject({
      rect: { left: 0, top: 0, width: 375, height: 100, dataset: { kind: '盒' } },
      fields: { width: 375, color: 'rgb(4, 5, 6)', scrollY: true },
      view: { scrollTop: 0 },
      rows: 10,
      pixel: 255,
    });
  });

  it('scrolls a view to a child and tells its end', async () => {
    await phone.press('跳');
    await phone.page.waitForFunction("document.querySelector('.box').scrollTop > 50");
    await phone.page.evaluate("document.querySelector('.box').scrollTo(0, 9999)");
    await phone.sees('到底');
  });

  it('draws pictures and rich text without running it', async () => {
    await phone.sees('图 81x81');
    await phone.sees('图坏');
    await expect(cssOf('.pic', 'height')).resolves.toBe('50px');
    await expect(phone.page.locator('wx-rich-text b').innerText()).resolves.toBe('文');
    await expect(phone.page.evaluate('typeof bad')).resolves.toBe('undefined');
  });

  it('sees what comes into view', async () => {
    await phone.sees('很远 没看见');
    await phone.page.evaluate('wx.pageScrollTo({ scrollTop: 5000, duration: 0 })');
    await phone.sees('很远 看见了');
  });

  it('tells a long press from a tap', async () => {
    const hold = phone.page.getByText('按住');
    await hold.click({ delay: 500 });
    await phone.sees('长按');
    await hold.click();
    await phone.sees('点了');
  });

  it('raises a portal over everything and takes it down again', async () => {
    await phone.press('升起');
    const portal = phone.page.getByText('在最上面');
    const box = await portal.boundingBox();
    expect(box).toMatchObject({ x: 50, width: 275 });
    await portal.click();
    await portal.waitFor({ state: 'detached' });
  });

  it('opens pages of a subpackage by navigator, and has its own tab bar', async () => {
    await phone.press('去远处');
    await phone.sees('远 2');
    await phone.page.getByRole('button', { name: '返回' }).click();
    await phone.sees('部件•');
    await phone.press('填写');
    await phone.sees('填写•');
    await phone.press('部件');
    await phone.sees('部件•');
  });
});
