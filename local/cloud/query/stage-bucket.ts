/** `$bucket`: mingo puts values on a boundary into the wrong bucket. */
import { badQuery } from './errors';
import { runStage, type Scope, valuesOf } from './expressions';
import { compareValues, type Doc } from './value';

export function bucket(docs: readonly Doc[], operand: Doc, scope: Scope): readonly Doc[] {
  const boundaries = boundariesOf(operand);
  const keys = valuesOf(docs, operand.groupBy, scope);
  const groups = new Map<number, Doc[]>();
  for (const [i, doc] of docs.entries()) {
    const at = bucketOf(boundaries, keys[i]);
    if (at === OUTSIDE && !('default' in operand)) {
      throw badQuery(
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    }
    groups.set(at, [...(groups.get(at) ?? []), doc]);
  }
  const output = (operand.output ?? { count: { $sum: 1 } }) as Doc;
  return [...groups]
    .map(([at, members]) => {
      const _id = at === OUTSIDE ? operand.default : boundaries[at];
      const [row = {}] = runStage(members, { $group: { _id: null, ...output } }, scope);
      return { ...row, _id };
    })
    .sort((a, b) => compareValues(a._id, b._id));
}

const OUTSIDE = -1;

function boundariesOf({ boundaries }: Doc): readonly unknown[] {
  if (!Array.isArray(boundaries) || boundaries.length < 2) {
    throw badQuery("The $bucket 'boundaries' field must have at least 2 values");
  }
  const isSorted = boundaries.every(
    (value, i) => i === 0 || compareValues(boundaries[i - 1], value) < 0,
  );
  if (!isSorted) {
    throw badQuery("The 'boundaries' option to $bucket must be sorted in ascending order");
  }
  return boundaries;
}

/** A lower boundary belongs to its bucket, an upper one to the next. */
function bucketOf(boundaries: readonly unknown[], key: unknown): number {
  const above = boundaries.findIndex((boundary) => compareValues(key, boundary) < 0);
  return above <= 0 ? OUTSIDE : above - 1;
}
