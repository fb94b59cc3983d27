/** Orders of documents and of the elements of arrays. */
import { reach } from './path';
import { compareValues, type Doc, isPlain } from './value';

/** `1` or `-1` for plain values, or `{ path: ±1 }` for documents. */
export function sorter(by: unknown): (a: unknown, b: unknown) => number {
  if (!isPlain(by)) return (a, b) => compareValues(a, b) * Number(by);
  const keys = Object.entries(by).map(
    ([path, sense]) => [path.split('.'), Number(sense) < 0 ? -1 : 1] as const,
  );
  return (a, b) => {
    for (const [parts, sense] of keys) {
      const order = compareValues(keyOf(a, parts, sense), keyOf(b, parts, sense));
      if (order !== 0) return order * sense;
    }
    return 0;
  };
}

/** The smallest of several values upwards, the largest downwards; an empty array comes before null. */
function keyOf(doc: unknown, parts: readonly string[], sense: 1 | -1): unknown {
  const { values, missing } = reach(doc as Doc, parts);
  const all = values.flatMap((value) => (Array.isArray(value) ? opened(value) : [value]));
  if (missing || values.length === 0) all.push(null);
  return all.reduce(
    (best, value) => (compareValues(value, best) * sense < 0 ? value : best),
    all[0],
  );
}

const opened = (list: readonly unknown[]): readonly unknown[] =>
  list.length === 0 ? [BELOW_NULL] : list;

/** What the order of values knows as smaller than null. */
const BELOW_NULL = { $minKey: 1 };
