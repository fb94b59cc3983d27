/** `$addFields`: mingo does not reach into arrays. */
import { badQuery } from './errors';
import { type Scope, valuesOf } from './expressions';
import { type Doc, isPlain } from './value';

/** Every field is computed from the document as it came. */
export function addFields(docs: readonly Doc[], fields: Doc, scope: Scope): readonly Doc[] {
  if (!isPlain(fields) || Object.keys(fields).length === 0) {
    throw badQuery('$addFields specification must have at least one field');
  }
  const leaves = leavesOf(fields);
  const columns = leaves.map(([, expression]) => valuesOf(docs, expression, scope));
  return docs.map((doc, row) =>
    leaves.reduce<Doc>((next, [path, _], i) => setIn(next, path, columns[i]?.[row]) as Doc, doc),
  );
}

type Leaf = readonly [path: readonly string[], expression: unknown];

/** A document without operators stands for the paths to its fields. */
function leavesOf(fields: Doc, before: readonly string[] = []): readonly Leaf[] {
  return Object.entries(fields).flatMap(([name, value]): readonly Leaf[] => {
    const path = [...before, ...name.split('.')];
    const names = isPlain(value) ? Object.keys(value) : [];
    const isNested = names.length > 0 && !names.some((key) => key.startsWith('$'));
    return isNested ? leavesOf(value as Doc, path) : [[path, value]];
  });
}

/** In an array every element gets the field; what is no document becomes one. */
export function setIn(target: unknown, path: readonly string[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(target)) return target.map((item) => setIn(item, path, value));
  const doc = isPlain(target) ? target : {};
  const inner = setIn(doc[head], rest, value);
  if (inner !== undefined) return { ...doc, [head]: inner };
  const { [head]: _, ...others } = doc;
  return others;
}
