/** Chooses the index that narrows a query most, and the key ranges to read. */
import { type Doc, isPlain, typeRank } from '../query/value';
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

export interface Plan {
  /** `_id`, an index's name, or nothing for a look at every document. */
  readonly index?: string;
  /** Of the index; ids' keys for `_id`. */
  readonly ranges: readonly KeyRange[];
  /** The keys come in the wanted order. */
  readonly ordered: boolean;
  readonly backwards: boolean;
  /** How many leading fields of the index are used. */
  readonly used: number;
}

export type Order = readonly (readonly [field: string, direction: 1 | -1])[];

interface Demand {
  readonly equal: readonly unknown[] | undefined;
  readonly bounds: Bounds | undefined;
}

const RANGES_MAX = 500;
const ORDERABLE = new Set([10, 15, 40, 45]);
const isScalar = (value: unknown): boolean => ORDERABLE.has(typeRank(value)) || value === null;

export function planFor(query: Doc, order: Order, indexes: readonly Index[]): Plan {
  const demands = demandsOf(query);
  const ids = demands.get('_id')?.equal;
  if (ids) {
    const ranges = ids.map((id) => startingWith(encodeField(id, 1)));
    return {
      index: '_id',
      ranges,
      ordered: order.length === 0 || ids.length === 1,
      backwards: false,
      used: 1,
    };
  }
  let best: Plan = { ranges: [], ordered: order.length === 0, backwards: false, used: 0 };
  for (const index of indexes) {
    const plan = planWith(index, demands, order);
    if (plan && worth(plan) > worth(best)) best = plan;
  }
  return best;
}

const worth = (plan: Plan): number => plan.used * 2 + (plan.index && plan.ordered ? 1 : 0);

function planWith(
  index: Index,
  demands: ReadonlyMap<string, Demand>,
  order: Order,
): Plan | undefined {
  let prefixes: readonly Buffer[] = [Buffer.alloc(0)];
  let used = 0;
  for (const { field, direction } of index.keys) {
    const equal = demands.get(field)?.equal;
    if (!equal || equal.length * prefixes.length > RANGES_MAX) break;
    prefixes = prefixes.flatMap((prefix) =>
      equal.map((value) => Buffer.concat([prefix, encodeField(value, direction)])),
    );
    used += 1;
  }
  const next = index.keys[used];
  const bounds = next && demands.get(next.field)?.bounds;
  const ranges =
    next && bounds
      ? prefixes.map((prefix) =>
          rangeOf(prefix, next.direction, singled(bounds, index.arrays.has(next.field))),
        )
      : prefixes.map(startingWith);
  const sense = prefixes.length === 1 ? orderSense(index, used, { order, demands }) : undefined;
  const narrowed = used + (next && bounds ? 0.5 : 0);
  if (narrowed === 0 && (sense === undefined || order.length === 0)) return undefined;
  return {
    index: index.name,
    ranges: distinct(ranges),
    ordered: sense !== undefined || order.length === 0,
    backwards: sense === -1,
    used: narrowed,
  };
}

/** An array may meet one bound with one element and the other with another, so only one bound narrows. */
const singled = (bounds: Bounds, isArray: boolean): Bounds =>
  isArray && bounds.low && bounds.high ? { low: bounds.low } : bounds;

const distinct = (ranges: readonly KeyRange[]): readonly KeyRange[] => [
  ...new Map(ranges.map((range) => [range.from.toString('latin1'), range])).values(),
];

/** 1 or -1 when the index's remaining fields give the order, read forwards or backwards. */
function orderSense(
  index: Index,
  fixed: number,
  { order, demands }: { order: Order; demands: ReadonlyMap<string, Demand> },
): 1 | -1 | undefined {
  const wanted = order.filter(([field]) => demands.get(field)?.equal?.length !== 1);
  const rest = index.keys.slice(fixed);
  if (wanted.length > rest.length || rest.some(({ field }) => index.arrays.has(field)))
    return undefined;
  const senses = wanted.map(([field, direction], i) => {
    const key = rest[i];
    return key?.field === field ? key.direction * direction : 0;
  });
  if (senses.every((sense) => sense === 1)) return 1;
  return senses.every((sense) => sense === -1) ? -1 : undefined;
}

/** What the query demands of each field, from its top level and its `$and`s. The filter is checked again anyway. */
function demandsOf(query: Doc): ReadonlyMap<string, Demand> {
  const demands = new Map<string, Demand>();
  const gather = (part: Doc): void => {
    for (const [key, value] of Object.entries(part)) {
      if (key === '$and' && Array.isArray(value)) for (const inner of value) gather(inner as Doc);
      if (key.startsWith('$')) continue;
      const demand = demandOf(value);
      const known = demands.get(key);
      demands.set(key, {
        equal: known?.equal ?? demand.equal,
        bounds: merge(known?.bounds, demand.bounds),
      });
    }
  };
  gather(query);
  return demands;
}

const merge = (a: Bounds | undefined, b: Bounds | undefined): Bounds | undefined =>
  a && b ? { ...a, ...b } : (a ?? b);

function demandOf(condition: unknown): Demand {
  if (isScalar(condition)) return { equal: [condition], bounds: undefined };
  if (!isPlain(condition)) return { equal: undefined, bounds: undefined };
  return { equal: equalIn(condition), bounds: boundsIn(condition) };
}

function equalIn(condition: Doc): readonly unknown[] | undefined {
  if ('$eq' in condition && isScalar(condition.$eq)) return [condition.$eq];
  const list = condition.$in;
  return Array.isArray(list) && list.length > 0 && list.every(isScalar) ? list : undefined;
}

function boundsIn(condition: Doc): Bounds | undefined {
  const bounds: { low?: Bounds['low'] & object; high?: Bounds['high'] & object } = {};
  for (const [name, value] of Object.entries(condition)) {
    if (!ORDERABLE.has(typeRank(value))) continue;
    if (name === '$gt' || name === '$gte') bounds.low = { value, included: name === '$gte' };
    if (name === '$lt' || name === '$lte') bounds.high = { value, included: name === '$lte' };
  }
  const { low, high } = bounds;
  if (low && high && typeRank(low.value) !== typeRank(high.value)) return undefined;
  return low || high ? bounds : undefined;
}
