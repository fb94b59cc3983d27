/** Dotted paths, as MongoDB walks them through documents and arrays. */
import { type Doc, isPlain } from './value';

export const isIndex = (part: string): boolean => /^\d+$/.test(part);

export interface Reached {
  /** Every value a path leads to; an array is not expanded at the end. */
  readonly values: readonly unknown[];
  /**
   * True when some document on the way lacks the next part: then the path also leads to null.
   * An array without documents leads nowhere, not even to null.
   */
  readonly missing: boolean;
}

const MISSING: Reached = { values: [], missing: true };

/** Where a path leads: through arrays of documents it branches, a number may also be an index. */
export function reach(value: unknown, parts: readonly string[]): Reached {
  const [part, ...rest] = parts;
  if (part === undefined) return { values: [value], missing: false };
  if (Array.isArray(value)) return reachArray(value, part, rest);
  if (!isPlain(value) || !Object.hasOwn(value, part)) return MISSING;
  return reach(value[part], rest);
}

function reachArray(items: readonly unknown[], part: string, rest: readonly string[]): Reached {
  const position = isIndex(part) && Number(part) < items.length ? Number(part) : undefined;
  // A position is meant, unless a document really has a field of that name.
  const docs = items.filter(
    (item) => isPlain(item) && (position === undefined || Object.hasOwn(item, part)),
  );
  const branches = docs.map((item) => reach(item, [part, ...rest]));
  if (position !== undefined) branches.unshift(reach(items[position], rest));
  return {
    values: branches.flatMap(({ values }) => values),
    missing: branches.some(({ missing }) => missing),
  };
}

/** The first value at a path. */
export function firstAt(doc: Doc, path: string): unknown {
  return reach(doc, path.split('.')).values[0];
}
