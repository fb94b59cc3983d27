/** Which fields an answer shows. */
import { badQuery, compileFilter } from './filter';
import { type Doc, isPlain } from './value';

type Shape = Map<string, Shape | true>;

/** Inclusion or exclusion by dotted paths, `$slice` and `$elemMatch`. `_id` is shown unless it is turned off. */
export function project(doc: Doc, projection: Doc): Doc {
  const entries = Object.entries(projection);
  if (entries.length === 0) return doc;
  const special = entries.filter(([, value]) => isPlain(value));
  const flags = entries.filter(([, value]) => !isPlain(value));
  const named = flags.filter(([path]) => path !== '_id');
  const showing = named.some(([, value]) => Boolean(value));
  if (showing && named.some(([, value]) => !value)) {
    throw badQuery('Projection cannot have a mix of inclusion and exclusion.');
  }
  const withId = projection._id === undefined || Boolean(projection._id);
  const including =
    showing ||
    (named.length === 0 && Boolean(projection._id)) ||
    special.some(([, v]) => '$elemMatch' in (v as Doc));
  const base = including
    ? include(doc, shapeOf(named.map(([path]) => path)))
    : exclude(doc, shapeOf(named.map(([path]) => path)));
  const result: Doc = including
    ? { ...(withId && '_id' in doc ? { _id: doc._id } : {}), ...(base as Doc) }
    : { ...(base as Doc) };
  if (!withId) delete result._id;
  for (const [path, value] of special) applySpecial(result, doc, path, value as Doc);
  return result;
}

function shapeOf(paths: readonly string[]): Shape {
  const shape: Shape = new Map();
  for (const path of paths) {
    let at = shape;
    const parts = path.split('.');
    for (const [i, part] of parts.entries()) {
      const inner = at.get(part);
      if (inner === true) break;
      if (i === parts.length - 1) at.set(part, true);
      else {
        const next = inner ?? new Map();
        at.set(part, next);
        at = next;
      }
    }
  }
  return shape;
}

function include(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => isPlain(item) || Array.isArray(item))
      .map((item) => include(item, shape));
  }
  const doc = value as Doc;
  const shown: Doc = {};
  for (const [key, inner] of Object.entries(doc)) {
    const part = shape.get(key);
    if (part === true) shown[key] = inner;
    else if (part && (isPlain(inner) || Array.isArray(inner))) shown[key] = include(inner, part);
  }
  return shown;
}

function exclude(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return value.map((item) => exclude(item, shape));
  if (!isPlain(value)) return value;
  const shown: Doc = {};
  for (const [key, inner] of Object.entries(value)) {
    const part = shape.get(key);
    if (part !== true) shown[key] = part ? exclude(inner, part) : inner;
  }
  return shown;
}

function applySpecial(result: Doc, doc: Doc, path: string, value: Doc): void {
  const list = doc[path];
  if (!Array.isArray(list)) return;
  if ('$slice' in value) {
    const slice = value.$slice;
    const [skip, limit] = Array.isArray(slice) ? slice.map(Number) : [undefined, Number(slice)];
    if (skip !== undefined)
      result[path] = list.slice(skip, (skip < 0 ? list.length + skip : skip) + (limit ?? 0));
    else result[path] = (limit ?? 0) >= 0 ? list.slice(0, limit) : list.slice(limit);
    return;
  }
  if (!('$elemMatch' in value)) throw badQuery(`Unsupported projection option: ${path}`);
  const test = compileFilter({ v: { $elemMatch: value.$elemMatch } });
  const first = list.find((item) => test({ v: [item] }));
  if (first === undefined) delete result[path];
  else result[path] = [first];
}
