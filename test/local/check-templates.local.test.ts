import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { compileWithWechat } from '../../scripts/check-compile';
import { checkWxml } from '../../scripts/check-wxml';

const ROOT = resolve(__dirname, '../..');
const TYPINGS = join(ROOT, 'node_modules', 'miniprogram-api-typings', 'index.d.ts');

let app: string;

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(app, name)), { recursive: true });
  writeFileSync(join(app, name), text);
};

beforeEach(() => {
  app = mkdtempSync(join(tmpdir(), 'templates-'));
  symlinkSync(join(ROOT, 'node_modules'), join(app, 'node_modules'));
  write('app.json', '{}');
  write('app.wxss', '.a { color: red; }');
  write('fen/fen.ts', 'Component({ properties: { amount: Number } });');
  write('fen/fen.wxml', '<view>{{amount}}</view>');
  write('page/page.json', '{ "usingComponents": { "fen-text": "../fen/fen" } }');
  write(
    'page/page.ts',
    `const mixin = Behavior({ data: { mixed: 1 }, methods: { fromMixin() {} } });
Component({
  behaviors: [mixin],
  properties: { total: { type: Number, value: 0 } },
  data: { list: [] as readonly { id: string; name: string }[] },
  methods: { go() {}, onHide() {} },
});`,
  );
});
afterEach(() => rmSync(app, { recursive: true }));

const messagesFor = (template: string): string[] => {
  write('page/page.wxml', template);
  return checkWxml(app, TYPINGS).map(({ at, message }) => `${at} ${message}`);
};

describe('the types of templates', () => {
  it('accepts data, properties, handlers and what behaviors bring', () => {
    const template = `<view bind:tap="go" class="{{mixed ? 'a' : ''}}">
  <view wx:for="{{list}}" wx:key="id">{{item.name}}</view>
  <fen-text amount="{{total}}" bind:pick="fromMixin" aria-label="x" />
</view>`;
    expect(messagesFor(template)).toEqual([]);
  });

  it.each([
    ['a field that is not there', '<view>{{unknown}}</view>', "'unknown' does not exist"],
    [
      'a misspelt field of an item',
      '<view wx:for="{{list}}">{{item.nme}}</view>',
      "'nme' does not exist",
    ],
    ['a misspelt handler', '<view bind:tap="goo" />', "'goo' does not exist"],
    ['a misspelt attribute', '<fen-text amout="{{total}}" />', "'amout' does not exist"],
    [
      'an attribute of another type',
      '<fen-text amount="{{list}}" />',
      "not assignable to type 'number'",
    ],
    ['a lifecycle bound to a tap', '<view bindtap="onHide" />', "onHide is a page's lifecycle"],
    ['a tag nobody declared', '<fen-txt />', "'fen-txt' does not exist"],
  ])('finds %s and says on which line', (_, line, message) => {
    const found = messagesFor(`<view />\n${line}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('page/page.wxml:2 ');
    expect(found[0]).toContain(message);
  });
});

describe("WeChat's own compilers", () => {
  it('accept a sound app', () => {
    write('page/page.wxml', '<view />');
    expect(compileWithWechat(app)).toEqual([]);
  });

  it.each([
    ['a broken expression', 'page/page.wxml', '<view>{{a ? b}}</view>', 'wxml'],
    ['a brace left open', 'page/page.wxss', '.a { color: red', 'wxss'],
  ])('refuse %s', (_, file, text, what) => {
    write('page/page.wxml', '<view />');
    write(file, text);
    expect(compileWithWechat(app).join()).toContain(what);
  });
});
