/** Values as bytes whose order is BSON's order, so that SQLite's primary key order is an index's order. */
import type { Binary } from 'bson';
import { encodeEjson } from '../query/ejson';
import { type Doc, numberOf, typeRank } from '../query/value';
import { keyRows } from './key-rows';

/** Greater than every continuation of a key: no type rank, straight or inverted, reaches it. */
const ABOVE = Buffer.from([0xff]);
const EMPTY_ARRAY_RANK = 3;

/** The bytes of one value. Each encoding ends where it says, so none is a prefix of another. */
export function encodeValue(value: unknown): Buffer {
  if (value === undefined) return Buffer.from([EMPTY_ARRAY_RANK]);
  const rank = typeRank(value);
  const head = Buffer.from([rank]);
  if (rank === 5) return head;
  if (rank === 10) return Buffer.concat([head, encodeNumber(numberOf(value))]);
  if (rank === 45) return Buffer.concat([head, encodeNumber((value as Date).getTime())]);
  if (rank === 40) return Buffer.from([rank, value ? 1 : 0]);
  if (rank === 15) return Buffer.concat([head, encodeText(Buffer.from(value as string))]);
  if (rank === 30) return Buffer.concat([head, encodeText(Buffer.from((value as Binary).buffer))]);
  return Buffer.concat([head, encodeText(Buffer.from(encodeEjson(value)))]);
}

/** IEEE bits, flipped so that they sort as unsigned bytes; NaN first, -0 as 0. */
function encodeNumber(n: number): Buffer {
  const bytes = Buffer.alloc(8);
  if (Number.isNaN(n)) return bytes;
  bytes.writeDoubleBE(n === 0 ? 0 : n);
  const negative = ((bytes[0] ?? 0) & 0x80) !== 0;
  for (let i = 0; i < 8; i += 1) {
    const byte = bytes[i] ?? 0;
    bytes[i] = negative ? ~byte & 0xff : i === 0 ? byte | 0x80 : byte;
  }
  return bytes;
}

/** Zero bytes are escaped, two zeros end it. */
function encodeText(bytes: Buffer): Buffer {
  if (!bytes.includes(0)) return Buffer.concat([bytes, Buffer.from([0, 0])]);
  const out: number[] = [];
  for (const byte of bytes) {
    out.push(byte);
    if (byte === 0) out.push(1);
  }
  return Buffer.from([...out, 0, 0]);
}

const inverted = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => ~byte & 0xff));

export interface KeyField {
  readonly field: string;
  readonly direction: 1 | -1;
}

export const encodeField = (value: unknown, direction: 1 | -1): Buffer =>
  direction === 1 ? encodeValue(value) : inverted(encodeValue(value));

/** All keys a document has in an index, each once. */
export function keysOf(doc: Doc, fields: readonly KeyField[]): readonly Buffer[] {
  const rows = keyRows(
    doc,
    fields.map(({ field }) => field),
  );
  const keys = rows.map((row) =>
    Buffer.concat(fields.map(({ direction }, i) => encodeField(row[i], direction))),
  );
  return keys.length < 2
    ? keys
    : [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}

/** Keys between `from` (included) and `until` (not included). */
export interface KeyRange {
  readonly from: Buffer;
  readonly until: Buffer;
}

export const startingWith = (prefix: Buffer): KeyRange => ({
  from: prefix,
  until: Buffer.concat([prefix, ABOVE]),
});

export interface Bounds {
  readonly low?: { readonly value: unknown; readonly included: boolean };
  readonly high?: { readonly value: unknown; readonly included: boolean };
}

/** The range of keys whose next field lies within bounds; only values of the bounds' own type. */
export function rangeOf(prefix: Buffer, direction: 1 | -1, { low, high }: Bounds): KeyRange {
  const rank = Buffer.from([typeRank((low ?? high)?.value)]);
  const up = direction === 1;
  const first = up ? low : high;
  const last = up ? high : low;
  const whole = startingWith(Buffer.concat([prefix, up ? rank : inverted(rank)]));
  const from = first && edge(prefix, encodeField(first.value, direction), !first.included);
  const until = last && edge(prefix, encodeField(last.value, direction), last.included);
  return { from: from ?? whole.from, until: until ?? whole.until };
}

const edge = (prefix: Buffer, bytes: Buffer, beyond: boolean): Buffer =>
  Buffer.concat(beyond ? [prefix, bytes, ABOVE] : [prefix, bytes]);
