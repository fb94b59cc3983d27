/** The real browser that journeys use, and a phone-sized page in it. */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACES = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The installed Chromium if there is one, else the one inside a package. */
export async function launchBrowser(): Promise<Browser> {
  const installed = PLACES.find((path) => path !== undefined && existsSync(path));
  const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args });
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  return chromium.launch({ executablePath, args: [...packed.args, ...args] });
}

export interface PhoneOptions {
  readonly as: string;
  /** Opened from this WeChat group's card. */
  readonly group?: string;
  /** Page path with its own query. */
  readonly path?: string;
  /** The system's font size scale: 1, or 1.6 for the largest. */
  readonly text?: number;
  readonly dark?: boolean;
  readonly network?: 'good' | 'slow' | 'offline';
}

/** The bare phone, 375 × 812 at twice the pixels, touched by finger. */
export async function openPhone(
  browser: Browser,
  url: string,
  options: PhoneOptions,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    deviceScaleFactor: 2,
    hasTouch: true,
    locale: 'zh-CN',
    colorScheme: options.dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  await page.goto(phoneUrl(url, options));
  return page;
}

export function phoneUrl(
  url: string,
  { as, group, path, text, dark, network }: PhoneOptions,
): string {
  const query = new URLSearchParams({
    as,
    ...(group === undefined ? {} : { group }),
    ...(path === undefined ? {} : { path }),
    ...(text === undefined ? {} : { text: String(text) }),
    ...(dark ? { dark: '1' } : {}),
    ...(network === undefined ? {} : { network }),
  });
  return `${url}/phone/?${query}`;
}

const SHOTS = resolve(__dirname, '../../dist/shots');

/** A picture for people to look at; nothing compares it. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}
