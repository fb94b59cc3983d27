/** Documents in memory, and BSON's order of values. */
import { Binary, Decimal128, Long } from 'bson';

export type Doc = { [field: string]: unknown };

export const isPlain = (value: unknown): value is Doc =>
  typeof value === 'object' &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);

/** BSON's order of types; equal ranks are compared by value. */
export function typeRank(value: unknown): number {
  if (value === null) return 5;
  return typeof value === 'object' ? objectRank(value) : (SIMPLE_RANKS[typeof value] ?? 20);
}

const SIMPLE_RANKS: Readonly<Record<string, number>> = {
  undefined: 5,
  number: 10,
  string: 15,
  boolean: 40,
};

const CLASS_RANKS = [
  [Array, 25],
  [Date, 45],
  [RegExp, 55],
  [Binary, 30],
  [Decimal128, 10],
  [Long, 10],
] as const;

function objectRank(value: object): number {
  if (isPlain(value)) return value.$minKey ? 1 : value.$maxKey ? 99 : 20;
  return CLASS_RANKS.find(([kind]) => value instanceof kind)?.[1] ?? 20;
}

export const numberOf = (value: unknown): number =>
  typeof value === 'number' ? value : Number(String(value));

/** A total order over all values. NaN comes before every number. */
export function compareValues(a: unknown, b: unknown): number {
  const rank = typeRank(a);
  const difference = rank - typeRank(b);
  if (difference !== 0) return Math.sign(difference);
  switch (rank) {
    case 10:
      return compareNumbers(numberOf(a), numberOf(b));
    case 15:
      return compareBytes(Buffer.from(a as string), Buffer.from(b as string));
    case 20:
      return compareDocs(a as Doc, b as Doc);
    case 25:
      return compareArrays(a as unknown[], b as unknown[]);
    case 30:
      return compareBytes((a as Binary).buffer, (b as Binary).buffer);
    case 40:
      return Number(a) - Number(b);
    case 45:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime());
    case 55:
      return compareBytes(Buffer.from(String(a)), Buffer.from(String(b)));
    default:
      return 0;
  }
}

function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : Number(a > b);
}

const compareBytes = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b);

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

function compareDocs(a: Doc, b: Doc): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const [nameA, valueA] = left[i] ?? ['', null];
    const [nameB, valueB] = right[i] ?? ['', null];
    const order =
      typeRank(valueA) - typeRank(valueB) ||
      compareBytes(Buffer.from(nameA), Buffer.from(nameB)) ||
      compareValues(valueA, valueB);
    if (order !== 0) return Math.sign(order);
  }
  return Math.sign(left.length - right.length);
}

export const sameValue = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0;
