/** The phone's compiler and site: faults told by name, files with their types, changes on the screen at once. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPhone } from '../../local/phone/build';
import { PhoneBuilder } from '../../local/phone/compiler/builder';
import { Places } from '../../local/phone/compiler/paths';
import { compileWxss } from '../../local/phone/compiler/wxss';
import { createPhoneSite } from '../../local/phone/serve';

const FIXTURE = join(__dirname, 'fixtures', 'app');

let folder: string;
let appRoot: string;
let outDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yuanba-build-'));
  appRoot = join(folder, 'app');
  outDir = join(folder, 'out');
  cpSync(FIXTURE, appRoot, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string) => writeFileSync(join(appRoot, path), text);
const read = (path: string) => readFileSync(join(appRoot, path), 'utf8');

describe('a fault in the mini-program', () => {
  it.each([
    [
      'a component that is not there',
      'pages/mine/mine.json',
      '{"usingComponents":{"x":"./none"}}',
      /mine\.json: no component at "\.\/none"/,
    ],
    [
      'a plugin',
      'pages/mine/mine.json',
      '{"usingComponents":{"x":"plugin://a/b"}}',
      /plugins are not run: plugin:\/\/a\/b/,
    ],
    ['JSON that is none', 'pages/mine/mine.json', '{', /mine\.json: /],
    ['a broken expression', 'pages/mine/mine.wxml', '<view>\n{{a +}}</view>', /mine\.wxml: 2: /],
    [
      'a template that is not there',
      'pages/mine/mine.wxml',
      '<import src="./none"/>',
      /mine\.wxml: no file at ".*none\.wxml"/,
    ],
    [
      'WXS that does not parse',
      'pages/mine/mine.wxml',
      '<wxs module="m">var = 1</wxs>',
      /mine\.wxml#m: Unexpected token/,
    ],
    [
      'a sheet that is not there',
      'pages/mine/mine.wxss',
      '@import "none.wxss";',
      /mine\.wxss: no sheet at "none\.wxss"/,
    ],
    [
      'a script that is not there',
      'pages/mine/mine.js',
      "require('./none');Page({})",
      /Could not resolve "\.\/none"/,
    ],
    ['an app without pages', 'app.json', '{"pages":[]}', /app\.json: "pages" is empty/],
  ])('is told by name: %s', async (_, file, text, message) => {
    write(file, text);
    await expect(buildPhone({ appRoot, outDir })).rejects.toThrow(message);
  });
});

describe('styles', () => {
  const cssOf = (wxss: string): string => {
    write('pages/mine/mine.wxss', wxss);
    const owner = { kind: 'page', path: 'pages/mine/mine' } as const;
    return compileWxss(join(appRoot, 'pages/mine/mine.wxss'), owner, new Places(appRoot)).css;
  };

  it('count in the phone’s units and hold inside their page', () => {
    const css = cssOf('.a, page view { margin: 10rpx -5rpx 0rpx; height: 50vh }');
    const within = ':where([data-page="pages/mine/mine"])';
    expect(css).toContain(`${within} .a,${within} wx-page wx-view`);
    expect(css).toContain('margin: calc(10 * var(--rpx)) calc(-5 * var(--rpx)) 0px');
    expect(css).toContain('height: calc(50 * var(--vh))');
  });

  it('leave keyframes alone and ask the phone for the colour scheme', () => {
    const css = cssOf(
      '@keyframes k { from { left: 0 } }\n@media (prefers-color-scheme: dark) { .a { color: red } }',
    );
    expect(css).toMatch(/@keyframes k \{ from \{ left: 0 \} \}/);
    expect(css).toContain(':where([data-theme="dark"]) :where([data-page="pages/mine/mine"]) .a');
    expect(css).not.toContain('@media');
  });
});

it('compiles again only what has changed', async () => {
  const builder = new PhoneBuilder({ appRoot, outDir });
  try {
    await builder.build();
    write('pages/list/list.wxss', '.icon { width: 77rpx }');
    write('pages/list/list.wxml', '<view>换了一页</view>');
    await builder.build();
    const bundle = readFileSync(join(outDir, 'phone.js'), 'utf8');
    expect(bundle).toContain('calc(77 * var(--rpx))');
    expect(bundle).toContain('换了一页');
    expect(bundle).not.toContain('再来一个');
  } finally {
    await builder.close();
  }
});

describe('the site', () => {
  let server: Server;
  let url: string;
  let site: ReturnType<typeof createPhoneSite>;

  const serve = async (watch: boolean) => {
    await buildPhone({ appRoot, outDir });
    site = createPhoneSite({ phoneDir: outDir, shellDir: join(folder, 'none'), watch });
    server = createServer(async (req, res) => {
      if (!(await site.handle(req, res))) res.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterEach(async () => {
    await site.close();
    server.closeAllConnections();
    server.close();
  });

  it.each([
    ['/phone/', 'text/html; charset=utf-8', /lang="zh-CN"/],
    ['/phone/phone.js', 'text/javascript; charset=utf-8', /樱桃2斤/],
    ['/phone/phone.css', 'text/css; charset=utf-8', /wx-page/],
    [
      '/phone/fonts.css',
      'text/css; charset=utf-8',
      /url\(\/phone\/fonts\/noto-sans-sc-[\w-]+\.woff2\)/,
    ],
    ['/phone/app/assets/one.png', 'image/png', /PNG/],
    ['/phone/icons/add.svg', 'image/svg+xml', /viewBox/],
  ])('sends %s as what it is', async (path, type, content) => {
    await serve(false);
    const answer = await fetch(`${url}${path}`);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(await answer.text()).toMatch(content);
  });

  it('sends nothing from outside its folder, and a file that is known only once', async () => {
    await serve(false);
    const outside = await fetch(`${url}/phone/..%2f..%2fapp.json`);
    expect(outside.status).toBe(404);
    const first = await fetch(`${url}/phone/phone.js`);
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(`${url}/phone/phone.js`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('rebuilds what changes and tells the pages, also of a fault', async () => {
    await serve(true);
    expect(await (await fetch(`${url}/phone/`)).text()).toContain('EventSource');
    const events = await fetch(`${url}/phone/events`);
    const heard = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async (event: string) => {
      for (let text = ''; ; ) {
        const part = await heard?.read();
        if (!part || part.done) throw new Error(`no ${event} after ${text}`);
        text += part.value;
        if (text.includes(`event: ${event}`)) return text;
      }
    };
    // Until the watcher has looked around, a change passes unseen.
    const wrong = setInterval(write, 300, 'pages/mine/mine.wxml', '<view>{{a +}}</view>');
    expect(await next('trouble')).toContain('mine.wxml');
    clearInterval(wrong);
    // The watcher takes two writes within a few milliseconds for one.
    await new Promise((resolve) => setTimeout(resolve, 200));
    write('pages/mine/mine.wxml', '<view>又好了</view>');
    await next('phone');
    expect(await (await fetch(`${url}/phone/phone.js`)).text()).toContain('又好了');
    await heard?.cancel();
  });
});

it('takes scripts the way WeChat finds them', async () => {
  write(
    'pages/mine/mine.js',
    "const { log } = require('/utils/log'); Page({ onLoad: () => log('ok') });",
  );
  await expect(buildPhone({ appRoot, outDir })).resolves.toMatchObject({ warnings: [] });
  expect(read('pages/mine/mine.js')).toContain('/utils/log');
});
