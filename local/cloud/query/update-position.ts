/** `items.$.count` and `items.$[].count`: which elements an update means. */
import { badUpdate } from './errors';
import { compileFilter } from './filter';
import type { UpdateOptions } from './update-fields';
import { type Doc, isPlain } from './value';

/** The path with its placeholders filled in: one path, or one for each element. */
export function pathsOf(doc: Doc, path: string, options: UpdateOptions): readonly string[] {
  const parts = path.split('.');
  const at = parts.findIndex((part) => part.startsWith('$'));
  if (at === -1) return [path];
  const before = parts.slice(0, at);
  const after = parts.slice(at + 1);
  const list = listAt(doc, before);
  return positions(parts[at] ?? '', { path: before.join('.'), list, doc, options }).flatMap((i) =>
    pathsOf(doc, [...before, String(i), ...after].join('.'), options),
  );
}

interface Place {
  readonly path: string;
  readonly list: readonly unknown[] | undefined;
  readonly doc: Doc;
  readonly options: UpdateOptions;
}

function positions(name: string, place: Place): readonly number[] {
  if (name === '$') return [matched(place)];
  if (name !== '$[]')
    throw badUpdate(`No array filter found for identifier in path '${place.path}.${name}'`);
  if (!place.list) {
    throw badUpdate(
      `The path '${place.path}' must exist in the document in order to apply array updates.`,
    );
  }
  return place.list.map((_, i) => i);
}

/** The first element that alone would let the query match; else the first that fits one of its conditions. */
function matched({ path, list, doc, options: { filter = {} } }: Place): number {
  const about = Object.entries(filter).filter(([key]) => key.startsWith('$') || isAbout(key, path));
  const candidates = [filter, ...about.map(([key, value]) => ({ [key]: value }))];
  const asks = about.length > 0 && list !== undefined;
  for (const query of asks ? candidates : []) {
    const test = compileFilter(query);
    const index = (list ?? []).findIndex((item) => test(withOnly(doc, path.split('.'), item)));
    if (index !== -1) return index;
  }
  throw badUpdate('The positional operator did not find the match needed from the query.');
}

const isAbout = (key: string, path: string): boolean => key === path || key.startsWith(`${path}.`);

function listAt(doc: Doc, parts: readonly string[]): readonly unknown[] | undefined {
  const found = parts.reduce<unknown>((value, part) => (value as Doc | undefined)?.[part], doc);
  return Array.isArray(found) ? found : undefined;
}

/** The document with the array at a path reduced to one element. */
function withOnly(doc: Doc, [part = '', ...rest]: readonly string[], item: unknown): Doc {
  if (rest.length === 0) return { ...doc, [part]: [item] };
  const inner = doc[part];
  return isPlain(inner) ? { ...doc, [part]: withOnly(inner, rest, item) } : doc;
}
