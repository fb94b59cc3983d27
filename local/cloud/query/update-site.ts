/** The place in a document that a path of an update names. */

import { encodeEjson } from './ejson';
import { badUpdate } from './errors';
import { type Doc, isPlain, typeRank } from './value';

type Container = Doc | unknown[];

/** A document being changed: what lies on the way to a change is copied once, the rest is shared. */
export interface Draft {
  readonly doc: Doc;
  /** The containers that are the draft's own. */
  readonly own: WeakSet<object>;
}

export function draftOf(original: Doc): Draft {
  const doc = { ...original };
  return { doc, own: new WeakSet([doc]) };
}

export interface Site {
  readonly holder: Container;
  readonly key: string | number;
}

/** Walks to the place a path names, making documents on the way. */
export function siteOf(draft: Draft, path: string): Site {
  const parts = path.split('.');
  const last = parts.length - 1;
  let holder: Container = draft.doc;
  for (const [i, part] of parts.entries()) {
    const key = keyIn(holder, part);
    if (i === last) return { holder, key };
    holder = entered(draft, { holder, key }, parts[i + 1] ?? '');
  }
  throw badUpdate('An empty update path is not valid.');
}

/** The container at a site, the draft's own; an empty document is made where there is nothing. */
function entered({ own }: Draft, site: Site, wanted: string): Container {
  const inner = get(site) ?? (exists(site.holder, String(site.key)) ? null : {});
  if (!isPlain(inner) && !Array.isArray(inner)) {
    throw badUpdate(`Cannot create field '${wanted}' in element {${site.key}: ${shown(inner)}}`);
  }
  if (own.has(inner)) return inner;
  const copy = Array.isArray(inner) ? [...inner] : { ...inner };
  own.add(copy);
  put(site, copy);
  return copy;
}

function keyIn(holder: Container, part: string): string | number {
  if (part === '') throw badUpdate('The update path contains an empty field name.');
  if (part === '__proto__') throw badUpdate(`The field name '${part}' is not allowed here.`);
  if (!Array.isArray(holder)) return part;
  if (/^\d+$/.test(part)) return Number(part);
  throw badUpdate(`Cannot create field '${part}' in element {: ${shown(holder)}}`);
}

export const get = ({ holder, key }: Site): unknown => {
  if (Array.isArray(holder)) return holder[Number(key)];
  return Object.hasOwn(holder, key) ? holder[key] : undefined;
};

/** An array is filled up with null as far as it has to be. */
export function put({ holder, key }: Site, value: unknown): void {
  if (!Array.isArray(holder)) {
    holder[key] = value;
    return;
  }
  const index = Number(key);
  if (index > holder.length + FILL_MAX)
    throw badUpdate(`can't backfill more than ${FILL_MAX} elements`);
  while (holder.length < index) holder.push(null);
  holder[index] = value;
}

/** MongoDB's own bound. */
const FILL_MAX = 1_500_000;

export function replaceAt(draft: Draft, path: string, change: (old: unknown) => unknown): void {
  const site = siteOf(draft, path);
  put(site, change(get(site)));
}

export function exists(doc: Container, path: string): boolean {
  let value: unknown = doc;
  for (const part of path.split('.')) {
    const isContainer = isPlain(value) || Array.isArray(value);
    if (!isContainer || !Object.hasOwn(value as Doc, part)) return false;
    value = (value as Doc)[part];
  }
  return true;
}

export const shown = (value: unknown): string => encodeEjson(value) ?? 'null';

const TYPE_NAMES: Readonly<Record<number, string>> = {
  ...{ 5: 'null', 10: 'double', 15: 'string', 20: 'object', 25: 'array', 30: 'binData' },
  ...{ 40: 'bool', 45: 'date', 55: 'regex' },
};

export const typeName = (value: unknown): string => {
  if (typeof value === 'number' && Number.isInteger(value)) return 'int';
  return TYPE_NAMES[typeRank(value)] ?? 'unknown';
};
