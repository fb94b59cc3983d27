/** Update operators, with MongoDB's meaning and error texts. Never changes its input. */
import { WireError } from '../wire';
import { compileFilter } from './filter';
import { firstAt } from './path';
import {
  compareValues,
  type Doc,
  isPlain,
  numberOf,
  resolveServerDates,
  sameValue,
  typeRank,
} from './value';

const bad = (text: string): WireError =>
  new WireError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation.Update] multiple write errors: [{write errors: [{${text}}]}, {<nil>}]`,
  );

type Container = Doc | unknown[];
interface Site {
  readonly holder: Container;
  readonly key: string | number;
}

export interface UpdateOptions {
  readonly now: number;
  /** True when the document is about to be inserted: `$setOnInsert` applies. */
  readonly inserting?: boolean;
}

/**
 * The document after the update; a plain update (no operators) replaces everything but `_id`.
 * @throws WireError with MongoDB's text
 */
export function applyUpdate(doc: Doc, update: Doc, options: UpdateOptions): Doc {
  const changes = resolveServerDates(update, options.now) as Doc;
  const operators = Object.keys(changes).some((key) => key.startsWith('$'));
  if (!operators) return { ...changes, ...(doc._id === undefined ? {} : { _id: doc._id }) };
  const next = structuredCopy(doc) as Doc;
  refuseOverlaps(changes);
  for (const [name, fields] of Object.entries(changes)) {
    const apply = OPERATORS[name];
    if (!apply) throw bad(`Unknown modifier: ${name}`);
    if (name === '$setOnInsert' && !options.inserting) continue;
    for (const [path, operand] of Object.entries(fields as Doc)) {
      if (path === '_id' && !sameValue(operand, doc._id) && doc._id !== undefined) {
        throw bad(`Performing an update on the path '_id' would modify the immutable field '_id'`);
      }
      apply(next, path, operand, options);
    }
  }
  return next;
}

export function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, structuredCopy(inner)]),
  );
}

function refuseOverlaps(changes: Doc): void {
  const paths: string[] = [];
  for (const fields of Object.values(changes)) {
    for (const path of Object.keys(fields as Doc)) {
      const clash = paths.find(
        (p) => p === path || p.startsWith(`${path}.`) || path.startsWith(`${p}.`),
      );
      if (clash !== undefined)
        throw bad(`Updating the path '${path}' would create a conflict at '${clash}'`);
      paths.push(path);
    }
  }
}

const shown = (value: unknown): string => JSON.stringify(value) ?? 'null';

/** Walks to the place a path names, making documents on the way. */
function siteOf(doc: Doc, path: string): Site {
  const parts = path.split('.');
  let holder: Container = doc;
  for (const [i, part] of parts.entries()) {
    const key = keyIn(holder, part);
    if (i === parts.length - 1) return { holder, key };
    const inner: unknown = get(holder, key);
    if (inner === undefined) {
      const made: Doc = {};
      put({ holder, key }, made);
      holder = made;
    } else if (isPlain(inner) || Array.isArray(inner)) holder = inner;
    else
      throw bad(
        `Cannot create field '${parts[i + 1] ?? ''}' in element {${part}: ${shown(inner)}}`,
      );
  }
  throw bad('An empty update path is not valid.');
}

function keyIn(holder: Container, part: string): string | number {
  if (!Array.isArray(holder)) return part;
  if (!/^\d+$/.test(part))
    throw bad(`Cannot create field '${part}' in element {: ${shown(holder)}}`);
  return Number(part);
}

const get = (holder: Container, key: string | number): unknown =>
  Array.isArray(holder) ? holder[key as number] : holder[key];

function put({ holder, key }: Site, value: unknown): void {
  if (Array.isArray(holder)) {
    while (holder.length < Number(key)) holder.push(null);
    holder[key as number] = value;
  } else holder[key] = value;
}

const exists = (doc: Doc, path: string): boolean => {
  let value: unknown = doc;
  for (const part of path.split('.')) {
    if (!(isPlain(value) || Array.isArray(value)) || !Object.hasOwn(value, part)) return false;
    value = (value as Doc)[part];
  }
  return true;
};

type Apply = (doc: Doc, path: string, operand: unknown, options: UpdateOptions) => void;

const replaceAt = (doc: Doc, path: string, change: (old: unknown) => unknown): void => {
  const site = siteOf(doc, path);
  put(site, change(get(site.holder, site.key)));
};

const arithmetic =
  (name: string, combine: (a: number, b: number) => number, start: number): Apply =>
  (doc, path, operand) => {
    if (typeRank(operand) !== 10)
      throw bad(`Cannot ${name} with non-numeric argument: {${path}: ${shown(operand)}}`);
    replaceAt(doc, path, (old) => {
      if (old === undefined) return start === 0 ? operand : 0;
      if (typeRank(old) !== 10) {
        const field = path.split('.').at(-1) ?? path;
        const verb = name === 'increment' ? '$inc' : '$mul';
        throw bad(
          `Cannot apply ${verb} to a value of non-numeric type. {_id: ${shown(doc._id)}} has the field '${field}' of non-numeric type ${typeName(old)}`,
        );
      }
      return combine(numberOf(old), numberOf(operand));
    });
  };

const typeName = (value: unknown): string =>
  ({ 5: 'null', 15: 'string', 20: 'object', 25: 'array', 40: 'bool', 45: 'date' })[
    typeRank(value)
  ] ?? 'unknown';

const extreme =
  (sign: number): Apply =>
  (doc, path, operand) =>
    replaceAt(doc, path, (old) =>
      old === undefined || Math.sign(compareValues(operand, old)) === sign ? operand : old,
    );

/** The array at a path; made when missing. */
function arrayAt(doc: Doc, path: string, name: string): unknown[] {
  const site = siteOf(doc, path);
  const old = get(site.holder, site.key);
  if (old === undefined) {
    const made: unknown[] = [];
    put(site, made);
    return made;
  }
  if (!Array.isArray(old)) {
    throw bad(
      `The field '${path}' must be an array but is of type ${typeName(old)} in document {_id: ${shown(doc._id)}}`,
    );
  }
  const copy = [...old];
  put(site, copy);
  if (name === '') throw bad('no operator');
  return copy;
}

const itemsOf = (operand: unknown): readonly unknown[] =>
  isPlain(operand) && '$each' in operand ? (operand.$each as unknown[]) : [operand];

function push(doc: Doc, path: string, operand: unknown): void {
  const list = arrayAt(doc, path, '$push');
  const modifiers = isPlain(operand) && '$each' in operand ? operand : {};
  const position = modifiers.$position === undefined ? list.length : Number(modifiers.$position);
  list.splice(position, 0, ...itemsOf(operand));
  if (modifiers.$sort !== undefined) list.sort(sorter(modifiers.$sort));
  if (modifiers.$slice !== undefined) {
    const count = Number(modifiers.$slice);
    const kept = count >= 0 ? list.slice(0, count) : list.slice(count);
    list.splice(0, list.length, ...(count === 0 ? [] : kept));
  }
}

export function sorter(by: unknown): (a: unknown, b: unknown) => number {
  if (!isPlain(by)) return (a, b) => compareValues(a, b) * Number(by);
  const keys = Object.entries(by);
  return (a, b) => {
    for (const [path, direction] of keys) {
      const order =
        compareValues(firstAt(a as Doc, path), firstAt(b as Doc, path)) * Number(direction);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function pull(doc: Doc, path: string, operand: unknown): void {
  if (!exists(doc, path)) return;
  const list = arrayAt(doc, path, '$pull');
  const isQuery = isPlain(operand);
  const byValue = isQuery && Object.keys(operand).some((key) => key.startsWith('$'));
  const fits = isQuery
    ? byValue
      ? (
          (test) => (item: unknown) =>
            test({ v: item })
        )(compileFilter({ v: operand }))
      : (
          (test) => (item: unknown) =>
            isPlain(item) && test(item)
        )(compileFilter(operand))
    : (
        (test) => (item: unknown) =>
          test({ v: item })
      )(compileFilter({ v: operand }));
  list.splice(0, list.length, ...list.filter((item) => !fits(item)));
}

const OPERATORS: Readonly<Record<string, Apply>> = {
  $set: (doc, path, operand) => replaceAt(doc, path, () => operand),
  $setOnInsert: (doc, path, operand) => replaceAt(doc, path, () => operand),
  $unset(doc, path) {
    if (!exists(doc, path)) return;
    const { holder, key } = siteOf(doc, path);
    if (Array.isArray(holder)) holder[Number(key)] = null;
    else delete holder[key];
  },
  $inc: arithmetic('increment', (a, b) => a + b, 0),
  $mul: arithmetic('multiply', (a, b) => a * b, 1),
  $min: extreme(-1),
  $max: extreme(1),
  $rename(doc, path, operand) {
    if (!exists(doc, path)) return;
    const { holder, key } = siteOf(doc, path);
    const value = get(holder, key);
    delete (holder as Doc)[key];
    replaceAt(doc, String(operand), () => value);
  },
  $currentDate(doc, path, _operand, { now }) {
    replaceAt(doc, path, () => new Date(now));
  },
  $push: push,
  $pushAll: (doc, path, operand) => push(doc, path, { $each: operand }),
  $addToSet(doc, path, operand) {
    const list = arrayAt(doc, path, '$addToSet');
    for (const item of itemsOf(operand)) {
      if (!list.some((known) => sameValue(known, item))) list.push(item);
    }
  },
  $pop(doc, path, operand) {
    if (!exists(doc, path)) return;
    const list = arrayAt(doc, path, '$pop');
    if (Number(operand) < 0) list.shift();
    else list.pop();
  },
  $pull: pull,
  $pullAll(doc, path, operand) {
    if (!exists(doc, path)) return;
    const list = arrayAt(doc, path, '$pullAll');
    const gone = operand as unknown[];
    list.splice(0, list.length, ...list.filter((item) => !gone.some((g) => sameValue(g, item))));
  },
  $bit(doc, path, operand) {
    replaceAt(doc, path, (old) => {
      const start = numberOf(old ?? 0);
      const { and, or, xor } = operand as Readonly<Record<string, number>>;
      if (and !== undefined) return start & and;
      return or === undefined ? start ^ (xor ?? 0) : start | or;
    });
  },
};
