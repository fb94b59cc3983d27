/** The SDKs' EJSON: text on the wire and in the tables, values in memory. */
import { Binary, Decimal128, Long } from 'bson';
import { badQuery } from './errors';
import { isPlain } from './value';

type Revive = (value: never) => unknown;

const REVIVERS: ReadonlyMap<string, Revive> = new Map<string, Revive>([
  ['$numberInt', Number],
  ['$numberLong', Number],
  ['$numberDouble', Number],
  ['$numberDecimal', (text: string) => Decimal128.fromString(text)],
  ['$oid', (text: string) => text],
  ['$date', dateOf],
  [
    '$regularExpression',
    ({ pattern, options }: { pattern: string; options?: string }) =>
      regexOf(pattern, options ?? ''),
  ],
  ['$binary', binaryOf],
  ['$undefined', () => null],
  ['$minKey', () => ({ $minKey: 1 })],
  ['$maxKey', () => ({ $maxKey: 1 })],
]);

/** An invalid Date of a program comes as `NaN`; nothing could be read back of it. */
function dateOf(at: unknown): Date {
  const date = new Date(typeof at === 'string' ? at : Number(revive(at)));
  if (Number.isNaN(date.getTime())) throw badQuery('a date is invalid');
  return date;
}

function binaryOf(value: { base64: string; subType?: string } | string): Binary {
  if (typeof value === 'string') return new Binary(Buffer.from(value, 'base64'));
  const { base64, subType = '0' } = value;
  return new Binary(Buffer.from(base64, 'base64'), Number.parseInt(subType, 16));
}

/**
 * JavaScript knows i, m and s; MongoDB's x (free spacing) and a leading `(?i)` are written out.
 * @throws WireError when it is no pattern
 */
export function regexOf(pattern: string, options: string): RegExp {
  const [, inline = '', rest = pattern] = /^\(\?([imsx]+)\)(.*)$/s.exec(pattern) ?? [];
  const wanted = new Set(options + inline);
  const odd = [...wanted].find((flag) => !'imsxu'.includes(flag));
  if (odd !== undefined) throw badQuery(`invalid flag in regex options: ${odd}`);
  const source = wanted.has('x')
    ? rest.replace(/\\#|#.*$|\s+/gm, (hit) => (hit === '\\#' ? '#' : ''))
    : rest;
  const flags = [...wanted].filter((flag) => 'ims'.includes(flag)).join('');
  try {
    return new RegExp(source, flags);
  } catch (trouble) {
    throw badQuery(`Regular expression is invalid: ${(trouble as Error).message}`);
  }
}

/** Changes what `JSON.parse` has just made; most values stay as they are. */
function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const container = value as Record<string, unknown>;
  const keys = Object.keys(container);
  const [first = ''] = keys;
  const reviver = keys.length === 1 ? REVIVERS.get(first) : undefined;
  if (reviver) return reviver(container[first] as never);
  for (const key of keys) {
    const inner = container[key];
    const revived = revive(inner);
    if (revived !== inner) container[key] = revived;
  }
  return value;
}

/** @throws SyntaxError when it is not JSON, WireError when it holds a broken pattern or date */
export function decodeEjson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('"$') ? revive(value) : value;
}

/** Numbers are relaxed, dates are `{"$date":{"$numberLong":"…"}}`, as the platform answers. */
export const encodeEjson = (value: unknown): string =>
  JSON.stringify(isJson(value) ? value : plainOf(value));

/** Whether JSON says all of it: no dates, no patterns, no numbers that are none. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value !== 'bigint';
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isJson);
  if (!isPlain(value)) return false;
  for (const key in value) if (!isJson(value[key])) return false;
  return true;
}

/** Only what is not JSON is written in another way. */
function plainOf(value: unknown): unknown {
  if (isPlain(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainOf(inner)]));
  }
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === 'object' && value !== null) return plainObject(value);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return { $numberDouble: String(value) };
  return value;
}

function plainObject(value: object): unknown {
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  if (value instanceof RegExp) {
    return { $regularExpression: { pattern: value.source, options: value.flags.replace('u', '') } };
  }
  if (value instanceof Binary) {
    const subType = value.sub_type.toString(16).padStart(2, '0');
    return { $binary: { base64: value.toString('base64'), subType } };
  }
  if (value instanceof Decimal128) return { $numberDecimal: value.toString() };
  return value instanceof Long ? value.toNumber() : value;
}

/** `{"$tcb_server_date":{"offset":ms}}` becomes the server's date. */
export function resolveServerDates(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveServerDates(item, now));
  if (!isPlain(value)) return value;
  const marker = value.$tcb_server_date;
  if (isPlain(marker)) return new Date(now + Number(marker.offset ?? 0));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolveServerDates(inner, now)]),
  );
}
