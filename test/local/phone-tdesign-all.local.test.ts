/** Every component of TDesign's package, bare, on a page of its own: what is missing here would be named. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type PhonePage, type PhoneStand, standPhone } from './fixtures/phone-page';

const ROOT = resolve(__dirname, '../..');
const PACKAGE = join(ROOT, 'node_modules', 'tdesign-miniprogram', 'miniprogram_dist');

/** These want more than nothing: their own scripts stumble without it. */
const WANT_MORE: readonly string[] = ['chat-content', 'color-picker'];

const names = readdirSync(PACKAGE).filter((name) => {
  const file = join(PACKAGE, name, `${name}.json`);
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).component === true;
});

let appRoot: string;
let stand: PhoneStand;
let phone: PhonePage;

beforeAll(async () => {
  appRoot = mkdtempSync(join(tmpdir(), 'yuanba-tdesign-'));
  symlinkSync(join(ROOT, 'node_modules'), join(appRoot, 'node_modules'));
  for (const name of names) {
    const folder = join(appRoot, 'pages', name);
    mkdirSync(folder, { recursive: true });
    const using = { 'the-one': `tdesign-miniprogram/${name}/${name}` };
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ usingComponents: using }));
    writeFileSync(join(folder, `${name}.js`), 'Page({});');
    writeFileSync(join(folder, `${name}.wxml`), '<the-one id="one">内容</the-one>');
  }
  const pages = names.map((name) => `pages/${name}/${name}`);
  writeFileSync(join(appRoot, 'app.json'), JSON.stringify({ pages }));
  stand = await standPhone(appRoot);
  phone = await stand.open();
}, 90_000);
afterAll(async () => {
  await stand.close();
  rmSync(appRoot, { recursive: true, force: true });
});

it('has them all', () => {
  expect(names.length).toBeGreaterThan(90);
});

it.each(names.filter((name) => !WANT_MORE.includes(name)))('draws %s', async (name) => {
  const before = phone.troubles.length;
  const there = await phone.page.evaluate(
    (url) =>
      new Promise((done) => {
        const { wx, getCurrentPages } = globalThis as unknown as {
          wx: { reLaunch(options: object): void; nextTick(act: () => void): void };
          getCurrentPages(): { selectComponent(selector: string): object | null }[];
        };
        const look = () => done(getCurrentPages()[0]?.selectComponent('#one') !== null);
        wx.reLaunch({ url, complete: () => wx.nextTick(look) });
      }),
    `/pages/${name}/${name}`,
  );
  expect(there).toBe(true);
  expect(phone.troubles.slice(before)).toEqual([]);
});
