/** Dotted paths, as MongoDB walks them through documents and arrays. */
import { type Doc, isPlain } from './value';

const isIndex = (part: string): boolean => /^\d+$/.test(part);

export interface Reached {
  /** Every value a path leads to; an array is not expanded at the end. */
  readonly values: readonly unknown[];
  /** True when some branch ended before the path did. */
  readonly missing: boolean;
}

/** Where a path leads: through arrays of documents it branches, a number may also be an index. */
export function reach(value: unknown, parts: readonly string[]): Reached {
  const [part, ...rest] = parts;
  if (part === undefined) return { values: [value], missing: false };
  if (Array.isArray(value)) return reachArray(value, part, rest);
  if (!isPlain(value) || !Object.hasOwn(value, part)) return { values: [], missing: true };
  return reach(value[part], rest);
}

function reachArray(items: readonly unknown[], part: string, rest: readonly string[]): Reached {
  const found: unknown[] = [];
  let missing = false;
  if (isIndex(part) && Number(part) < items.length) {
    const at = reach(items[Number(part)], rest);
    found.push(...at.values);
    missing ||= at.missing;
  }
  const branches = items.filter(isPlain).map((item) => reach(item, [part, ...rest]));
  for (const branch of branches) {
    found.push(...branch.values);
    missing ||= branch.missing;
  }
  return { values: found, missing: missing || found.length === 0 };
}

/** What a multikey index stores for a path: array elements one by one, `null` for what is missing. */
export function valuesAt(doc: Doc, path: string): readonly unknown[] {
  const { values, missing } = reach(doc, path.split('.'));
  const keys: unknown[] = missing && values.length === 0 ? [null] : [];
  for (const value of values) {
    if (!Array.isArray(value)) keys.push(value ?? null);
    else if (value.length === 0) keys.push(undefined);
    else keys.push(...value.map((item) => item ?? null));
  }
  if (missing && values.length > 0) keys.push(null);
  return keys;
}

/** The value a sort uses: the smallest of several upwards, the largest downwards. */
export function firstAt(doc: Doc, path: string): unknown {
  return reach(doc, path.split('.')).values[0];
}
