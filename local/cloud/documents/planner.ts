/** Chooses the index that narrows a query most, and the spans of it to read. */
import type { Doc } from '../query/value';
import { type Demands, demandsOf } from './demands';
import {
  type Bounds,
  encodeField,
  type KeyField,
  type KeyRange,
  rangeOf,
  startingWith,
} from './index-key';

export interface Index {
  readonly name: string;
  readonly unique: boolean;
  readonly keys: readonly KeyField[];
  /** Fields that hold an array in some document; their bounds cannot be combined. */
  readonly arrays: ReadonlySet<string>;
}

/** Keys of an index; all of them begin with the same so many bytes. */
export interface Span extends KeyRange {
  readonly fixed: number;
}

export interface Plan {
  /** An index's name; nothing for a look at every document. */
  readonly index?: string;
  /** In the index's own order. */
  readonly spans: readonly Span[];
  /** Not every document is looked at. */
  readonly narrowed: boolean;
  /** Documents come in the wanted order. */
  readonly ordered: boolean;
  readonly backwards: boolean;
  /** The spans are read side by side; else one after another. */
  readonly merged: boolean;
}

export type Order = readonly (readonly [field: string, direction: 1 | -1])[];

/** Every collection has it. */
export const ID_INDEX: Index = {
  name: '_id_',
  unique: true,
  keys: [{ field: '_id', direction: 1 }],
  arrays: new Set(),
};

const SPANS_MAX = 500;

interface Wish {
  readonly demands: Demands;
  readonly order: Order;
}

interface Candidate {
  readonly plan: Plan;
  readonly worth: number;
}

export function planFor(query: Doc, order: Order, indexes: readonly Index[]): Plan {
  const wish = { demands: demandsOf(query), order };
  const everything: Plan = {
    spans: [],
    narrowed: false,
    ordered: order.length === 0,
    backwards: false,
    merged: false,
  };
  const best = [ID_INDEX, ...indexes]
    .map((index) => candidateOf(index, wish))
    .filter((candidate) => candidate !== undefined)
    .reduce((a, b) => (b.worth > a.worth ? b : a), { plan: everything, worth: 0 });
  return best.plan;
}

function candidateOf(index: Index, wish: Wish): Candidate | undefined {
  const { prefixes, used } = prefixesOf(index, wish.demands);
  const next = index.keys[used];
  const bounds = next && wish.demands.get(next.field)?.bounds;
  const spans = prefixes.map((prefix) => ({
    ...(next && bounds ? boundedRange(prefix, next, index, bounds) : startingWith(prefix)),
    fixed: prefix.length,
  }));
  const way = wayOf(index, wish, { used, several: spans.length > 1 });
  const narrowing = used + (bounds ? 0.5 : 0);
  if (narrowing === 0 && (!way || wish.order.length === 0)) return undefined;
  const whole = index.unique && used === index.keys.length;
  // One document at most is in any order.
  const alone = whole && spans.length === 1;
  return {
    plan: {
      index: index.name,
      spans: sorted(spans),
      narrowed: narrowing > 0,
      ordered: way !== undefined || alone,
      backwards: way?.sense === -1,
      merged: way?.merged ?? false,
    },
    worth: narrowing * 2 + (way ? 1 : 0) + (whole ? 100 : 0),
  };
}

/** The keys' beginnings that equality fixes: the product of the values of the leading fields. */
function prefixesOf(
  { keys }: Index,
  demands: Demands,
): { prefixes: readonly Buffer[]; used: number } {
  let prefixes: readonly Buffer[] = [Buffer.alloc(0)];
  let used = 0;
  for (const { field, direction } of keys) {
    const equal = demands.get(field)?.equal;
    if (!equal || equal.length * prefixes.length > SPANS_MAX) break;
    const parts = equal.map((value) => encodeField(value, direction));
    prefixes = prefixes.flatMap((prefix) => parts.map((part) => Buffer.concat([prefix, part])));
    used += 1;
  }
  return { prefixes, used };
}

/** An array may meet one bound with one element and the other with another, so only one bound narrows. */
function boundedRange(prefix: Buffer, next: KeyField, index: Index, bounds: Bounds): KeyRange {
  const isArray = index.arrays.has(next.field);
  const { low } = bounds;
  return rangeOf(prefix, next.direction, isArray && low ? { low } : bounds);
}

function sorted(spans: readonly Span[]): readonly Span[] {
  const distinct = new Map(spans.map((span) => [span.from.toString('latin1'), span]));
  return [...distinct.values()].sort((a, b) => Buffer.compare(a.from, b.from));
}

interface Way {
  readonly sense: 1 | -1;
  readonly merged: boolean;
}

/** How the spans give the wanted order: one after another, or several side by side. */
function wayOf(
  index: Index,
  { demands, order }: Wish,
  { used, several }: { used: number; several: boolean },
): Way | undefined {
  if (order.length === 0) return { sense: 1, merged: false };
  const isSingle = ({ field }: KeyField): boolean => demands.get(field)?.equal?.length === 1;
  const firstOpen = index.keys.findIndex((key, i) => i >= used || !isSingle(key));
  const singles = firstOpen === -1 ? index.keys.length : firstOpen;
  const inTurn = senseOf(index, order, singles);
  if (inTurn) return { sense: inTurn, merged: false };
  // Side by side, what tells the spans apart comes in no order.
  const apart = index.keys.slice(0, used).filter((key) => !isSingle(key));
  const asksApart = order.some(([field]) => apart.some((key) => key.field === field));
  const abreast = several && !asksApart ? senseOf(index, order, used) : undefined;
  return abreast && { sense: abreast, merged: true };
}

/** 1 or -1 when the fields after the fixed ones give the order, read forwards or backwards. */
function senseOf(index: Index, order: Order, fixed: number): 1 | -1 | undefined {
  const constant = new Set(index.keys.slice(0, fixed).map(({ field }) => field));
  const wanted = order.filter(([field]) => !constant.has(field) || index.arrays.has(field));
  const rest = index.keys.slice(fixed);
  if (wanted.length > rest.length) return undefined;
  if (rest.some(({ field }) => index.arrays.has(field))) return undefined;
  const senses = wanted.map(([field, direction], i) =>
    rest[i]?.field === field ? rest[i].direction * direction : 0,
  );
  if (senses.every((sense) => sense === 1)) return 1;
  return senses.every((sense) => sense === -1) ? -1 : undefined;
}
