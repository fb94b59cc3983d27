import type { Page } from 'playwright-core';
import {
  inPhone,
  openShell,
  phoneIn,
  RESIDENT,
  type Shell,
  startShell,
} from './fixtures/shell-page';

let shell: Shell;
let page: Page;

beforeAll(async () => {
  shell = await startShell();
}, 120_000);
afterAll(() => shell.close());
afterEach(() => page.close());

describe('the weather around the phone', () => {
  it('changes the network and the theme without starting the mini-program anew', async () => {
    page = await openShell(shell);
    await inPhone(page, () => Object.assign(globalThis, { same: true }));
    await page.getByRole('radio', { name: '断网' }).check();
    await page.getByRole('switch', { name: '深色' }).check();
    const seen = await inPhone(page, async () => {
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
    // Should the mini-program start itself anew, the weather is the same.
    const { searchParams } = new URL((await phoneIn(page)).url());
    expect([searchParams.get('network'), searchParams.get('dark')]).toEqual(['offline', '1']);
  });

  it('opens again in another text size', async () => {
    page = await openShell(shell);
    await page.getByRole('radio', { name: '最大' }).check();
    const frame = await phoneIn(page, 'text=1.6');
    expect(
      await frame.evaluate(() =>
        (globalThis as never as { wx: { getAppBaseInfo(): object } }).wx.getAppBaseInfo(),
      ),
    ).toMatchObject({ fontSizeScaleFactor: 1.6, fontSizeSetting: 25.6 });
  });

  it('turns the clock of the product and of the phone together', async () => {
    page = await openShell(shell);
    try {
      await page.getByLabel('调到这一刻').fill('2027-02-09T19:30');
      await page.getByRole('button', { name: '停住' }).click();
      await page.getByRole('button', { name: '继续走' }).waitFor();
      const { now, running } = await shell.product.control<{ now: number; running: boolean }>(
        'clock',
      );
      expect(running).toBe(false);
      expect(Math.abs(now - Date.parse('2027-02-09T19:30+08:00'))).toBeLessThan(30_000);
      const dayInPhone = () => inPhone(page, () => [Date.now(), new Date().toISOString()]);
      expect(await dayInPhone()).toEqual([now, new Date(now).toISOString()]);
      expect(await page.locator('#clock-face').textContent()).toMatch(/^2月9日 周二 19:30/);

      await page.reload();
      expect(await inPhone(page, () => Date.now())).toBe(now);
    } finally {
      await shell.product.setClock(null);
    }
  });
});

describe('the cloud and its faults', () => {
  it('shows a call with what it cost, and the documents', async () => {
    page = await openShell(shell, `?as=${RESIDENT}&panel=cloud`);
    const row = page.locator('.calls tr', { hasText: 'courtyard.home' }).first();
    // A call that is still running has cost nothing yet.
    await row.locator('.figure').nth(1).filter({ hasText: /[1-9]/ }).waitFor();
    const figures = await row.locator('.figure').allTextContents();
    expect(figures[0]).toMatch(/^\d+ ms$/);
    expect(Number(figures[1])).toBeGreaterThan(0);
    await row.getByRole('button').click();
    expect(await page.locator('.more-row pre:visible').first().textContent()).toContain('ms');

    await page.getByRole('radio', { name: '数据' }).check();
    await page.locator('.collection', { hasText: 'courtyards' }).click();
    await page.locator('.documents summary', { hasText: 'cy_c01' }).click();
    expect(await page.locator('.documents pre:visible').textContent()).toContain('"_id": "cy_c01"');
  });

  it('switches the content check off, and arms a fault for the next call', async () => {
    page = await openShell(shell, `?as=${RESIDENT}&panel=faults`);
    await page.getByRole('switch', { name: '检查服务停了' }).check();
    await page.getByLabel('哪个云函数').selectOption('courtyard');
    await page.getByLabel('怎么坏').selectOption('drop');
    await page.getByRole('button', { name: '装上' }).click();
    await page.getByText('courtyard：半路断线，没办成，还剩 1 次').waitFor();
    expect(await shell.product.control('content-safety')).toEqual({ outage: true });
    await expect(
      shell.product.call('courtyard', { action: 'home' }, { openid: RESIDENT }),
    ).rejects.toThrow();
    await page.getByRole('switch', { name: '检查服务停了' }).uncheck();
    await page.getByRole('button', { name: '都拆掉' }).click();
  });

  it('shows a person’s messages, and each opens its page', async () => {
    const { messages } = await shell.product.control<{
      messages: { openid: string; page: string }[];
    }>('outbox');
    const [message] = messages;
    page = await openShell(shell, `?as=${message?.openid}&panel=inbox`);
    await page.locator('.message').first().click();
    const frame = await phoneIn(page, 'path=');
    expect(new URL(frame.url()).searchParams.get('path')).toBe(message?.page);
  });
});

describe('what comes out of the phone', () => {
  it('puts an entry into the calendar and a file into the group', async () => {
    page = await openShell(shell, `?as=${RESIDENT}&panel=calendar`);
    await inPhone(page, () => {
      const { wx } = globalThis as never as { wx: Record<string, (options: object) => void> };
      const complete = () => undefined;
      wx.addPhoneCalendar?.({ title: '轮到我家守门', startTime: 1_801_987_200, complete });
      const disk = wx.getFileSystemManager?.({}) as never as {
        writeFileSync(path: string, data: string): void;
      };
      disk.writeFileSync('http://usr/名单.csv', '门牌');
      wx.shareFileMessage?.({ filePath: 'http://usr/名单.csv', complete });
    });
    await page
      .frameLocator('#phone-frame')
      .getByRole('button', { name: '同意', exact: true })
      .click();
    await page
      .frameLocator('#phone-frame')
      .getByRole('button', { name: '允许', exact: true })
      .click();
    await page.locator('.calendar li', { hasText: '轮到我家守门' }).waitFor();
    expect(await page.locator('.calendar p').textContent()).toContain('2月7日 16:00');
    await page.getByRole('tab', { name: '群聊' }).click();
    const link = page.getByRole('link', { name: '名单.csv' });
    // Not the phone's own address of it, which dies with the phone.
    expect(await link.getAttribute('href')).toMatch(/^data:/);
  });

  it('goes back a page by the key below the phone', async () => {
    page = await openShell(shell);
    await inPhone(page, () => {
      const { wx } = globalThis as never as {
        wx: { navigateTo(options: object): Promise<object> };
      };
      return wx.navigateTo({ url: '/pages/privacy/privacy' });
    });
    const depth = () =>
      inPhone(
        page,
        () => (globalThis as never as { getCurrentPages(): unknown[] }).getCurrentPages().length,
      );
    expect(await depth()).toBe(2);
    await page.getByRole('button', { name: '返回' }).click();
    await page.waitForFunction(() => {
      const inside = document.querySelector<HTMLIFrameElement>('#phone-frame')?.contentWindow;
      return (inside as never as { getCurrentPages(): unknown[] }).getCurrentPages().length === 1;
    });
  });

  it('shows what went wrong inside the phone', async () => {
    page = await openShell(shell, `?as=${RESIDENT}&panel=faults`);
    await inPhone(page, () => {
      setTimeout(() => {
        throw new Error('页面写错了');
      });
    });
    await page.locator('.troubles li', { hasText: '页面写错了' }).waitFor();
  });
});
