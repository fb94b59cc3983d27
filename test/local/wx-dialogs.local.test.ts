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
const said = () => page.getByRole('status').first();

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

describe('showModal', () => {
  it('answers which button was pressed', async () => {
    await open();
    const { outcome } = await tapThen(page, 'showModal', {
      title: '撤回通知',
      content: '大家就看不到了',
    });
    const dialog = page.getByRole('alertdialog', { name: '撤回通知' });
    await dialog.waitFor();
    expect(await seriousTroubles()).toEqual([]);
    await dialog.getByRole('button', { name: '确定' }).click();
    expect(await outcome()).toMatchObject({ ok: true, confirm: true, cancel: false });
    expect(await page.getByRole('alertdialog').count()).toBe(0);
  });

  it('takes a text when editable, by Enter or by the button', async () => {
    await open();
    const { outcome } = await tapThen(page, 'showModal', {
      title: '怎么称呼你',
      editable: true,
      placeholderText: '比如：李嬢嬢',
    });
    await page.getByRole('textbox', { name: '怎么称呼你' }).fill('王婆婆');
    expect(await seriousTroubles()).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await outcome()).toMatchObject({ confirm: true, content: '王婆婆' });
  });

  it('takes Escape for the cancel button, and waits when there is none', async () => {
    await open();
    const first = await tapThen(page, 'showModal', { title: '一' });
    await page.keyboard.press('Escape');
    expect(await first.outcome()).toMatchObject({ confirm: false, cancel: true });

    const second = await tapThen(page, 'showModal', { title: '二', showCancel: false });
    await page.keyboard.press('Escape');
    expect(await page.getByRole('alertdialog').count()).toBe(1);
    await page.getByRole('button', { name: '确定' }).click();
    expect(await second.outcome()).toMatchObject({ confirm: true });
  });

  it('gives the focus back to where it was', async () => {
    await open();
    await page.locator('#avatar').focus();
    const answered = ask(page, 'showModal', { title: '一' });
    await page.getByRole('alertdialog').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('确定');
    await page.keyboard.press('Enter');
    expect(await answered).toMatchObject({ confirm: true });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('avatar');
  });

  it('keeps the Tab key inside', async () => {
    await open();
    await tapThen(page, 'showModal', { title: '出不去' });
    for (let times = 0; times < 5; times += 1) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(() => document.activeElement?.closest('[role=alertdialog]') !== null),
      ).toBe(true);
    }
  });

  it('refuses a button text that WeChat refuses', async () => {
    await open();
    expect(await ask(page, 'showModal', { confirmText: '我已经知道了' })).toMatchObject({
      ok: false,
      errMsg: expect.stringContaining('confirmText length'),
    });
  });
});

describe('sheets', () => {
  it('answers the item tapped, and cancel for a tap beside it', async () => {
    await open();
    const first = await tapThen(page, 'showActionSheet', { itemList: ['电话', '上门'] });
    expect(await seriousTroubles()).toEqual([]);
    await page.getByRole('button', { name: '上门' }).click();
    expect(await first.outcome()).toMatchObject({ ok: true, tapIndex: 1 });

    const second = await tapThen(page, 'showActionSheet', { itemList: ['电话', '上门'] });
    await page.mouse.click(180, 60);
    expect(await second.outcome()).toMatchObject({
      ok: false,
      errMsg: 'showActionSheet:fail cancel',
    });
  });

  it('shows the number before it calls', async () => {
    await open();
    const { outcome } = await tapThen(page, 'makePhoneCall', { phoneNumber: '02883000000' });
    await page.getByRole('button', { name: '呼叫 02883000000' }).click();
    expect(await outcome()).toMatchObject({ ok: true, errMsg: 'makePhoneCall:ok' });
  });
});

describe('toast and loading', () => {
  it('are said, and the toast goes by itself', async () => {
    await open();
    // Read in the same breath: a loaded machine may take longer than the toast stays.
    const heard = await page.evaluate(
      () =>
        new Promise((done) => {
          const { wx } = globalThis as never as { wx: { showToast(options: object): void } };
          const read = () => done(document.querySelector('.wxd [role=status]')?.textContent);
          wx.showToast({ title: '收到了', duration: 300, success: read });
        }),
    );
    expect(heard).toContain('收到了');
    await page.waitForFunction(() => document.querySelector('.wxd-toast') === null);
    expect(await ask(page, 'hideLoading')).toMatchObject({ ok: false });
  });

  it('share one place: hiding one hides the other, unless told not to', async () => {
    await open();
    await ask(page, 'showLoading', { title: '在发', mask: true });
    await ask(page, 'showToast', { title: '发好了', icon: 'none', duration: 20_000 });
    expect(await said().textContent()).toBe('发好了');
    expect(await ask(page, 'hideLoading', { noConflict: true })).toMatchObject({ ok: true });
    expect(await said().textContent()).toBe('发好了');
    await ask(page, 'hideLoading');
    expect(await said().textContent()).toBe('');
  });
});
