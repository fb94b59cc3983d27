/** One journey's surroundings: the whole product, a browser, phones of several people, and their looks. */
import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser, openPhone, type PhoneOptions, shoot } from './browser';
import { type Product, type ProductOptions, startProduct } from './local';

/** The system's own scales: as it comes, and the largest of iOS. */
export const LOOKS = [
  ['normal text', { text: 1 }],
  ['the largest text', { text: 1.6 }],
] as const;

export interface Journey {
  readonly product: Product;
  readonly browser: Browser;
  phone(options: PhoneOptions): Promise<Phone>;
  close(): Promise<void>;
}

export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Taps what carries this text or spoken name, once it is there. */
  tap(name: string | RegExp): Promise<void>;
  /** Waits until this text is on the page in front. */
  see(text: string | RegExp): Promise<void>;
  /** Types into the field of this label or placeholder. */
  fill(field: string | RegExp, text: string): Promise<void>;
  gone(text: string | RegExp): Promise<void>;
  /** What the phone's network is from now on. */
  network(quality: 'good' | 'slow' | 'offline'): Promise<void>;
  /** Light or dark, as the system would change it while the page is open. */
  theme(to: 'light' | 'dark'): Promise<void>;
  /** Leaves every page for this one, `packages/…/page?query`, as a card opened anew would. */
  goTo(address: string): Promise<void>;
  /** Pulls the page down until this text is there. */
  pullUntil(text: string): Promise<void>;
  /** Waits until the page in front has its data: no skeleton, and no failure instead of it. */
  loaded(): Promise<void>;
  /** What sticks out of the screen sideways, as people would see it cut off. */
  overflows(): Promise<readonly string[]>;
  /** A picture, and no serious finding of an accessibility audit. */
  look(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function startJourney(options: ProductOptions = {}): Promise<Journey> {
  const browser = await launchBrowser();
  // A browser that nobody closes keeps the test process alive for ever.
  const product = await startProduct({ phone: true, size: 'small', ...options }).catch(
    async (error: unknown) => {
      await browser.close();
      throw error;
    },
  );
  return {
    product,
    browser,
    async phone(who) {
      return phoneOn(await openPhone(browser, product.url, who), who);
    },
    async close() {
      await browser.close();
      await product.close();
    },
  };
}

function phoneOn(page: Page, { text = 1, dark = false }: PhoneOptions): Phone {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  let isDark = dark;
  return {
    page,
    context: page.context(),
    async tap(name) {
      await shown(page, name).tap();
    },
    async see(words) {
      await shown(page, words).waitFor();
    },
    async fill(field, words) {
      await page
        .getByLabel(field)
        .or(page.getByPlaceholder(field))
        .filter({ visible: true })
        .first()
        .fill(words);
    },
    async gone(words) {
      await page.getByText(words).filter({ visible: true }).first().waitFor({ state: 'detached' });
    },
    async network(quality) {
      await page.evaluate(
        (to) => window.postMessage({ yuanbaShell: { kind: 'network', network: to } }, '*'),
        quality,
      );
    },
    async theme(to) {
      await page.evaluate(
        (theme) => window.postMessage({ yuanbaShell: { kind: 'theme', theme } }, '*'),
        to,
      );
      isDark = to === 'dark';
    },
    async goTo(address) {
      troubles.length = 0;
      await page.evaluate(reLaunch, `/${address}`);
      const route = address.replace(/\?.*/, '');
      await page.waitForFunction(isInFront, route);
    },
    async pullUntil(words) {
      for (let tries = 0; tries < 20; tries += 1) {
        if (await page.getByText(words).filter({ visible: true }).first().isVisible()) return;
        await page.reload();
        await page.waitForTimeout(1_000);
      }
      throw new Error(`${words} does not come`);
    },
    async loaded() {
      await page.locator('.screen').filter({ visible: true }).first().waitFor();
      await page
        .locator('skeleton, [is*="skeleton"]')
        .filter({ visible: true })
        .first()
        .waitFor({ state: 'detached' });
      expect(await page.getByText('再试一次').filter({ visible: true }).count()).toBe(0);
    },
    overflows: () => page.evaluate(sidewaysOverflows),
    async look(name) {
      await settle(page);
      const look = `${text > 1 ? 'large' : 'normal'}${isDark ? '-dark' : ''}`;
      await shoot(page, `${name}-${look}`);
      expect(troubles).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
    },
    close: () => page.context().close(),
  };
}

/** What a person can see and would tap: a control by its name first, else the words themselves. */
function shown(page: Page, name: string | RegExp): Locator {
  const control = page.getByRole('button', { name }).or(page.getByRole('radio', { name }));
  return control
    .or(page.getByRole('switch', { name }))
    .or(page.getByRole('checkbox', { name }))
    .or(page.getByRole('tab', { name }))
    .or(page.getByText(name))
    .filter({ visible: true })
    .last();
}

interface Global {
  readonly wx: { reLaunch(to: { readonly url: string }): void };
  getCurrentPages(): readonly { readonly route: string }[];
}

/** Runs in the page. */
function reLaunch(url: string): void {
  (globalThis as unknown as Global).wx.reLaunch({ url });
}

/** Runs in the page. */
function isInFront(route: string): boolean {
  return (globalThis as unknown as Global).getCurrentPages().at(-1)?.route === route;
}

/** Runs in the page. */
function sidewaysOverflows(): string[] {
  const wide = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
    const { left, right, width, height } = element.getBoundingClientRect();
    const seen = width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
    // A canvas that is drawn on and never shown lies outside on purpose; only words can be cut off.
    const words = element.childElementCount === 0 && element.textContent?.trim() !== '';
    return seen && words && (right > innerWidth + 1 || left < -1);
  });
  return wide.map((element) => `${element.className}: ${element.textContent?.slice(0, 40)}`);
}

/** Pages slide in; a picture in between shows neither. */
const settle = (page: Page): Promise<void> => page.waitForTimeout(450);

interface AxeResult {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly target: unknown }[];
}

/** Serious and critical findings of axe on what is on the screen now. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = (await page.evaluate(async () => {
    const audit = (window as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } }).axe;
    return (await audit.run()).violations;
  })) as readonly AxeResult[];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
