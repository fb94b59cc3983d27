/** WeChat sends nobody a message they have not allowed, so every kind is asked for where somebody taps. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MESSAGE_KINDS } from '../../miniprogram/contract/messages';

const ROOT = resolve(__dirname, '../../miniprogram');
/** Kinds whose pages are not there yet; whoever writes the page takes its kind off this list. */
const AHEAD: readonly string[] = [];

const pages = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, folder, name));

/** The kinds a source asks for: `askForMessages(['notice', 'answer'])`. */
const askedIn = (source: string): readonly string[] =>
  [...source.matchAll(/askForMessages\(\[([^\]]+)\]\)/g)].flatMap(([, kinds = '']) =>
    [...kinds.matchAll(/'(\w+)'/g)].map(([, kind = '']) => kind),
  );

const asked = new Set(
  ['pages', 'packages'].flatMap(pages).flatMap((path) => askedIn(readFileSync(path, 'utf8'))),
);

it('reads what a page asks for', () => {
  expect(askedIn("void askForMessages(['notice', 'answer']);")).toEqual(['notice', 'answer']);
  expect(askedIn('void askForMessages(kinds);')).toEqual([]);
});

it.each(MESSAGE_KINDS)('%s is asked for by a page', (kind) => {
  expect([kind, asked.has(kind)]).toEqual([kind, !AHEAD.includes(kind)]);
});

it('no page asks for a kind that is not sent', () => {
  expect([...asked].filter((kind) => !MESSAGE_KINDS.some((one) => one === kind))).toEqual([]);
});
