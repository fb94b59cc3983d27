/** Reads the text of a group's 接龙. Pure. @see docs/domain/groupbuy.md §5 */
import type { PasteLine, PasteView } from '../../miniprogram/contract/groupbuy-desk';
import type {
  CountByItem,
  ItemId,
  PasteEntry,
  PasteStatus,
} from '../../miniprogram/contract/groupbuy-forms';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import type { Plate } from '../courtyard/public';
import { type Door, doorIn, doorsOf } from './paste-doors';

export interface PasteItem {
  readonly id: ItemId;
  readonly name: string;
  readonly unit: string;
}

export interface PasteKnown {
  readonly items: readonly PasteItem[];
  readonly plates: Readonly<Record<HouseholdId, Plate>>;
  /** Households that ordered themselves and not through an earlier text. */
  readonly ordered: ReadonlySet<HouseholdId>;
}

const CHINESE: Readonly<Record<string, number>> = {
  ...{ 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
};
/** Nobody orders more of a thing for one household; a greater number is a door or a telephone. */
const COUNT_MAX = 99;

/** Full-width marks as plain ones, numbers of Chinese characters before a measure as digits. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[×✕×*＊xX]\s*(?=\d)/g, ' ×')
    .replace(/[—–－﹣−]/g, '-')
    .replace(
      /([一二两三四五六七八九十])(?=\s*([份斤个把颗袋盒棵箱包根只条瓶桶]|单元|栋|幢))/g,
      (_, digit: string) => String(CHINESE[digit] ?? ''),
    )
    .trim();
}

const NUMBERED = /^\s*\d{1,3}\s*[.、,:)）]\s*/;
const CANCELS = /(^|[^\d单元栋幢号-])-\s*\d{1,2}(?!\d)|取消|不要了|退了|不订了/;

interface Read {
  readonly no: Count;
  readonly text: string;
  readonly household?: HouseholdId | undefined;
  readonly counts: CountByItem;
  readonly cancels: boolean;
  readonly trouble?: PasteStatus | undefined;
}

/** Lines that nobody wrote as an order: the headline, empty ones, the example that WeChat puts there. */
const isOrder = (line: string): boolean =>
  line.trim() !== '' &&
  !/^\s*(#?接龙|例[:：\s])/.test(line) &&
  NUMBERED.test(line.normalize('NFKC'));

export function readPaste(text: string, known: PasteKnown): PasteView {
  const lines = text.split('\n').filter(isOrder);
  const doors = doorsOf(known.plates, plain);
  const read = lines.map((line, i) => readLine(line, i + 1, { known, doors }));
  return viewOf(read, known);
}

function readLine(
  text: string,
  no: Count,
  { known, doors }: { readonly known: PasteKnown; readonly doors: readonly Door[] },
): Read {
  const words = plain(text).replace(NUMBERED, '');
  const door = doorIn(words, tokensIn(words, known.items).rest, doors);
  const family = door.found === 'one' ? known.plates[door.household]?.family : undefined;
  const rest = withoutFamily(door.rest, family ?? '', known.items);
  const cancels = CANCELS.test(` ${rest}`);
  const { counts, trouble } = countsIn(rest, known.items);
  const base = { no, text: text.trim(), cancels, counts: cancels ? {} : counts };
  if (door.found !== 'one') {
    return { ...base, trouble: door.found === 'none' ? 'noDoor' : 'unknownDoor' };
  }
  return { ...base, household: door.household, trouble: cancels ? undefined : trouble };
}

/** `姜家` is who orders, also where 姜 is sold; `姜家豆腐` is what is sold. */
function withoutFamily(words: string, family: string, items: readonly PasteItem[]): string {
  if (family === '') return words;
  const name = family.endsWith('家') ? family : `${family}家`;
  const at = words.indexOf(name);
  const sold = items.some(
    (item) => at >= 0 && item.name.length > family.length && words.startsWith(plain(item.name), at),
  );
  return at < 0 || sold ? words : `${words.slice(0, at)} ${words.slice(at + name.length)}`;
}

const MEASURES = '份斤个把颗袋盒棵箱包根只条瓶桶';

type Token =
  | { readonly at: number; readonly item: ItemId }
  | { readonly at: number; readonly count: number; readonly measured: boolean };

/** Stands where goods are named: no number, and no space that might belong to a door. */
const MASK = '·';

/** Names and numbers as they follow one another. Longer names first, so that 白萝卜 is no 萝卜. */
function tokensIn(
  words: string,
  items: readonly PasteItem[],
): { readonly tokens: readonly Token[]; readonly rest: string } {
  const tokens: Token[] = [];
  let rest = words;
  const byLength = [...items].sort((a, b) => b.name.length - a.name.length);
  for (const { id, name } of byLength) {
    const plainName = plain(name);
    for (let at = rest.indexOf(plainName); at >= 0; at = rest.indexOf(plainName)) {
      tokens.push({ at, item: id });
      rest = rest.slice(0, at) + MASK.repeat(plainName.length) + rest.slice(at + plainName.length);
    }
  }
  const number = new RegExp(`(?<!\\d)(\\d{1,3})(?!\\d)\\s*([${MEASURES}]?)`, 'g');
  for (const match of rest.matchAll(number)) {
    tokens.push({ at: match.index, count: Number(match[1]), measured: match[2] !== '' });
  }
  return { tokens: tokens.sort((a, b) => a.at - b.at), rest };
}

interface Counted {
  readonly counts: CountByItem;
  readonly trouble?: PasteStatus;
}

/**
 * `豌豆尖2份 萝卜×1`, `2份豌豆尖 1根萝卜`, `萝卜`; where there is one thing only, `2份` or `+2` is enough. A number
 * that belongs to nothing, or to either side, is for somebody to look at.
 */
function countsIn(words: string, items: readonly PasteItem[]): Counted {
  const { tokens } = tokensIn(words, items);
  const [only] = items;
  if (items.length === 1 && only && tokens.every((one) => 'count' in one)) {
    const [first, second] = tokens;
    if (!first || second || !('count' in first)) return { counts: {}, trouble: 'noCount' };
    return checked({ [only.id]: first.count });
  }
  if (!tokens.some((one) => 'item' in one)) return { counts: {}, trouble: 'unknownItem' };
  const [first, last] = [tokens[0], tokens.at(-1)];
  const isAhead = first !== undefined && 'count' in first && last !== undefined && 'item' in last;
  return paired(isAhead ? [...tokens].reverse() : tokens);
}

/** Each name with the number that follows it, or one. */
function paired(tokens: readonly Token[]): Counted {
  const counts: Record<ItemId, Count> = {};
  let open: ItemId | undefined;
  for (const token of tokens) {
    if ('item' in token) {
      counts[token.item] = 1;
      open = token.item;
      continue;
    }
    if (open === undefined) {
      return { counts, trouble: token.measured ? 'unknownItem' : 'noCount' };
    }
    counts[open] = token.count;
    open = undefined;
  }
  return checked(counts);
}

function checked(counts: CountByItem): Counted {
  const isBad = Object.values(counts).some((count) => count < 1 || count > COUNT_MAX);
  return isBad ? { counts: {}, trouble: 'noCount' } : { counts };
}

/** Later lines of a household count, earlier ones do not; `-1` takes back whatever it wrote before. */
function viewOf(read: readonly Read[], known: PasteKnown): PasteView {
  const last = new Map<HouseholdId, Read>();
  for (const one of read) {
    if (one.household !== undefined && one.trouble === undefined) last.set(one.household, one);
  }
  const status = (one: Read): PasteStatus => {
    if (one.trouble !== undefined || one.household === undefined) return one.trouble ?? 'noDoor';
    const final = last.get(one.household);
    if (known.ordered.has(one.household)) return 'ordered';
    if (final?.cancels) return 'cancelled';
    return final === one ? 'ok' : 'duplicate';
  };
  const lines = read.map(
    (one): PasteLine => ({
      no: one.no,
      text: one.text,
      status: status(one),
      ...(one.household === undefined
        ? {}
        : {
            householdId: one.household,
            label: known.plates[one.household]?.label ?? '院里一户',
          }),
      counts: one.counts,
      countsText: countsText(one.counts, known.items),
    }),
  );
  const entries = [...last].flatMap(([householdId, { counts }]): readonly PasteEntry[] =>
    known.ordered.has(householdId) ? [] : [{ householdId, counts }],
  );
  return { lines, entries, ...summary(lines, [...last.values()]) };
}

const TO_CHECK: readonly PasteStatus[] = ['noDoor', 'unknownDoor', 'unknownItem', 'noCount'];

function summary(lines: readonly PasteLine[], last: readonly Read[]) {
  const count = (...wanted: readonly PasteStatus[]) =>
    lines.filter(({ status }) => wanted.includes(status)).length;
  const active = count('ok');
  const merged = count('duplicate');
  const toCheck = count(...TO_CHECK);
  const cancelled = last.filter(({ cancels }) => cancels).length;
  const ordered = count('ordered');
  const text = [
    `${active} 户可以录入`,
    ...(merged > 0 ? [`${merged} 条重复`] : []),
    ...(cancelled > 0 ? [`${cancelled} 户取消`] : []),
    ...(ordered > 0 ? [`${ordered} 条自己订过`] : []),
    ...(toCheck > 0 ? [`${toCheck} 条请核对`] : []),
  ].join('，');
  return { active, merged, toCheck, cancelled, text };
}

export const countsText = (counts: CountByItem, items: readonly PasteItem[]): string =>
  items
    .flatMap(({ id, name, unit }) => (counts[id] ? [`${name} ${counts[id]} ${unit}`] : []))
    .join('，');
