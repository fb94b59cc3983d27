/** The file, its writer connection, the snapshots, and the collections as they are declared. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database, { type Database as Sqlite } from 'better-sqlite3';
import type { CollectionSpec, Schema } from '../schema';
import { enter } from './rows';
import {
  addCollection,
  addIndex,
  type Collection,
  docOf,
  dropIndex,
  everyRow,
  layOut,
  type Prepare,
  preparing,
  readCollections,
  type StoredIndex,
} from './tables';

export interface Engine {
  readonly prepare: Prepare;
  collection(name: string): Collection | undefined;
  collections(): readonly Collection[];
  create(name: string): void;
  /** All of it or nothing, at once on the disk. */
  atomically<T>(work: () => T): T;
  snapshot(): Sqlite;
  giveBack(connection: Sqlite): void;
  reset(): void;
  saveTo(file: string): void;
  loadFrom(file: string): void;
  close(): void;
}

const POOL = 8;

export function openEngine(options: {
  folder: string | null;
  durable: boolean;
  schema: Schema | null;
}): Engine {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'yuanba-documents-'));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'documents.sqlite');
  let db: Sqlite;
  let prepare: Prepare;
  let known: Map<string, Collection>;
  let idle: Sqlite[] = [];

  const open = (): void => {
    db = new Database(file);
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${options.durable ? 'FULL' : 'NORMAL'}`);
    db.pragma('foreign_keys = OFF');
    layOut(db);
    prepare = preparing(db);
    if (options.schema) db.transaction(() => applySchema(db, options.schema as Schema))();
    known = readCollections(prepare);
  };
  const shut = (): void => {
    for (const connection of idle) connection.close();
    idle = [];
    db.close();
  };
  const wipe = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  };
  open();

  return {
    prepare: (sql) => prepare(sql),
    collection: (name) => known.get(name),
    collections: () => [...known.values()],
    create(name) {
      db.transaction(() => addCollection(db, name, false))();
      known = readCollections(prepare);
    },
    atomically<T>(work: () => T): T {
      try {
        return db.transaction(work).immediate();
      } catch (trouble) {
        // What the work noted about indexes went with it.
        known = readCollections(prepare);
        throw trouble;
      }
    },
    snapshot: () => idle.pop() ?? new Database(file, { readonly: true }),
    giveBack(connection) {
      if (idle.length < POOL) idle.push(connection);
      else connection.close();
    },
    reset() {
      shut();
      wipe();
      open();
    },
    saveTo(target) {
      mkdirSync(dirname(target), { recursive: true });
      rmSync(target, { force: true });
      db.prepare('VACUUM INTO ?').run(target);
    },
    loadFrom(source) {
      const arriving = `${file}.arriving`;
      copyFileSync(source, arriving);
      shut();
      wipe();
      renameSync(arriving, file);
      open();
    },
    close() {
      shut();
      if (options.folder === null && existsSync(folder)) rmSync(folder, { recursive: true });
    },
  };
}

/** Makes what is declared and missing, rebuilds indexes whose keys changed, drops those no longer declared. */
function applySchema(db: Sqlite, { collections }: Schema): void {
  const prepare = preparing(db);
  for (const spec of collections) {
    if (!readCollections(prepare).has(spec.name)) addCollection(db, spec.name, true);
    db.prepare('UPDATE collections SET declared = 1 WHERE name = ?').run(spec.name);
    applyIndexes(db, prepare, spec);
  }
}

function applyIndexes(db: Sqlite, prepare: Prepare, { name, indexes }: CollectionSpec): void {
  const stored = readCollections(prepare).get(name);
  if (!stored) return;
  const wanted = indexes.map(({ name, unique = false, keys }) => ({ name, unique, keys }));
  const kept = stored.indexes.filter((index) => wanted.some((one) => isSame(one, index)));
  for (const index of stored.indexes) if (!kept.includes(index)) dropIndex(db, index);
  const missing = wanted.filter((one) => !kept.some((index) => isSame(one, index)));
  for (const index of missing) addIndex(db, stored.tid, index);
  const names = new Set(missing.map((index) => index.name));
  if (names.size > 0) fill(prepare, name, names);
}

type Wanted = Pick<StoredIndex, 'name' | 'unique' | 'keys'>;
const isSame = (a: Wanted, b: Wanted): boolean =>
  a.name === b.name && a.unique === b.unique && JSON.stringify(a.keys) === JSON.stringify(b.keys);

function fill(prepare: Prepare, name: string, names: ReadonlySet<string>): void {
  const collection = readCollections(prepare).get(name);
  if (!collection) return;
  const indexes = collection.indexes.filter((index) => names.has(index.name));
  for (const row of [...everyRow(prepare, collection)]) {
    const doc = docOf(row);
    for (const index of indexes) {
      enter(prepare, { collection, index, doc, rid: row.rid, writing: 'insert' });
    }
  }
}
