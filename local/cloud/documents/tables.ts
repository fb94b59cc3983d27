/** Collections and indexes as SQLite tables, through one connection. Knows nothing of the wire. */
import type { Database as Sqlite, Statement } from 'better-sqlite3';
import { reach } from '../query/path';
import { type Doc, decodeEjson, encodeEjson } from '../query/value';
import type { WireError } from '../wire';
import { encodeValue, type KeyField, type KeyRange, keysOf } from './index-key';
import { duplicate, type Writing } from './messages';
import type { Index } from './planner';

export interface Row {
  readonly rid: number;
  readonly ver: number;
  readonly body: string;
}

export interface StoredIndex extends Index {
  readonly table: string;
}

export interface Collection {
  readonly tid: number;
  readonly name: string;
  readonly declared: boolean;
  readonly indexes: readonly StoredIndex[];
}

export const docOf = (row: Row): Doc => decodeEjson(row.body) as Doc;
export const idKey = (id: unknown): Buffer => encodeValue(id);
export const encodedIdOf = (id: unknown): string => idKey(id).toString('latin1');

/** Statements are prepared once for each connection and text. */
export type Prepare = (sql: string) => Statement;
export function preparing(db: Sqlite): Prepare {
  const known = new Map<string, Statement>();
  return (sql) => {
    const statement = known.get(sql) ?? db.prepare(sql);
    known.set(sql, statement);
    return statement;
  };
}

const PREPARE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS collections (tid INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, declared INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS indexes (xid INTEGER PRIMARY KEY, tid INTEGER NOT NULL, name TEXT NOT NULL, keys TEXT NOT NULL,
    uniq INTEGER NOT NULL, arrays TEXT NOT NULL DEFAULT '[]', UNIQUE (tid, name));
`;

export const layOut = (db: Sqlite): void => void db.exec(PREPARE_SCHEMA);

export function readCollections(prepare: Prepare): Map<string, Collection> {
  const indexes = prepare('SELECT * FROM indexes ORDER BY xid').all() as {
    xid: number;
    tid: number;
    name: string;
    keys: string;
    uniq: number;
    arrays: string;
  }[];
  const rows = prepare('SELECT * FROM collections ORDER BY tid').all() as {
    tid: number;
    name: string;
    declared: number;
  }[];
  return new Map(
    rows.map(({ tid, name, declared }) => {
      const own = indexes
        .filter((index) => index.tid === tid)
        .map((index) => ({
          name: index.name,
          unique: index.uniq === 1,
          keys: JSON.parse(index.keys) as KeyField[],
          arrays: new Set(JSON.parse(index.arrays) as string[]),
          table: `x_${index.xid}`,
        }));
      return [name, { tid, name, declared: declared === 1, indexes: own }];
    }),
  );
}

export function addCollection(db: Sqlite, name: string, declared: boolean): void {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO collections (name, declared) VALUES (?, ?)')
    .run(name, declared ? 1 : 0);
  db.exec(
    `CREATE TABLE d_${lastInsertRowid} (rid INTEGER PRIMARY KEY AUTOINCREMENT, k BLOB UNIQUE NOT NULL, ver INTEGER NOT NULL, body TEXT NOT NULL)`,
  );
}

export function addIndex(
  db: Sqlite,
  tid: number,
  index: { name: string; unique: boolean; keys: readonly KeyField[] },
): void {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO indexes (tid, name, keys, uniq) VALUES (?, ?, ?, ?)')
    .run(tid, index.name, JSON.stringify(index.keys), index.unique ? 1 : 0);
  db.exec(
    `CREATE TABLE x_${lastInsertRowid} (k BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (k, rid)) WITHOUT ROWID`,
  );
}

export function dropIndex(db: Sqlite, index: StoredIndex): void {
  db.exec(`DROP TABLE ${index.table}`);
  db.prepare('DELETE FROM indexes WHERE xid = ?').run(Number(index.table.slice(2)));
}

export const byId = (prepare: Prepare, { tid }: Collection, id: unknown): Row | undefined =>
  prepare(`SELECT rid, ver, body FROM d_${tid} WHERE k = ?`).get(idKey(id)) as Row | undefined;

const CHUNK = 256;

/** Rows in insertion order; lists, not one long statement: the connection is free between them. */
export function* everyRow(prepare: Prepare, { tid }: Collection, after = 0): Generator<Row> {
  const sql = `SELECT rid, ver, body FROM d_${tid} WHERE rid > ? ORDER BY rid LIMIT ${CHUNK}`;
  for (let last: number | undefined = after; last !== undefined; ) {
    const rows = prepare(sql).all(last) as Row[];
    yield* rows;
    last = rows.length < CHUNK ? undefined : rows.at(-1)?.rid;
  }
}

export const countRows = (prepare: Prepare, { tid }: Collection): number =>
  (prepare(`SELECT count(*) AS n FROM d_${tid}`).get() as { n: number }).n;

export interface KeyedRow extends Row {
  readonly k: Buffer;
}

export interface KeyPage {
  readonly index: string;
  readonly range: KeyRange;
  /** Of rows with the key to start at, only those beyond this row. */
  readonly rid: number;
  readonly backwards: boolean;
  readonly limit: number;
}

/** Rows by an index's keys, and by insertion where keys are equal; the other way round backwards. */
export function readKeys(
  prepare: Prepare,
  { tid, indexes }: Collection,
  { index, range, rid, backwards, limit }: KeyPage,
): readonly KeyedRow[] {
  const table = indexes.find(({ name }) => name === index)?.table;
  const from = table
    ? `SELECT x.k, x.rid, d.ver, d.body FROM ${table} x JOIN d_${tid} d ON d.rid = x.rid`
    : `SELECT x.k, x.rid, x.ver, x.body FROM d_${tid} x`;
  const [sql, first, second] = backwards
    ? ['(x.k, x.rid) < (?, ?) AND x.k >= ? ORDER BY x.k DESC, x.rid DESC', range.until, range.from]
    : ['(x.k, x.rid) > (?, ?) AND x.k < ? ORDER BY x.k, x.rid', range.from, range.until];
  const statement = prepare(`${from} WHERE ${sql} LIMIT ?`);
  return statement.all(first, rid, second, limit) as KeyedRow[];
}

/** @throws WireError E11000 */
export function insertRow(prepare: Prepare, collection: Collection, doc: Doc): void {
  const rid = insertBody(prepare, collection, doc);
  for (const index of collection.indexes) {
    enter(prepare, { collection, index, doc, rid, writing: 'insert' });
  }
}

/** The row without its index keys. @throws WireError E11000 when the id is taken */
export function insertBody(prepare: Prepare, { tid, name }: Collection, doc: Doc): number {
  const key = idKey(doc._id);
  if (prepare(`SELECT 1 FROM d_${tid} WHERE k = ?`).get(key)) {
    throw duplicate({ collection: name, index: '_id_', key: { _id: doc._id } }, 'insert');
  }
  const insert = prepare(`INSERT INTO d_${tid} (k, ver, body) VALUES (?, 1, ?)`);
  return Number(insert.run(key, encodeEjson(doc)).lastInsertRowid);
}

/** @throws WireError E11000 */
export function replaceRow(prepare: Prepare, collection: Collection, row: Row, doc: Doc): void {
  const old = docOf(row);
  const { rid } = row;
  for (const index of collection.indexes) {
    const before = keysOf(old, index.keys);
    if (sameKeys(before, keysOf(doc, index.keys))) continue;
    leave(prepare, index, before, rid);
    enter(prepare, { collection, index, doc, rid, writing: 'update' });
  }
  replaceBody(prepare, collection, { rid, doc });
}

const sameKeys = (a: readonly Buffer[], b: readonly Buffer[]): boolean =>
  a.length === b.length && a.every((key, i) => b[i]?.equals(key));

/** The row without its index keys. */
export function replaceBody(
  prepare: Prepare,
  { tid }: Collection,
  { rid, doc }: { rid: number; doc: Doc },
): void {
  const update = prepare(`UPDATE d_${tid} SET body = ?, ver = ver + 1 WHERE rid = ?`);
  update.run(encodeEjson(doc), rid);
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
