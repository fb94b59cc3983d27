/** Which fields an answer shows. */
import { badQuery } from './errors';
import { elementTest } from './filter';
import { type Doc, isPlain } from './value';

type Shape = Map<string, Shape | true>;

/** Inclusion or exclusion by dotted paths, `$slice` and `$elemMatch`. `_id` is shown unless it is turned off. */
export function project(doc: Doc, projection: Doc): Doc {
  const entries = Object.entries(projection);
  if (entries.length === 0) return doc;
  const special = entries.filter(([, value]) => isPlain(value));
  const named = entries.filter(([path, value]) => path !== '_id' && !isPlain(value));
  const shape = shapeOf(named.map(([path]) => path));
  const withId = projection._id === undefined || Boolean(projection._id);
  const result = isIncluding(projection, named, special)
    ? { ...(withId && '_id' in doc ? { _id: doc._id } : {}), ...(include(doc, shape) as Doc) }
    : { ...(exclude(doc, shape) as Doc) };
  if (!withId) delete result._id;
  for (const [path, value] of special) showSpecial(result, { doc, path, asked: value as Doc });
  return result;
}

type Entries = readonly (readonly [path: string, value: unknown])[];

function isIncluding(projection: Doc, named: Entries, special: Entries): boolean {
  const shows = named.some(([, value]) => Boolean(value));
  if (shows && named.some(([, value]) => !value)) {
    throw badQuery('Projection cannot have a mix of inclusion and exclusion.');
  }
  if (shows || special.some(([, value]) => '$elemMatch' in (value as Doc))) return true;
  return named.length === 0 && Boolean(projection._id);
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

interface Special {
  readonly doc: Doc;
  readonly path: string;
  readonly asked: Doc;
}

function showSpecial(result: Doc, { doc, path, asked }: Special): void {
  const list = doc[path];
  if (!('$slice' in asked || '$elemMatch' in asked)) {
    throw badQuery(`Unsupported projection option: ${path}: ${JSON.stringify(asked)}`);
  }
  if (!Array.isArray(list)) return;
  if ('$slice' in asked) {
    result[path] = sliced(list, asked.$slice);
    return;
  }
  const fits = elementTest(asked.$elemMatch as Doc);
  const first = list.findIndex(fits);
  if (first === -1) delete result[path];
  else result[path] = [list[first]];
}

/** A count from the front or, negative, from the back; or `[skip, count]`. */
function sliced(list: readonly unknown[], slice: unknown): readonly unknown[] {
  if (!Array.isArray(slice)) {
    const count = Number(slice);
    return count >= 0 ? list.slice(0, count) : list.slice(count);
  }
  const [skip = 0, count = 0] = slice.map(Number);
  const from = skip < 0 ? Math.max(0, list.length + skip) : skip;
  return list.slice(from, from + count);
}
