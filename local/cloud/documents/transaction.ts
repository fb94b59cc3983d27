/** One open transaction: a snapshot, and an overlay of what it has written itself. */
import type { Database as Sqlite } from 'better-sqlite3';
import { compileFilter } from '../query/filter';
import type { Doc } from '../query/value';
import { keysOf } from './index-key';
import { documentLock, type Locks } from './locks';
import { conflict } from './messages';
import { inOrder, type Hit, type Query, search } from './search';
import { byId, type Collection, docOf, duplicate, idKey, type Prepare, preparing, type Row, rivalOf, shownKey } from './tables';

interface Pending {
  readonly collection: Collection;
  readonly id: unknown;
  /** Nothing: removed. */
  readonly doc: Doc | undefined;
  /** The row in the snapshot; nothing for a document this transaction made. */
  readonly base: Row | undefined;
}

export interface Transaction {
  readonly id: string;
  readonly expiresAt: number;
  /** The invocation that opened it, if it was one of ours. */
  readonly token?: string;
  busy: boolean;
  find(collection: Collection, query: Query): { readonly docs: readonly Doc[]; readonly examined: number };
  get(collection: Collection, id: unknown): Doc | undefined;
  write(collection: Collection, id: unknown, doc: Doc | undefined): void;
  readonly pending: () => Iterable<Pending>;
  end(): void;
}

export interface Opening {
  readonly id: string;
  readonly expiresAt: number;
  readonly token?: string;
  /** A connection of its own: WAL keeps its snapshot while others write. */
  readonly connection: Sqlite;
  /** What is committed now, for finding out who was first. */
  readonly committed: Prepare;
  readonly locks: Locks;
}

export function openTransaction(opening: Opening): Transaction {
  const { id, connection, committed, locks, expiresAt, token } = opening;
  const snapshot = preparing(connection);
  const overlay = new Map<string, Pending>();
  connection.exec('BEGIN');
  connection.prepare('SELECT count(*) FROM collections').get();

  const pendingOf = (collection: Collection): Pending[] =>
    [...overlay.values()].filter((pending) => pending.collection.tid === collection.tid);

  const get: Transaction['get'] = (collection, docId) => {
    const own = overlay.get(documentLock(collection, docId));
    if (own) return own.doc;
    const row = byId(snapshot, collection, docId);
    return row && docOf(row);
  };

  return {
    id,
    expiresAt,
    ...(token === undefined ? {} : { token }),
    busy: false,
    get,
    find(collection, query) {
      const own = pendingOf(collection);
      if (own.length === 0) {
        const found = search(snapshot, collection, query);
        return { docs: found.hits.map(({ doc }) => doc), examined: found.examined };
      }
      const found = search(snapshot, collection, { ...query, offset: 0, limit: Number.POSITIVE_INFINITY });
      const hits = overlaid(found.hits, own, query);
      const end = query.limit === undefined ? undefined : query.offset + query.limit;
      return { docs: hits.slice(query.offset, end).map(({ doc }) => doc), examined: found.examined };
    },
    write(collection, docId, doc) {
      const key = documentLock(collection, docId);
      const base = byId(snapshot, collection, docId);
      const current = byId(committed, collection, docId);
      const first = locks.take(key, id);
      if (!first || base?.ver !== current?.ver) throw conflict();
      if (doc) claimUniqueKeys(collection, doc, { rid: base?.rid ?? -1, opening });
      overlay.set(key, { collection, id: docId, doc, base });
    },
    pending: () => overlay.values(),
    end() {
      locks.release(id);
      if (connection.inTransaction) connection.exec('ROLLBACK');
    },
  };
}

/** A unique key is taken like a document, so that two transactions cannot both make it. */
function claimUniqueKeys(
  collection: Collection,
  doc: Doc,
  { rid, opening: { committed, locks, id } }: { rid: number; opening: Opening },
): void {
  for (const index of collection.indexes) {
    if (!index.unique) continue;
    for (const key of keysOf(doc, index.keys)) {
      if (rivalOf(committed, index, key, rid)) throw duplicate(collection.name, index.name, shownKey(doc, index));
      if (!locks.take(`${index.table} ${key.toString('latin1')}`, id)) throw conflict();
    }
  }
}

/** The snapshot's hits with the transaction's own writes in their place; new documents come last. */
function overlaid(hits: readonly Hit[], own: readonly Pending[], query: Query): readonly Hit[] {
  const test = compileFilter(query.filter);
  const touched = new Set(own.map(({ id }) => idKey(id).toString('latin1')));
  const kept = hits.filter(({ doc }) => !touched.has(idKey(doc._id).toString('latin1')));
  const mine = own.flatMap(({ doc, base }, i) => {
    const rid = base?.rid ?? Number.MAX_SAFE_INTEGER - own.length + i;
    return doc && test(doc) ? [{ doc, row: base ?? { rid, ver: 0, body: '' } }] : [];
  });
  return inOrder([...kept, ...mine], query.order);
}
