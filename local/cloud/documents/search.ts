/** Finds the documents of a query: by plan, checked against the whole filter, in order, bounded. */
import { compileFilter } from '../query/filter';
import { distance, nearCenter, pointsOf } from '../query/geo';
import { firstAt } from '../query/path';
import { sorter } from '../query/update';
import type { Doc } from '../query/value';
import { type Order, type Plan, planFor } from './planner';
import { byId, type Collection, docOf, everyRow, type Prepare, type Row, rowsIn } from './tables';

export interface Query {
  readonly filter: Doc;
  readonly order: Order;
  readonly offset: number;
  /** Absent: every match. */
  readonly limit?: number;
}

export interface Hit {
  readonly row: Row;
  readonly doc: Doc;
}

export interface Found {
  readonly hits: readonly Hit[];
  readonly examined: number;
  readonly plan: Plan;
}

export function search(prepare: Prepare, collection: Collection, query: Query): Found {
  const plan = planFor(query.filter, query.order, collection.indexes);
  const test = compileFilter(query.filter);
  const near = query.order.length === 0 ? nearCenter(query.filter) : undefined;
  const enough =
    plan.ordered && !near && query.limit !== undefined
      ? query.offset + query.limit
      : Number.POSITIVE_INFINITY;
  const hits: Hit[] = [];
  let examined = 0;
  for (const row of candidates(prepare, collection, { plan, filter: query.filter })) {
    if (hits.length >= enough) break;
    examined += 1;
    const doc = docOf(row);
    if (test(doc)) hits.push({ row, doc });
  }
  const sorted = near ? byDistance(hits, near) : plan.ordered ? hits : inOrder(hits, query.order);
  const end = query.limit === undefined ? undefined : query.offset + query.limit;
  return { hits: sorted.slice(query.offset, end), examined, plan };
}

/** Sorts are stable over insertion order. */
export function inOrder(hits: readonly Hit[], order: Order): readonly Hit[] {
  if (order.length === 0) return [...hits].sort((a, b) => a.row.rid - b.row.rid);
  const compare = sorter(Object.fromEntries(order));
  return [...hits].sort((a, b) => compare(a.doc, b.doc) || a.row.rid - b.row.rid);
}

function byDistance(
  hits: readonly Hit[],
  { path, center }: { path: string; center: readonly [number, number] },
): Hit[] {
  const metres = ({ doc }: Hit): number => {
    const [point] = pointsOf(firstAt(doc, path));
    return point ? distance(center, point) : Number.POSITIVE_INFINITY;
  };
  return [...hits].sort((a, b) => metres(a) - metres(b));
}

function* candidates(
  prepare: Prepare,
  collection: Collection,
  { plan, filter }: { plan: Plan; filter: Doc },
): Generator<Row> {
  if (plan.index === undefined) return yield* everyRowOnce(prepare, collection);
  if (plan.index === '_id') return yield* byIds(prepare, collection, filter);
  const index = collection.indexes.find(({ name }) => name === plan.index);
  if (!index) return;
  const seen = new Set<number>();
  const ranges = plan.backwards ? [...plan.ranges].reverse() : plan.ranges;
  for (const range of ranges) {
    // A list, not an iterator: the connection is busy while a statement is being stepped.
    for (const row of rowsIn(prepare, collection, {
      table: index.table,
      range,
      backwards: plan.backwards,
    })) {
      if (seen.has(row.rid)) continue;
      seen.add(row.rid);
      yield row;
    }
  }
}

const everyRowOnce = (prepare: Prepare, collection: Collection): Iterable<Row> =>
  everyRow(prepare, collection);

function* byIds(prepare: Prepare, collection: Collection, filter: Doc): Generator<Row> {
  const rows = idsIn(filter)
    .map((id) => byId(prepare, collection, id))
    .filter((row) => row !== undefined);
  const distinct = new Map(rows.map((row) => [row.rid, row]));
  yield* [...distinct.values()].sort((a, b) => a.rid - b.rid);
}

/** The ids a query names, at its top level or in an `$and`. */
function idsIn(filter: Doc): readonly unknown[] {
  const condition = filter._id;
  if (condition !== undefined) {
    const operators = condition as Doc | null;
    if (operators !== null && typeof operators === 'object' && '$in' in operators)
      return operators.$in as unknown[];
    if (operators !== null && typeof operators === 'object' && '$eq' in operators)
      return [operators.$eq];
    if (condition === null || typeof condition !== 'object' || condition instanceof Date)
      return [condition];
  }
  for (const part of Array.isArray(filter.$and) ? (filter.$and as Doc[]) : []) {
    const ids = idsIn(part);
    if (ids.length > 0) return ids;
  }
  return [];
}

export const everyMatch = (filter: Doc): Query => ({ filter, order: [], offset: 0 });
