/** Reads the spans of an index, a few rows at a time: whoever has enough stops. */
import type { Plan, Span } from './planner';
import { type Collection, type KeyedRow, type Prepare, type Row, readKeys } from './tables';

const CHUNK = 64;

/** One span after another. */
export function* rowsInTurn(
  prepare: Prepare,
  collection: Collection,
  plan: Plan,
): Generator<KeyedRow> {
  const spans = plan.backwards ? [...plan.spans].reverse() : plan.spans;
  for (const span of spans) yield* rowsOf(prepare, collection, plan, span);
}

/** All spans side by side: always the row whose key goes on least after what is fixed in its span. */
export function* rowsMerged(prepare: Prepare, collection: Collection, plan: Plan): Generator<Row> {
  const heads = plan.spans.map(({ fixed, ...span }) => {
    const rows = rowsOf(prepare, collection, plan, { ...span, fixed });
    return { rows, fixed, row: nextOf(rows) };
  });
  const sign = plan.backwards ? -1 : 1;
  for (;;) {
    const first = heads.reduce(
      (best, head) => (isBefore(head, best, sign) ? head : best),
      heads[0],
    );
    if (!first?.row) return;
    yield first.row;
    first.row = nextOf(first.rows);
  }
}

interface Head {
  readonly fixed: number;
  row: KeyedRow | undefined;
}

function isBefore(a: Head, b: Head | undefined, sign: 1 | -1): boolean {
  if (!a.row || !b?.row) return a.row !== undefined;
  const order = Buffer.compare(a.row.k.subarray(a.fixed), b.row.k.subarray(b.fixed));
  return (order || a.row.rid - b.row.rid) * sign < 0;
}

const nextOf = (rows: Iterator<KeyedRow>): KeyedRow | undefined => {
  const step = rows.next();
  return step.done ? undefined : step.value;
};

/** Lists, not one long statement: the connection is free between them. */
function* rowsOf(
  prepare: Prepare,
  collection: Collection,
  { index = '', backwards }: Plan,
  { from, until }: Span,
): Generator<KeyedRow> {
  let edge = { k: backwards ? until : from, rid: 0 };
  for (;;) {
    const range = backwards ? { from, until: edge.k } : { from: edge.k, until };
    const rows = readKeys(prepare, collection, {
      index,
      range,
      rid: edge.rid,
      backwards,
      limit: CHUNK,
    });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    edge = { k: last.k, rid: last.rid };
  }
}
