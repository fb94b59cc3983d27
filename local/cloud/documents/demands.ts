/** What a query demands of single fields, as far as an index can help. The filter is checked again anyway. */
import { type Doc, isPlain, typeRank } from '../query/value';
import type { Bounds } from './index-key';

export interface Demand {
  /** One of these values. */
  readonly equal?: readonly unknown[];
  readonly bounds?: Bounds;
}

export type Demands = ReadonlyMap<string, Demand>;

const ORDERABLE = new Set([10, 15, 40, 45]);
const isOrderable = (value: unknown): boolean => ORDERABLE.has(typeRank(value));
const isScalar = (value: unknown): boolean => value === null || isOrderable(value);

/** From the query's top level and its `$and`s. */
export function demandsOf(query: Doc): Demands {
  const demands = new Map<string, Demand>();
  gather(query, demands);
  return demands;
}

function gather(query: Doc, demands: Map<string, Demand>): void {
  for (const [key, value] of Object.entries(query)) {
    if (key === '$and' && Array.isArray(value)) {
      for (const part of value) gather(part as Doc, demands);
    }
    if (key.startsWith('$')) continue;
    demands.set(key, both(demands.get(key) ?? {}, demandOf(value)));
  }
}

/** Either alone lets through more than both would, so any mix of them may be used. */
const both = (a: Demand, b: Demand): Demand => ({
  ...a,
  ...b,
  ...(a.bounds && b.bounds ? { bounds: { ...a.bounds, ...b.bounds } } : {}),
});

function demandOf(condition: unknown): Demand {
  if (isScalar(condition)) return { equal: [condition] };
  if (!isPlain(condition)) return {};
  const equal = equalIn(condition);
  const bounds = boundsIn(condition);
  return { ...(equal && { equal }), ...(bounds && { bounds }) };
}

function equalIn({ $eq, $in, $all }: Doc): readonly unknown[] | undefined {
  if ($eq !== undefined && isScalar($eq)) return [$eq];
  // An array that holds all of them holds the first.
  if (Array.isArray($all) && $all.length > 0 && isScalar($all[0])) return [$all[0]];
  return Array.isArray($in) && $in.every(isScalar) ? $in : undefined;
}

function boundsIn({ $gt, $gte, $lt, $lte }: Doc): Bounds | undefined {
  const low = boundOf($gt, $gte);
  const high = boundOf($lt, $lte);
  if (!low && !high) return undefined;
  if (low && high && typeRank(low.value) !== typeRank(high.value)) return undefined;
  return { ...(low && { low }), ...(high && { high }) };
}

const boundOf = (beyond: unknown, including: unknown): Bounds['low'] => {
  if (isOrderable(beyond)) return { value: beyond, included: false };
  return isOrderable(including) ? { value: including, included: true } : undefined;
};
