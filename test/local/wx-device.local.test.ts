import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import type { Running } from './fixtures/assembled';
import { ask, openWx, startWxPhone, tapThen } from './fixtures/wx-phone';

let local: Running;
let browser: Browser;
let page: Page;

type AnyWx = Record<string, (...args: unknown[]) => unknown>;
type InPhone = { wx: AnyWx; getApp(): { tapped?: () => void }; heard: unknown[]; made: unknown };

beforeAll(async () => {
  [local, browser] = await Promise.all([startWxPhone(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await local.close();
});
afterEach(() => page.close());

const open = async (query?: string) => {
  page = await openWx(browser, local.url, query);
};

describe('the phone itself', () => {
  it('tells its text size, theme and window', async () => {
    await open('as=o_lin&text=1.5&dark=1');
    const told = await page.evaluate(() => {
      const { wx } = globalThis as never as InPhone;
      return {
        base: wx.getAppBaseInfo?.(),
        window: wx.getWindowInfo?.(),
        all: wx.getSystemInfoSync?.(),
      };
    });
    expect(told.base).toMatchObject({
      SDKVersion: '3.8.12',
      theme: 'dark',
      fontSizeScaleFactor: 1.5,
      fontSizeSetting: 24,
    });
    expect(told.window).toMatchObject({ windowWidth: 375, screenHeight: 812 });
    expect(told.all).toMatchObject({ windowWidth: 375, theme: 'dark', platform: 'devtools' });
  });

  it('says when the network comes and goes, until nobody listens', async () => {
    await open();
    const heard = await page.evaluate(async () => {
      const scope = globalThis as never as InPhone;
      const seen: unknown[] = [];
      const listener = (status: unknown) => seen.push(status);
      const shell = (network: string) =>
        dispatchEvent(
          new MessageEvent('message', {
            data: { yuanbaShell: { kind: 'network', network } },
            origin: location.origin,
            source: parent,
          }),
        );
      scope.wx.onNetworkStatusChange?.(listener);
      shell('offline');
      shell('good');
      scope.wx.offNetworkStatusChange?.(listener);
      shell('offline');
      return seen;
    });
    expect(heard).toEqual([
      { isConnected: false, networkType: 'none' },
      { isConnected: true, networkType: 'wifi' },
    ]);
  });

  it('shows the time of the product', async () => {
    local.clock.set({ now: Date.parse('2027-02-09T19:30+08:00'), running: false });
    try {
      await open();
      const told = await page.evaluate(() => [
        Date.now(),
        new Date(0).getTime(),
        new Date() instanceof Date,
      ]);
      expect(told).toEqual([Date.parse('2027-02-09T19:30+08:00'), 0, true]);
    } finally {
      local.clock.set({ now: null, running: true });
    }
  });

  it('reads a text aloud by the browser’s voice, piece by piece', async () => {
    page = await browser.newPage();
    await page.addInitScript(() => {
      const spoken: string[] = [];
      Object.assign(globalThis, { spoken });
      // A machine of a test has no voice: what would be said is written down.
      speechSynthesis.speak = (words) => {
        spoken.push(`${words.lang} ${words.text}`);
        setTimeout(() => words.onend?.(new Event('end') as SpeechSynthesisEvent));
      };
    });
    await page.goto(`${local.url}/phone/?as=o_lin`);
    await page.locator('#tap').waitFor();
    const heard = await page.evaluate(
      () =>
        new Promise((done) => {
          const scope = globalThis as never as InPhone & {
            requirePlugin(name: string): { textToSpeech(options: object): void };
            spoken: string[];
          };
          scope.requirePlugin('WechatSI').textToSpeech({
            lang: 'zh_CN',
            content: '明天上午停水',
            success({ filename }: { filename: string }) {
              const audio = scope.wx.createInnerAudioContext?.() as {
                src: string;
                onEnded(listener: () => void): void;
                play(): void;
              };
              audio.onEnded(() => done(scope.spoken));
              audio.src = filename;
              audio.play();
            },
          });
        }),
    );
    expect(heard).toEqual(['zh-CN 明天上午停水']);
  });

  it('has no other plugin', async () => {
    await open();
    const message = await page.evaluate(() => {
      try {
        (globalThis as never as { requirePlugin(name: string): void }).requirePlugin('Elsewhere');
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toContain('Elsewhere');
  });
});

describe('pages', () => {
  it('move by their addresses, and say no as WeChat does', async () => {
    await open();
    expect(await ask(page, 'navigateTo', { url: '/pages/next/next?id=1' })).toMatchObject({
      ok: true,
    });
    await page.locator('#next').waitFor();
    expect(await ask(page, 'navigateTo', { url: '/pages/nowhere/nowhere' })).toMatchObject({
      ok: false,
      errMsg: expect.stringMatching(/^navigateTo:fail .*nowhere/),
    });
    await ask(page, 'setNavigationBarTitle', { title: '换了名字' });
    expect(await page.title()).toBe('换了名字');
    expect(await ask(page, 'navigateBack')).toMatchObject({ ok: true });
  });
});

describe('scanCode', () => {
  it('takes the text of a code, and knows a page of the mini-program', async () => {
    await open();
    const { outcome } = await tapThen(page, 'scanCode');
    await page.getByRole('textbox', { name: '扫一扫' }).fill('pages/home/home?scene=donghuan.c02');
    await page.getByRole('button', { name: '确定' }).click();
    expect(await outcome()).toMatchObject({
      path: 'pages/home/home?scene=donghuan.c02',
      scanType: 'WX_CODE',
    });
  });
});
