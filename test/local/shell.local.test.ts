import axe from 'axe-core';
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

const person = (openid: string) => page.locator(`.person[data-openid="${openid}"]`);
const groups = () => page.locator('.people-group h2').allTextContents();

/** Runs inside the phone. */
function enterGroup(): Promise<object> {
  const { wx } = globalThis as never as {
    wx: { getGroupEnterInfo(options: { complete(outcome: object): void }): void };
  };
  return new Promise((complete) => wx.getGroupEnterInfo({ complete }));
}

describe('who holds the phone', () => {
  it('lists the demo people by what they are, and begins with a resident', async () => {
    page = await openShell(shell, '');
    expect((await groups()).map((text) => text.replace(/\d+ 人$/, ''))).toEqual([
      ...['住户', '群主', '院委会', '志愿者', '财务', '社区工作人员'],
      ...['从群卡片来的新人', '帮老手机邻居的人'],
    ]);
    expect(await person(RESIDENT).getAttribute('aria-current')).toBe('true');
    expect((await phoneIn(page)).url()).toContain(`as=${RESIDENT}`);
  });

  it('hands the phone over, and the address remembers', async () => {
    page = await openShell(shell);
    await page.getByRole('searchbox', { name: '搜人' }).fill('社区');
    await person('o_staff_01').click();
    await phoneIn(page, 'as=o_staff_01');
    expect(new URL(page.url()).searchParams.get('as')).toBe('o_staff_01');
    await page.reload();
    expect((await phoneIn(page, 'as=o_staff_01')).url()).toContain('as=o_staff_01');
  });

  it('shows a few of each kind, and the others on demand', async () => {
    page = await openShell(shell);
    const residents = page.locator('.people-group', { hasText: '住户' }).first();
    expect(await residents.locator('.person').count()).toBe(4);
    await residents.getByRole('button', { name: /^还有 \d+ 人$/ }).click();
    expect(await residents.locator('.person').count()).toBeGreaterThan(100);
  });

  it('opens for somebody nobody knows, who is in no group', async () => {
    page = await openShell(shell);
    await page.getByRole('button', { name: '用一个新微信号' }).click();
    await phoneIn(page, 'as=o_guest_');
    await page.getByRole('button', { name: '从群卡片打开' }).click();
    const frame = await phoneIn(page, 'group=og_c01');
    expect(await frame.evaluate(enterGroup)).toMatchObject({ errCode: 65206 });
  });

  it('narrows by courtyard and by search', async () => {
    page = await openShell(shell);
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
  it('is where a newcomer comes from by its card, and WeChat proves it', async () => {
    page = await openShell(shell);
    await person('o_c01_new_a').click();
    const frame = await phoneIn(page, 'group=og_c01');
    const entered = await frame.evaluate(enterGroup);
    expect(entered).toMatchObject({ errMsg: 'getGroupEnterInfo:ok' });
  });

  it('gets what was shared as a card, which opens for somebody else', async () => {
    page = await openShell(shell);
    await page.evaluate(() => {
      const frame = document.querySelector<HTMLIFrameElement>('#phone-frame');
      frame?.contentWindow?.postMessage({ yuanbaShell: { kind: 'share' } }, location.origin);
    });
    const card = page.locator('.post-card .card').nth(1);
    await card.waitFor();
    await page.getByLabel('只看一个院子').selectOption('cy_c01');
    await person('o_c01_u1_201_a').click();
    await phoneIn(page, 'as=o_c01_u1_201_a');
    await card.click();
    const url = new URL((await phoneIn(page, 'group=og_c01')).url());
    expect(url.searchParams.get('as')).toBe('o_c01_u1_201_a');
    expect(url.searchParams.get('path')).toMatch(/^pages\//);
  });

  it('has a poster at the gate whose code opens that courtyard', async () => {
    page = await openShell(shell, '?as=o_c01_new_b');
    await page.getByRole('button', { name: '扫门口海报' }).click();
    const frame = await phoneIn(page, 'scene=1047');
    await frame.getByText('东环路3巷22号院').first().waitFor();
    expect(await frame.evaluate(enterGroup)).toMatchObject({ errCode: 40097 });
  });

  it('takes a copied text', async () => {
    page = await openShell(shell);
    await inPhone(page, () => {
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

it.each(['group', 'inbox', 'calendar', 'cloud', 'faults'])(
  'has nothing serious against it for a screen reader: %s',
  async (panel) => {
    page = await openShell(shell, `?as=${RESIDENT}&panel=${panel}`);
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
