import axe from 'axe-core';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { type Product, startProduct } from '../support/local';

let product: Product;
let browser: Browser;
let page: Page;

const RESIDENT = 'o_c01_u1_101_a';

beforeAll(async () => {
  [product, browser] = await Promise.all([
    startProduct({ phone: true, size: 'small' }),
    launchBrowser(),
  ]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
});
afterEach(() => page.close());

/** The page around the phone, with the phone loaded in it. */
async function open(query = `?as=${RESIDENT}`): Promise<void> {
  await page.goto(`${product.url}/${query}`);
  await page.locator('.person').first().waitFor();
  await phone();
}

/** The phone's own document, once its mini-program runs. */
async function phone(has = ''): Promise<Frame> {
  await page.waitForFunction((part) => {
    const frame = document.querySelector<HTMLIFrameElement>('#phone-frame')?.contentWindow;
    if (!frame?.location.search.includes(part)) return false;
    return (frame as unknown as { wx?: object }).wx !== undefined;
  }, has);
  const frame = page.frames().find((one) => one.url().includes('/phone/'));
  if (!frame) throw new Error('no phone');
  return frame;
}

const inPhone = async <T>(work: () => T): Promise<T> => (await phone()).evaluate(work);
const person = (openid: string) => page.locator(`.person[data-openid="${openid}"]`);
const groups = () => page.locator('.people-group h2').allTextContents();

describe('who holds the phone', () => {
  it('lists the demo people by what they are, and begins with a resident', async () => {
    await open('');
    expect((await groups()).map((text) => text.replace(/\d+ 人$/, ''))).toEqual([
      ...['住户', '群主', '院委会', '志愿者', '社区工作人员'],
      ...['从群卡片来的新人', '帮老手机邻居的人'],
    ]);
    expect(await person(RESIDENT).getAttribute('aria-current')).toBe('true');
    expect((await phone()).url()).toContain(`as=${RESIDENT}`);
  });

  it('hands the phone over, and the address remembers', async () => {
    await open();
    await page.getByRole('searchbox', { name: '搜人' }).fill('社区');
    await person('o_staff_01').click();
    await phone('as=o_staff_01');
    expect(new URL(page.url()).searchParams.get('as')).toBe('o_staff_01');
    await page.reload();
    expect((await phone('as=o_staff_01')).url()).toContain('as=o_staff_01');
  });

  it('narrows by courtyard and by search', async () => {
    await open();
    await page.getByLabel('只看一个院子').selectOption('cy_c02');
    await page.getByRole('searchbox', { name: '搜人' }).fill('2单元');
    const found = await page
      .locator('.person')
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.openid ?? ''));
    expect(found.length).toBeGreaterThan(3);
    expect(found.filter((openid) => !openid.startsWith('o_c02_'))).toEqual([]);
  });
});

describe('the courtyard’s group', () => {
  it('is where a newcomer opens the card from, and WeChat proves it', async () => {
    await open('?as=o_c01_new_a');
    await page.getByRole('button', { name: '从群卡片打开' }).click();
    const frame = await phone('group=og_c01');
    const entered = await frame.evaluate(
      () =>
        new Promise((done) =>
          (
            globalThis as never as { wx: Record<string, (options: object) => void> }
          ).wx.getGroupEnterInfo?.({
            complete: done,
          }),
        ),
    );
    expect(entered).toMatchObject({ errMsg: 'getGroupEnterInfo:ok' });
  });

  it('gets what was shared as a card, which opens for somebody else', async () => {
    await open();
    await page.evaluate(() => {
      const frame = document.querySelector<HTMLIFrameElement>('#phone-frame');
      frame?.contentWindow?.postMessage({ yuanbaShell: { kind: 'share' } }, location.origin);
    });
    const card = page.locator('.post-card .card').nth(1);
    await card.waitFor();
    await page.getByLabel('只看一个院子').selectOption('cy_c01');
    await person('o_c01_u1_201_a').click();
    await phone('as=o_c01_u1_201_a');
    await card.click();
    const url = new URL((await phone('group=og_c01')).url());
    expect(url.searchParams.get('as')).toBe('o_c01_u1_201_a');
    expect(url.searchParams.get('path')).toMatch(/^pages\//);
  });

  it('takes a copied text', async () => {
    await open();
    await inPhone(() => {
      // Nobody waits for it: the phone asks for consent first.
      (
        globalThis as never as { wx: { setClipboardData(options: object): void } }
      ).wx.setClipboardData({
        data: '明早停水\n请提前接水',
        complete: () => undefined,
      });
    });
    await page
      .frameLocator('#phone-frame')
      .getByRole('button', { name: '同意', exact: true })
      .click();
    await page.getByRole('button', { name: '把复制的文字发到群里' }).click();
    expect(await page.locator('.said-text').last().textContent()).toBe('明早停水\n请提前接水');
  });
});

describe('the weather around the phone', () => {
  it('changes the network and the theme without starting the mini-program anew', async () => {
    await open();
    await inPhone(() => Object.assign(globalThis, { same: true }));
    await page.getByRole('radio', { name: '断网' }).check();
    await page.getByRole('switch', { name: '深色' }).check();
    const seen = await inPhone(async () => {
      const scope = globalThis as never as {
        same?: boolean;
        wx: {
          getNetworkType(): Promise<{ networkType: string }>;
          getAppBaseInfo(): { theme: string };
        };
      };
      const { networkType } = await scope.wx.getNetworkType();
      return { networkType, theme: scope.wx.getAppBaseInfo().theme, same: scope.same };
    });
    expect(seen).toEqual({ networkType: 'none', theme: 'dark', same: true });
  });

  it('opens again in another text size', async () => {
    await open();
    await page.getByRole('radio', { name: '最大' }).check();
    const frame = await phone('text=1.6');
    expect(
      await frame.evaluate(() =>
        (globalThis as never as { wx: { getAppBaseInfo(): object } }).wx.getAppBaseInfo(),
      ),
    ).toMatchObject({ fontSizeScaleFactor: 1.6, fontSizeSetting: 25.6 });
  });

  it('turns the clock of the product and of the phone together', async () => {
    await open();
    try {
      await page.getByLabel('调到这一刻').fill('2027-02-09T19:30');
      await page.getByRole('button', { name: '停住' }).click();
      await page.getByRole('button', { name: '继续走' }).waitFor();
      const { now, running } = await product.control<{ now: number; running: boolean }>('clock');
      expect(running).toBe(false);
      expect(Math.abs(now - Date.parse('2027-02-09T19:30+08:00'))).toBeLessThan(30_000);
      const dayInPhone = () => inPhone(() => [Date.now(), new Date().toISOString()]);
      expect(await dayInPhone()).toEqual([now, new Date(now).toISOString()]);
      expect(await page.locator('#clock-face').textContent()).toMatch(/^2月9日 周二 19:30/);

      await page.reload();
      expect(await inPhone(() => Date.now())).toBe(now);
    } finally {
      await product.setClock(null);
    }
  });
});

describe('the cloud and its faults', () => {
  it('shows a call with what it cost, and the documents', async () => {
    await open(`?as=${RESIDENT}&panel=cloud`);
    const row = page.locator('.calls tr', { hasText: 'courtyard.home' }).first();
    await row.waitFor();
    expect(Number(await row.locator('.figure').first().textContent())).toBeGreaterThan(0);
    await row.getByRole('button').click();
    expect(await page.locator('.more-row pre:visible').first().textContent()).toContain('ms');

    await page.getByRole('radio', { name: '数据' }).check();
    await page.locator('.collection', { hasText: 'courtyards' }).click();
    await page.locator('.documents summary', { hasText: 'cy_c01' }).click();
    expect(await page.locator('.documents pre:visible').textContent()).toContain('"_id": "cy_c01"');
  });

  it('switches the content check off, and arms a fault for the next call', async () => {
    await open(`?as=${RESIDENT}&panel=faults`);
    await page.getByRole('switch', { name: '检查服务停了' }).check();
    await page.getByLabel('哪个云函数').selectOption('courtyard');
    await page.getByLabel('怎么坏').selectOption('drop');
    await page.getByRole('button', { name: '装上' }).click();
    await page.getByText('courtyard：半路断线，没办成，还剩 1 次').waitFor();
    expect(await product.control('content-safety')).toEqual({ outage: true });
    await expect(
      product.call('courtyard', { action: 'home' }, { openid: RESIDENT }),
    ).rejects.toThrow();
    await page.getByRole('switch', { name: '检查服务停了' }).uncheck();
    await page.getByRole('button', { name: '都拆掉' }).click();
  });

  it('shows a person’s messages, and each opens its page', async () => {
    const { messages } = await product.control<{ messages: { openid: string; page: string }[] }>(
      'outbox',
    );
    const [message] = messages;
    await open(`?as=${message?.openid}&panel=inbox`);
    await page.locator('.message').first().click();
    const frame = await phone('path=');
    expect(new URL(frame.url()).searchParams.get('path')).toBe(message?.page);
  });
});

it.each(['group', 'inbox', 'calendar', 'cloud', 'faults'])(
  'has nothing serious against it for a screen reader: %s',
  async (panel) => {
    await open(`?as=${RESIDENT}&panel=${panel}`);
    await page.addScriptTag({ content: axe.source });
    const troubles = await page.evaluate(async () => {
      const checker = (globalThis as never as { axe: typeof axe }).axe;
      // The phone inside has its own tests.
      const { violations } = await checker.run({ exclude: ['#phone-frame'] });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(troubles).toEqual([]);
  },
);
