/** The update operators on arrays. */
import { badUpdate } from './errors';
import { compileFilter, elementTest, isOperators } from './filter';
import { sorter } from './sort';
import type { Apply } from './update-fields';
import { type Draft, exists, get, put, shown, siteOf, typeName } from './update-site';
import { type Doc, isPlain, sameValue } from './value';

/** A copy of the array at a path, put in its place; made when missing. */
function arrayAt(draft: Draft, path: string): unknown[] {
  const site = siteOf(draft, path);
  const old = get(site);
  if (old !== undefined && !Array.isArray(old)) {
    throw badUpdate(
      `The field '${path}' must be an array but is of type ${typeName(old)} in document {_id: ${shown(draft.doc._id)}}`,
    );
  }
  const copy = [...(old ?? [])];
  put(site, copy);
  return copy;
}

const hasEach = (operand: unknown): operand is Doc => isPlain(operand) && '$each' in operand;

function itemsOf(operand: unknown, name: string): readonly unknown[] {
  if (!hasEach(operand)) return [operand];
  if (Array.isArray(operand.$each)) return operand.$each;
  throw badUpdate(
    `The argument to $each in ${name} must be an array but it was of type ${typeName(operand.$each)}`,
  );
}

const PUSH_CLAUSES = new Set(['$each', '$position', '$slice', '$sort']);

function push(draft: Draft, path: string, operand: unknown): void {
  const items = itemsOf(operand, '$push');
  const list = arrayAt(draft, path);
  const { $position, $sort, $slice, ...others } = hasEach(operand) ? operand : ({} as Doc);
  const unknown = Object.keys(others).find((name) => !PUSH_CLAUSES.has(name));
  if (unknown !== undefined) throw badUpdate(`Unrecognized clause in $push: ${unknown}`);
  list.splice($position === undefined ? list.length : Number($position), 0, ...items);
  if ($sort !== undefined) list.sort(sorter($sort));
  if ($slice !== undefined) cut(list, Number($slice));
}

/** Keeps so many from the front, or from the back when negative. */
function cut(list: unknown[], count: number): void {
  if (count >= 0) list.splice(count);
  else if (list.length > -count) list.splice(0, list.length + count);
}

const pushAll: Apply = (draft, path, operand) => push(draft, path, { $each: operand });

function addToSet(draft: Draft, path: string, operand: unknown): void {
  const items = itemsOf(operand, '$addToSet');
  const list = arrayAt(draft, path);
  for (const item of items) if (!list.some((known) => sameValue(known, item))) list.push(item);
}

function keep(draft: Draft, path: string, stays: (item: unknown) => boolean): void {
  if (!exists(draft.doc, path)) return;
  const list = arrayAt(draft, path);
  list.splice(0, list.length, ...list.filter(stays));
}

function pull(draft: Draft, path: string, operand: unknown): void {
  const fits = pulled(operand);
  keep(draft, path, (item) => !fits(item));
}

/** Operators and queries ask, anything else has to be the same. */
function pulled(operand: unknown): (item: unknown) => boolean {
  if (isOperators(operand)) return elementTest(operand);
  if (operand instanceof RegExp) return elementTest({ $regex: operand });
  if (!isPlain(operand)) return (item) => sameValue(item, operand);
  const test = compileFilter(operand);
  return (item) => isPlain(item) && test(item);
}

function pullAll(draft: Draft, path: string, operand: unknown): void {
  if (!Array.isArray(operand)) {
    throw badUpdate(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
  }
  keep(draft, path, (item) => !operand.some((gone) => sameValue(gone, item)));
}

function pop(draft: Draft, path: string, operand: unknown): void {
  const end = Number(operand);
  if (end !== 1 && end !== -1) throw badUpdate(`$pop expects 1 or -1, found: ${shown(operand)}`);
  if (!exists(draft.doc, path)) return;
  const list = arrayAt(draft, path);
  if (end < 0) list.shift();
  else list.pop();
}

export const ARRAY_UPDATES: Readonly<Record<string, Apply>> = {
  $push: push,
  $pushAll: pushAll,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};
