/** The document database of the local cloud, as the SDKs speak to it. */
import type { Clock } from '../../clock';
import type { DocumentStore } from '../../server/ports';
import { compileFilter } from '../query/filter';
import type { Doc } from '../query/value';
import type { Schema } from '../schema';
import { type Desk, handle, known } from './desk';
import { type Engine, openEngine } from './engine';
import { HELD_WAIT_MS, TRANSACTION_MS } from './limits';
import { createLocks } from './locks';
import { insertRow } from './rows';
import { type Collection, countRows, docOf, everyRow, written } from './tables';
import { createTransactions } from './transactions';

export interface DocumentsOptions {
  /** Nothing: in a temporary folder, gone after `close`. */
  readonly folder: string | null;
  /** fsync every write. */
  readonly durable: boolean;
  readonly clock: Clock;
  readonly schema: Schema | null;
  /** How long a transaction may stay open; tests are less patient. */
  readonly transactionMs?: number;
  /** How long a plain write waits for an open transaction. */
  readonly heldWaitMs?: number;
}

export function openDocuments(options: DocumentsOptions): DocumentStore {
  const { clock, transactionMs = TRANSACTION_MS, heldWaitMs = HELD_WAIT_MS } = options;
  const engine = openEngine(options);
  const locks = createLocks();
  const transactions = createTransactions(engine, locks, transactionMs);
  const desk: Desk = { engine, locks, transactions, clock, heldWaitMs };

  return {
    handle: (body, invocation) => handle(desk, body, invocation),
    collections: () =>
      engine.collections().map((collection) => ({
        name: collection.name,
        count: countRows(engine.prepare, collection),
        declared: collection.declared,
      })),
    read: (name, page) => readPage(engine, known(engine, name), page),
    insertMany(name, docs) {
      const collection = known(engine, name);
      engine.atomically(() => {
        for (const doc of docs) insertRow(engine.prepare, collection, written(doc));
      });
    },
    reset() {
      transactions.endAll();
      engine.reset();
    },
    saveTo: (file) => engine.saveTo(file),
    loadFrom(file) {
      transactions.endAll();
      engine.loadFrom(file);
    },
    close() {
      transactions.endAll();
      engine.close();
    },
  };
}

function readPage(
  engine: Engine,
  collection: Collection,
  { after = 0, limit, filter }: { after?: number; limit: number; filter?: Doc },
): { docs: Doc[]; next?: number } {
  const fits = compileFilter(filter ?? {});
  const docs: Doc[] = [];
  let last = after;
  for (const row of everyRow(engine.prepare, collection, after)) {
    if (docs.length === limit) return { docs, next: last };
    last = row.rid;
    const doc = docOf(row);
    if (fits(doc)) docs.push(doc);
  }
  return { docs };
}
