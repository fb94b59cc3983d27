/** Finds the documents of a query: by plan, checked against the whole filter, in order, bounded. */
import { compileFilter } from '../query/filter';
import { distance, nearCenter, pointsOf } from '../query/geo';
import { firstAt } from '../query/path';
import { sorter } from '../query/sort';
import type { Doc } from '../query/value';
import { type Order, type Plan, planFor } from './planner';
import { rowsInTurn, rowsMerged } from './spans';
import { type Collection, docOf, everyRow, type Prepare, type Row } from './tables';

export interface Query {
  readonly filter: Doc;
  readonly order: Order;
  readonly offset: number;
  /** Absent: every match. */
  readonly limit?: number;
}

export const everyMatch = (filter: Doc): Query => ({ filter, order: [], offset: 0 });

export interface Hit {
  readonly row: Row;
  readonly doc: Doc;
}

export interface Found {
  readonly hits: readonly Hit[];
  readonly examined: number;
}

export function search(prepare: Prepare, collection: Collection, query: Query): Found {
  const { filter, order, offset, limit } = query;
  const plan = planFor(filter, order, collection.indexes);
  const near = order.length === 0 ? nearCenter(filter) : undefined;
  const end = limit === undefined ? Number.POSITIVE_INFINITY : offset + limit;
  const enough = plan.ordered && !near ? end : Number.POSITIVE_INFINITY;
  const { hits, examined } = matches(candidates(prepare, collection, plan), filter, enough);
  if (near) return { hits: byDistance(hits, near).slice(offset, end), examined };
  return { hits: (plan.ordered ? hits : inOrder(hits, order)).slice(offset, end), examined };
}

function matches(
  rows: Iterable<Row>,
  filter: Doc,
  enough: number,
): { hits: Hit[]; examined: number } {
  const test = compileFilter(filter);
  const hits: Hit[] = [];
  let examined = 0;
  if (enough === 0) return { hits, examined };
  for (const row of rows) {
    examined += 1;
    const doc = docOf(row);
    if (test(doc)) hits.push({ row, doc });
    if (hits.length >= enough) break;
  }
  return { hits, examined };
}

function candidates(prepare: Prepare, collection: Collection, plan: Plan): Iterable<Row> {
  if (plan.index === undefined) return everyRow(prepare, collection);
  const read = plan.merged ? rowsMerged : rowsInTurn;
  return once(read(prepare, collection, plan));
}

/** A document has several keys where it holds an array. */
function* once(rows: Iterable<Row>): Generator<Row> {
  const seen = new Set<number>();
  for (const row of rows) {
    if (seen.has(row.rid)) continue;
    seen.add(row.rid);
    yield row;
  }
}

/** Sorts are stable over insertion order. */
export function inOrder(hits: readonly Hit[], order: Order): readonly Hit[] {
  const compare = sorter(Object.fromEntries(order));
  return [...hits].sort((a, b) => compare(a.doc, b.doc) || a.row.rid - b.row.rid);
}

interface Near {
  readonly path: string;
  readonly center: readonly [number, number];
}

function byDistance(hits: readonly Hit[], { path, center }: Near): Hit[] {
  const metres = ({ doc }: Hit): number => {
    const [point] = pointsOf(firstAt(doc, path));
    return point ? distance(center, point) : Number.POSITIVE_INFINITY;
  };
  return [...hits].sort((a, b) => metres(a) - metres(b));
}
