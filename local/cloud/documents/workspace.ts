/** Where an operation reads and writes: what is committed, or one transaction's own view. */
import type { Doc } from '../query/value';
import { documentLock, type Locks, uniqueKeysOf, uniqueLock } from './locks';
import { insertRow, removeRow, replaceRow } from './rows';
import type { Found, Hit, Query } from './search';
import { search } from './search';
import type { Collection, Prepare, Written } from './tables';

export interface Workspace {
  find(collection: Collection, query: Query): Found;
  /** @throws WireError E11000 */
  insert(collection: Collection, made: Written): void;
  /** @throws WireError E11000 */
  replace(collection: Collection, hit: Hit, next: Written): void;
  remove(collection: Collection, hit: Hit): void;
}

/** Thrown when an open transaction holds what a plain write needs; the write is tried again later. */
export class Held extends Error {
  override readonly name = 'Held';
}

/** What is committed. Its writes belong inside one SQLite transaction. @throws Held */
export function committedSpace(prepare: Prepare, locks: Locks): Workspace {
  const refuseHeld = (collection: Collection, id: unknown, doc?: Doc): void => {
    const needed = [documentLock(collection, id), ...(doc ? uniqueLocks(collection, doc) : [])];
    if (needed.some((key) => locks.held(key))) throw new Held();
  };
  return {
    find: (collection, query) => search(prepare, collection, query),
    insert(collection, made) {
      refuseHeld(collection, made.doc._id, made.doc);
      insertRow(prepare, collection, made);
    },
    replace(collection, { row: { rid }, doc: old }, next) {
      refuseHeld(collection, old._id, next.doc);
      replaceRow(prepare, collection, { rid, old, next });
    },
    remove(collection, { row, doc }) {
      refuseHeld(collection, doc._id);
      removeRow(prepare, collection, row);
    },
  };
}

const uniqueLocks = (collection: Collection, doc: Doc): readonly string[] =>
  uniqueKeysOf(collection, doc).map(({ index, key }) => uniqueLock(index, key));
