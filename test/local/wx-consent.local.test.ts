import AxeBuilder from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import type { Running } from './fixtures/assembled';
import { ask, openWx, startWxPhone, tapThen } from './fixtures/wx-phone';

let local: Running;
let browser: Browser;
let page: Page;

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

async function seriousTroubles(): Promise<string[]> {
  await page.addScriptTag({ content: AxeBuilder.source });
  return page.evaluate(async () => {
    const { axe } = globalThis as never as {
      axe: {
        run(
          where: string,
        ): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run('.wxd');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

describe('subscribe messages', () => {
  const credits = async () => {
    const response = await fetch(`${local.url}/control/outbox?openid=o_lin`);
    return ((await response.json()) as { credits: object[] }).credits;
  };

  it('allows one message of each ticked template', async () => {
    await open();
    const { outcome } = await tapThen(page, 'requestSubscribeMessage', {
      tmplIds: ['tpl_notice', 'tpl_join'],
    });
    const sheet = page.getByRole('dialog', { name: '院坝 申请发送消息' });
    await sheet.waitFor();
    expect(await seriousTroubles()).toEqual([]);
    await sheet.getByLabel('加入结果通知').uncheck();
    await sheet.getByRole('button', { name: '允许' }).click();
    expect(await outcome()).toMatchObject({ tpl_notice: 'accept', tpl_join: 'reject' });
    expect(await credits()).toEqual([{ openid: 'o_lin', templateId: 'tpl_notice', left: 1 }]);
  });

  it('does not ask without a tap', async () => {
    page = await browser.newPage();
    // Whatever a test runs in the page by itself counts as a gesture; a script of the page does not.
    await page.addInitScript(() => {
      const scope = globalThis as never as {
        wx: { requestSubscribeMessage(options: object): void };
      };
      addEventListener('load', () =>
        scope.wx.requestSubscribeMessage({
          tmplIds: ['tpl_notice'],
          fail: ({ errMsg }: { errMsg: string }) => {
            document.title = errMsg;
          },
        }),
      );
    });
    await page.goto(`${local.url}/phone/?as=o_lin`);
    await page.waitForFunction(() => document.title.includes('requestSubscribeMessage'));
    expect(await page.title()).toContain('can only be invoked by user TAP gesture');
  });

  it('asks no more once the answer is kept', async () => {
    await open('as=o_wu');
    const first = await tapThen(page, 'requestSubscribeMessage', { tmplIds: ['tpl_notice'] });
    await page.getByLabel('总是保持以上选择，不再询问').check();
    await page.getByRole('button', { name: '取消' }).click();
    expect(await first.outcome()).toMatchObject({ tpl_notice: 'reject' });
    const second = await tapThen(page, 'requestSubscribeMessage', { tmplIds: ['tpl_notice'] });
    expect(await second.outcome()).toMatchObject({ ok: true, tpl_notice: 'reject' });
  });
});

describe('the calendar', () => {
  const turn = { title: '大门值守', startTime: 1_580_601_600, endTime: '1580644800' };
  const dialog = () => page.getByRole('alertdialog', { name: /添加到日历/ });

  it('refuses what has no title or no beginning', async () => {
    await open();
    expect(await ask(page, 'addPhoneCalendar', { startTime: 1 })).toMatchObject({
      ok: false,
      errMsg: expect.stringContaining('parameter.title should be String instead of Undefined'),
    });
  });

  it('asks once for leave, however many entries one tap writes', async () => {
    await open('as=o_zhao');
    const first = await tapThen(page, 'addPhoneCalendar', turn);
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await dialog().getByRole('button', { name: '允许' }).click();
    expect(await first.outcome()).toMatchObject({ ok: true });
    const second = await tapThen(page, 'addPhoneCalendar', turn);
    expect(await second.outcome()).toMatchObject({ ok: true });
    expect(await ask(page, 'getSetting')).toMatchObject({
      authSetting: { 'scope.addPhoneCalendar': true },
    });
  });

  it('stays denied until the settings say otherwise', async () => {
    await open('as=o_qian');
    const first = await tapThen(page, 'addPhoneCalendar', turn);
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await dialog().getByRole('button', { name: '拒绝' }).click();
    expect(await first.outcome()).toMatchObject({ errMsg: 'addPhoneCalendar:fail auth deny' });
    const settings = await tapThen(page, 'openSetting');
    await page.getByRole('button', { name: '允许', exact: true }).click();
    expect(await settings.outcome()).toMatchObject({
      authSetting: { 'scope.addPhoneCalendar': true },
    });
    const again = await tapThen(page, 'addPhoneCalendar', turn);
    expect(await again.outcome()).toMatchObject({ ok: true });
  });
});

describe('pictures and privacy', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAEklEQVR4nGNgYGD4D8UQCkQDAB7pAvxRfCYpAAAAAElFTkSuQmCC',
    'base64',
  );

  it('asks for consent once, then lets a picture be chosen', async () => {
    await open('as=o_lin');
    const refused = await tapThen(page, 'chooseMedia', { mediaType: ['image'] });
    await page.getByRole('button', { name: '不同意' }).click();
    expect(await refused.outcome()).toMatchObject({ ok: false, errno: 104 });

    const { outcome } = await tapThen(page, 'chooseMedia', { mediaType: ['image'], count: 1 });
    await page.getByRole('button', { name: '同意', exact: true }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '从相册选择' }).click();
    await (await chooser).setFiles({ name: '院坝.png', mimeType: 'image/png', buffer: png });
    const { tempFiles } = (await outcome()) as unknown as { tempFiles: { tempFilePath: string }[] };
    expect(tempFiles).toEqual([
      expect.objectContaining({
        fileType: 'image',
        size: png.length,
        tempFilePath: expect.stringMatching(/\.png$/),
      }),
    ]);
    expect(await ask(page, 'getPrivacySetting')).toMatchObject({ needAuthorization: false });

    const path = tempFiles[0]?.tempFilePath;
    const shrunk = await ask(page, 'compressImage', { src: path, quality: 60 });
    expect(shrunk.tempFilePath).toMatch(/\.jpg$/);
    expect(await ask(page, 'getImageInfo', { src: shrunk.tempFilePath })).toMatchObject({
      width: 2,
      height: 3,
    });
  });

  it('lets the page ask in its own words', async () => {
    await open('as=o_wu');
    await page.evaluate(() => {
      const { wx } = globalThis as never as {
        wx: {
          onNeedPrivacyAuthorization(asker: (resolve: (verdict: object) => void) => void): void;
        };
      };
      wx.onNeedPrivacyAuthorization((resolve) => {
        resolve({ event: 'exposureAuthorization' });
        resolve({ event: 'agree', buttonId: 'agree' });
      });
    });
    expect(await ask(page, 'requirePrivacyAuthorize')).toMatchObject({ ok: true });
  });
});
