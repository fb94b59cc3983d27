/** Writes rows and their index keys, through one connection. */

import { reach } from '../query/path';
import type { Doc } from '../query/value';
import type { WireError } from '../wire';
import { keysOf } from './index-key';
import { duplicate, type Writing } from './messages';
import {
  type Collection,
  docOf,
  idKey,
  type Prepare,
  type Row,
  type StoredIndex,
  type Written,
} from './tables';

/** @throws WireError E11000 */
export function insertRow(prepare: Prepare, collection: Collection, made: Written): void {
  const rid = insertBody(prepare, collection, made);
  const { doc } = made;
  for (const index of collection.indexes) {
    enter(prepare, { collection, index, doc, rid, writing: 'insert' });
  }
}

/** The row without its index keys. @throws WireError E11000 when the id is taken */
export function insertBody(
  prepare: Prepare,
  { tid, name }: Collection,
  { doc, text }: Written,
): number {
  const key = idKey(doc._id);
  if (prepare(`SELECT 1 FROM d_${tid} WHERE k = ?`).get(key)) {
    throw duplicate({ collection: name, index: '_id_', key: { _id: doc._id } }, 'insert');
  }
  const insert = prepare(`INSERT INTO d_${tid} (k, ver, body) VALUES (?, 1, ?)`);
  return Number(insert.run(key, text).lastInsertRowid);
}

/** @throws WireError E11000 */
export function replaceRow(
  prepare: Prepare,
  collection: Collection,
  { rid, old, next }: { rid: number; old: Doc; next: Written },
): void {
  const { doc, text } = next;
  for (const index of collection.indexes) {
    const before = keysOf(old, index.keys);
    if (sameKeys(before, keysOf(doc, index.keys))) continue;
    leave(prepare, index, before, rid);
    enter(prepare, { collection, index, doc, rid, writing: 'update' });
  }
  replaceBody(prepare, collection, { rid, text });
}

const sameKeys = (a: readonly Buffer[], b: readonly Buffer[]): boolean =>
  a.length === b.length && a.every((key, i) => b[i]?.equals(key));

/** The row without its index keys. */
export function replaceBody(
  prepare: Prepare,
  { tid }: Collection,
  { rid, text }: { rid: number; text: string },
): void {
  const update = prepare(`UPDATE d_${tid} SET body = ?, ver = ver + 1 WHERE rid = ?`);
  update.run(text, rid);
}

export function removeRow(prepare: Prepare, collection: Collection, row: Row): void {
  leaveAll(prepare, collection, row);
  prepare(`DELETE FROM d_${collection.tid} WHERE rid = ?`).run(row.rid);
}

/** Takes a row's keys out of every index. */
export function leaveAll(prepare: Prepare, collection: Collection, row: Row): void {
  const doc = docOf(row);
  for (const index of collection.indexes) leave(prepare, index, keysOf(doc, index.keys), row.rid);
}

export interface Entry {
  readonly collection: Collection;
  readonly index: StoredIndex;
  readonly doc: Doc;
  readonly rid: number;
  readonly writing: Writing;
}

/** Puts a row's keys into one index. @throws WireError E11000 */
export function enter(prepare: Prepare, { collection, index, doc, rid, writing }: Entry): void {
  for (const key of keysOf(doc, index.keys)) {
    if (index.unique && ridsWith(prepare, index, key).some((other) => other !== rid)) {
      throw rivalTold(collection, index, doc, writing);
    }
    prepare(`INSERT OR IGNORE INTO ${index.table} (k, rid) VALUES (?, ?)`).run(key, rid);
  }
  for (const { field } of index.keys) {
    if (!index.arrays.has(field) && holdsArray(doc, field)) noteArray(prepare, index, field);
  }
}

export const ridsWith = (prepare: Prepare, index: StoredIndex, key: Buffer): readonly number[] =>
  prepare(`SELECT rid FROM ${index.table} WHERE k = ?`).pluck().all(key) as number[];

export function rivalTold(
  { name }: Collection,
  index: StoredIndex,
  doc: Doc,
  writing: Writing,
): WireError {
  const key = Object.fromEntries(index.keys.map(({ field }) => [field, shownAt(doc, field)]));
  return duplicate({ collection: name, index: index.name, key }, writing);
}

const shownAt = (doc: Doc, field: string): unknown =>
  reach(doc, field.split('.')).values[0] ?? null;

function leave(prepare: Prepare, index: StoredIndex, keys: readonly Buffer[], rid: number): void {
  for (const key of keys)
    prepare(`DELETE FROM ${index.table} WHERE k = ? AND rid = ?`).run(key, rid);
}

/** A path holds an array when any step of it does. */
function holdsArray(doc: Doc, field: string): boolean {
  let value: unknown = doc;
  for (const part of field.split('.')) {
    if (Array.isArray(value)) return true;
    value = (value as Doc | undefined | null)?.[part];
  }
  return Array.isArray(value);
}

function noteArray(prepare: Prepare, index: StoredIndex, field: string): void {
  (index.arrays as Set<string>).add(field);
  prepare('UPDATE indexes SET arrays = ? WHERE xid = ?').run(
    JSON.stringify([...index.arrays]),
    Number(index.table.slice(2)),
  );
}
