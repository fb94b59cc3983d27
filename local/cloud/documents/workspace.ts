/** Where an operation reads and writes: what is committed, or one transaction's own view. */
import type { Doc } from '../query/value';
import { documentLock, type Locks, uniqueKeysOf, uniqueLock } from './locks';
import { insertRow, removeRow, replaceRow } from './rows';
import type { Found, Query } from './search';
import { search } from './search';
import { byId, type Collection, docOf, type Prepare } from './tables';

export interface Workspace {
  find(collection: Collection, query: Query): Found;
  get(collection: Collection, id: unknown): Doc | undefined;
  /** @throws WireError E11000 */
  insert(collection: Collection, doc: Doc): void;
  /** @throws WireError E11000 */
  replace(collection: Collection, id: unknown, doc: Doc): void;
  remove(collection: Collection, id: unknown): void;
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
    get(collection, id) {
      const row = byId(prepare, collection, id);
      return row && docOf(row);
    },
    insert(collection, doc) {
      refuseHeld(collection, doc._id, doc);
      insertRow(prepare, collection, doc);
    },
    replace(collection, id, doc) {
      refuseHeld(collection, id, doc);
      const row = byId(prepare, collection, id);
      if (row) replaceRow(prepare, collection, row, doc);
    },
    remove(collection, id) {
      refuseHeld(collection, id);
      const row = byId(prepare, collection, id);
      if (row) removeRow(prepare, collection, row);
    },
  };
}

const uniqueLocks = (collection: Collection, doc: Doc): readonly string[] =>
  uniqueKeysOf(collection, doc).map(({ index, key }) => uniqueLock(index, key));
