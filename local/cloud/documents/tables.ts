/** Collections and indexes as SQLite tables, through one connection. Knows nothing of the wire. */
import type { Database as Sqlite, Statement } from 'better-sqlite3';
import { decodeEjson, encodeEjson } from '../query/ejson';
import type { Doc } from '../query/value';
import { encodeValue, type KeyField, type KeyRange } from './index-key';
import type { Index } from './planner';

export interface Row {
  readonly rid: number;
  readonly ver: number;
  readonly body: string;
}

/** Which version of a document a row is. */
export type Version = Pick<Row, 'rid' | 'ver'>;

/** A document and the text it is kept as. */
export interface Written {
  readonly doc: Doc;
  readonly text: string;
}

export const written = (doc: Doc): Written => ({ doc, text: encodeEjson(doc) });

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

export const versionOf = (
  prepare: Prepare,
  { tid }: Collection,
  id: unknown,
): Version | undefined =>
  prepare(`SELECT rid, ver FROM d_${tid} WHERE k = ?`).get(idKey(id)) as Version | undefined;

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
