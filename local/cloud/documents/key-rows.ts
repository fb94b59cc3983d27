/** The values a document has in an index: one row of values for each of its keys. */

import { type Doc, isPlain } from '../query/value';
import { WireError } from '../wire';

/** Stands for an empty array at the end of a path; it sorts before null. */
export const EMPTY_ARRAY = undefined;

interface Slot {
  readonly value: unknown;
  readonly rest: readonly string[];
  /** Inside an array already: what is found there is not opened again. */
  readonly opened: boolean;
}

/**
 * Fields of the same array stay together, element by element.
 * @throws WireError when two fields lead into different arrays, as MongoDB does
 */
export function keyRows(doc: Doc, fields: readonly string[]): readonly (readonly unknown[])[] {
  const slots = fields.map((field) => ({ value: doc, rest: field.split('.'), opened: false }));
  return expand(slots, fields);
}

function expand(start: readonly Slot[], fields: readonly string[]): readonly unknown[][] {
  const slots = start.map(walk);
  const arrays = slots.filter(isOpen).map(({ value }) => value as readonly unknown[]);
  const [array] = arrays;
  if (!array) return [slots.map(leafOf)];
  if (arrays.some((other) => other !== array)) throw parallel(slots, fields);
  const opening = (item: unknown): readonly Slot[] =>
    slots.map((slot) => (isOpen(slot) ? { ...slot, value: item, opened: true } : slot));
  if (array.length === 0) return expand(opening(EMPTY), fields);
  return array.flatMap((item) => expand(opening(item), fields));
}

const EMPTY = Symbol('empty array');

const leafOf = ({ value, rest }: Slot): unknown => {
  if (rest.length > 0) return null;
  return value === EMPTY ? EMPTY_ARRAY : (value ?? null);
};

/** An array that has to be opened: at the end of its path, or with more of the path inside it. */
const isOpen = ({ value, rest, opened }: Slot): boolean =>
  Array.isArray(value) && !(opened && rest.length === 0);

/** Follows a path through documents, and through arrays where it names a position. */
function walk(slot: Slot): Slot {
  const [part, ...rest] = slot.rest;
  const { value, opened } = slot;
  if (part === undefined) return slot;
  if (Array.isArray(value)) {
    if (/^\d+$/.test(part)) return walk({ value: value[Number(part)], rest, opened });
    // An array of an array is not looked into.
    return opened ? GONE : slot;
  }
  if (!isPlain(value) || !Object.hasOwn(value, part)) return GONE;
  // A document inside an array may hold arrays of its own.
  return walk({ value: value[part], rest, opened: false });
}

const GONE: Slot = { value: null, rest: [], opened: true };

function parallel(slots: readonly Slot[], fields: readonly string[]): WireError {
  const names = fields.filter((_, i) => slots[i] && isOpen(slots[i]));
  const shown = names.map((name) => `[${name.split('.')[0]}]`).join(' ');
  return new WireError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation] cannot index parallel arrays ${shown}`,
  );
}
