/**
 * What the phone carries and does: bytes of the packages as they are in the source, and of every page, opened in the
 * browser phone with demo data, the function calls to its first view, its WXML nodes and its largest `setData`.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { packagesOf } from '../scripts/check-sizes';
import { launchBrowser, openPhone } from '../test/support/browser';
import { type Product, startProduct } from '../test/support/local';
import { addressOf, type Things, thingsOf, VISITS } from '../test/support/visits';
import { median, type Row } from './support/rows';

const KB = 1024;
const GOALS = { mainBytes: 1024 * KB, setDataBytes: 50 * KB, nodes: 500, calls: 2 } as const;
const root = process.env.YUANBA_ROOT ?? process.cwd();

interface Seen {
  readonly path: string;
  readonly calls: number;
  readonly nodes: number;
  readonly setDataBytes: number;
  readonly contentMs: number;
}

export async function phone(): Promise<readonly Row[]> {
  const [product, browser] = await Promise.all([
    startProduct({ phone: true, size: 'small' }),
    launchBrowser(),
  ]);
  try {
    const things = await thingsOf(product.control);
    const seen: Seen[] = [];
    for (const path of Object.keys(VISITS))
      seen.push(await visit({ product, browser, path, things }));
    return rowsOf(seen);
  } finally {
    await browser.close();
    await product.close();
  }
}

interface Opening {
  readonly product: Product;
  readonly browser: Browser;
  readonly path: string;
  readonly things: Things;
}

async function visit({ product, browser, path, things }: Opening): Promise<Seen> {
  const { as = '', group } = VISITS[path] ?? {};
  const from = group === undefined ? {} : { group };
  const page = await openPhone(browser, product.url, {
    as,
    ...from,
    path: 'pages/privacy/privacy',
  });
  await page.locator('.screen').first().waitFor();
  await page.evaluate(measureSetData);
  let calls = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/call/')) calls += 1;
  });
  const startedAt = performance.now();
  await page.evaluate(
    (url) => {
      (globalThis as unknown as { wx: { reLaunch(to: object): void } }).wx.reLaunch({ url });
    },
    `/${addressOf(path, things)}`,
  );
  await shown(page, path);
  const contentMs = performance.now() - startedAt;
  const [nodes, setDataBytes] = await page.evaluate(figuresOfPage);
  await page.context().close();
  return { path, calls, nodes, setDataBytes, contentMs };
}

/** The page is in front and its skeleton is gone. */
async function shown(page: Page, path: string): Promise<void> {
  await page.waitForFunction(
    (route) => (globalThis as unknown as Pages).getCurrentPages().at(-1)?.route === route,
    path,
  );
  await page.locator('.screen').filter({ visible: true }).first().waitFor();
  await page.locator('skeleton').filter({ visible: true }).first().waitFor({ state: 'detached' });
}

interface Pages {
  getCurrentPages(): { route: string; setData(patch: object): void }[];
  largestSetData: number;
}

/** Runs in the page: every `setData` of a page or component is weighed as JSON, as it crosses to WeChat's view layer. */
function measureSetData(): void {
  const world = globalThis as unknown as Pages;
  world.largestSetData = 0;
  let owner: object = world.getCurrentPages()[0] ?? {};
  while (!Object.hasOwn(owner, 'setData')) owner = Object.getPrototypeOf(owner) as object;
  const prototype = owner as { setData(patch: object, done?: () => void): void };
  const set = prototype.setData;
  prototype.setData = function (patch, done) {
    const bytes = new TextEncoder().encode(JSON.stringify(patch)).length;
    world.largestSetData = Math.max(world.largestSetData, bytes);
    set.call(this, patch, done);
  };
}

/** Runs in the page: nodes below the screen in front, and the largest `setData` so far. */
function figuresOfPage(): readonly [nodes: number, setDataBytes: number] {
  const screens = [...document.querySelectorAll<HTMLElement>('.screen')];
  const front = screens.filter(({ offsetParent }) => offsetParent !== null).at(-1);
  const nodes = front?.querySelectorAll('*').length ?? 0;
  return [nodes, (globalThis as unknown as Pages).largestSetData];
}

function rowsOf(seen: readonly Seen[]): readonly Row[] {
  const { mainBytes, subpackages } = packagesOf(join(root, 'miniprogram'));
  const heaviest = subpackages.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const pages = `of ${seen.length} pages`;
  const most = (what: string, figure: (one: Seen) => number, goal: number, unit = 1): Row => {
    const worst = seen.reduce((a, b) => (figure(b) > figure(a) ? b : a));
    return {
      bench: 'phone',
      what: `${what}, the most ${pages} (${worst.path})`,
      figure: String(Math.round(figure(worst) / unit)),
      goal: `≤ ${goal / unit}`,
      met: figure(worst) <= goal,
    };
  };
  return [
    {
      bench: 'phone',
      what: 'main package, KB',
      figure: String(Math.round(mainBytes / KB)),
      goal: `≤ ${GOALS.mainBytes / KB}`,
      met: mainBytes <= GOALS.mainBytes,
    },
    {
      bench: 'phone',
      what: `largest subpackage, KB (${heaviest.root})`,
      figure: String(Math.round(heaviest.bytes / KB)),
      goal: '',
    },
    most('function calls to the first view', ({ calls }) => calls, GOALS.calls),
    most('WXML nodes', ({ nodes }) => nodes, GOALS.nodes),
    most('setData, KB', ({ setDataBytes }) => setDataBytes, GOALS.setDataBytes, KB),
    {
      bench: 'phone',
      what: `navigation to content in this browser, ms, median ${pages}`,
      figure: String(Math.round(median(seen.map(({ contentMs }) => contentMs)))),
      goal: '',
    },
  ];
}
