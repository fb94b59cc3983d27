/** One open transaction: a snapshot, and an overlay of what it has written itself. */
import type { Database as Sqlite } from 'better-sqlite3';
import { compileFilter } from '../query/filter';
import type { Doc } from '../query/value';
import { keysOf } from './index-key';
import { documentLock, type Locks, uniqueKeysOf, uniqueLock } from './locks';
import { conflict, duplicate, noCollection, type Writing } from './messages';
import { enter, insertBody, leaveAll, removeRow, replaceBody, ridsWith, rivalTold } from './rows';
import { type Hit, inOrder, type Query, search } from './search';
import {
  byId,
  type Collection,
  encodedIdOf,
  type Prepare,
  preparing,
  type StoredIndex,
  type Version,
  versionOf,
  type Written,
} from './tables';
import type { Workspace } from './workspace';

interface Pending {
  readonly collection: Collection;
  readonly id: unknown;
  /** Nothing: removed. */
  readonly next: Written | undefined;
  /** The document in the snapshot; nothing for one this transaction made. */
  readonly base: Version | undefined;
}

export interface Transaction extends Workspace {
  /** Makes it all true, inside one SQLite transaction. @throws WireError when somebody was first after all */
  apply(): void;
  end(): void;
}

export interface Opening {
  readonly id: string;
  /** A connection of its own: WAL keeps its snapshot while others write. */
  readonly connection: Sqlite;
  /** What is committed now, for finding out who was first. */
  readonly committed: Prepare;
  readonly locks: Locks;
}

export function openTransaction({ id, connection, committed, locks }: Opening): Transaction {
  const snapshot = preparing(connection);
  const overlay = new Map<string, Pending>();
  const made = new Map<string, string>();
  connection.exec('BEGIN');
  const newest = connection.prepare('SELECT max(tid) FROM collections').pluck().get() as number;

  const refuseLater = ({ tid, name }: Collection): void => {
    if (tid > newest) throw noCollection(name);
  };
  const pendingIn = (collection: Collection): Pending[] =>
    [...overlay.values()].filter((pending) => pending.collection.tid === collection.tid);

  /** A unique key is taken like a document, so that two transactions cannot both make it. */
  const takeUniqueKeys = ({ collection, doc, rid, writing }: Making): void => {
    const self = documentLock(collection, doc._id);
    for (const { index, key } of uniqueKeysOf(collection, doc)) {
      const rivals = ridsWith(committed, index, key).filter((rival) => rival !== rid);
      const stay = rivals.filter((rival) => !hasLeft(pendingIn(collection), rival, index, key));
      const owner = made.get(uniqueLock(index, key)) ?? self;
      if (stay.length > 0 || owner !== self) throw rivalTold(collection, index, doc, writing);
      if (!locks.take(uniqueLock(index, key), id)) throw conflict();
    }
  };
  /** Remembers which of the transaction's own documents has which unique key now. */
  const noteUniqueKeys = (
    collection: Collection,
    before: Doc | undefined,
    doc: Doc | undefined,
  ) => {
    for (const { index, key } of before ? uniqueKeysOf(collection, before) : []) {
      made.delete(uniqueLock(index, key));
    }
    for (const { index, key } of doc ? uniqueKeysOf(collection, doc) : []) {
      made.set(uniqueLock(index, key), documentLock(collection, doc?._id));
    }
  };

  const isThere = (collection: Collection, docId: unknown): boolean => {
    const own = overlay.get(documentLock(collection, docId));
    return own ? own.next !== undefined : versionOf(snapshot, collection, docId) !== undefined;
  };

  const write = (
    collection: Collection,
    docId: unknown,
    { next, writing }: { next: Written | undefined; writing: Writing },
  ) => {
    const key = documentLock(collection, docId);
    const base = versionOf(snapshot, collection, docId);
    const current = versionOf(committed, collection, docId);
    if (!locks.take(key, id) || !isSame(base, current)) throw conflict();
    if (next) takeUniqueKeys({ collection, doc: next.doc, rid: base?.rid, writing });
    noteUniqueKeys(collection, overlay.get(key)?.next?.doc, next?.doc);
    overlay.set(key, { collection, id: docId, next, base });
  };

  return {
    find(collection, query) {
      refuseLater(collection);
      const own = pendingIn(collection);
      if (own.length === 0) return search(snapshot, collection, query);
      const { limit: _, ...whole } = { ...query, offset: 0 };
      const found = search(snapshot, collection, whole);
      const end = query.limit === undefined ? undefined : query.offset + query.limit;
      return { ...found, hits: overlaid(found.hits, own, query).slice(query.offset, end) };
    },
    insert(collection, next) {
      refuseLater(collection);
      const { _id } = next.doc;
      if (isThere(collection, _id)) {
        throw duplicate({ collection: collection.name, index: '_id_', key: { _id } }, 'insert');
      }
      write(collection, _id, { next, writing: 'insert' });
    },
    replace: (collection, { doc: { _id } }, next) =>
      write(collection, _id, { next, writing: 'update' }),
    remove: (collection, { doc: { _id } }) =>
      write(collection, _id, { next: undefined, writing: 'update' }),
    apply: () => apply([...overlay.values()], committed),
    end() {
      locks.release(id);
      if (connection.inTransaction) connection.exec('ROLLBACK');
    },
  };
}

interface Making {
  readonly collection: Collection;
  readonly doc: Doc;
  /** Of the document that is replaced. */
  readonly rid: number | undefined;
  readonly writing: Writing;
}

const isSame = (a: Version | undefined, b: Version | undefined): boolean =>
  a?.rid === b?.rid && a?.ver === b?.ver;
const hasKey = (doc: Doc | undefined, index: StoredIndex, key: Buffer): boolean =>
  doc !== undefined && keysOf(doc, index.keys).some((own) => own.equals(key));

/** Whether a committed document gives up a key in this transaction. */
const hasLeft = (
  pending: readonly Pending[],
  rid: number,
  index: StoredIndex,
  key: Buffer,
): boolean => {
  const own = pending.find(({ base }) => base?.rid === rid);
  return own !== undefined && !hasKey(own.next?.doc, index, key);
};

/** First every old key leaves, then the new ones enter, so that a key may move between documents. */
function apply(pending: readonly Pending[], committed: Prepare): void {
  for (const one of pending) leaveOld(one, committed);
  for (const one of pending) enterNew(one, committed);
}

function leaveOld({ collection, id, next, base }: Pending, committed: Prepare): void {
  const current = byId(committed, collection, id);
  if (!isSame(base, current)) throw conflict();
  if (!current) return;
  if (next) leaveAll(committed, collection, current);
  else removeRow(committed, collection, current);
}

function enterNew({ collection, next, base }: Pending, committed: Prepare): void {
  if (!next) return;
  const { doc, text } = next;
  if (base) replaceBody(committed, collection, { rid: base.rid, text });
  const rid = base?.rid ?? insertBody(committed, collection, next);
  for (const index of collection.indexes) {
    enter(committed, { collection, index, doc, rid, writing: 'update' });
  }
}

/** The snapshot's hits with the transaction's own writes in their place; new documents come last. */
function overlaid(hits: readonly Hit[], own: readonly Pending[], query: Query): readonly Hit[] {
  const test = compileFilter(query.filter);
  const touched = new Set(own.map(({ id }) => encodedIdOf(id)));
  const kept = hits.filter(({ doc }) => !touched.has(encodedIdOf(doc._id)));
  const mine = own.flatMap(({ next, base }, i) => {
    if (!next || !test(next.doc)) return [];
    const rid = base?.rid ?? Number.MAX_SAFE_INTEGER - own.length + i;
    return [{ doc: next.doc, row: { rid, ver: base?.ver ?? 0, body: next.text } }];
  });
  return inOrder([...kept, ...mine], query.order);
}
