/** A database one of whose calls goes wrong, as a line or an instance does. */
import type { Database, Doc, Find, Transaction } from '../../cloudfunctions/kernel/database';

/**
 * `drop`: it never arrives. `lost`: it is done, and the answer is lost. `late`: it is given up and done after
 * everything else. `crash`: the instance dies with it, done or not.
 */
export const FAULTS = ['drop', 'lost', 'late', 'crash', 'crash-after'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Strike {
  /** Which call, counted from 0. */
  readonly at: number;
  readonly fault: Fault;
}

export class LineError extends Error {
  override readonly name = 'LineError';
}

export interface Faulty {
  readonly database: Database;
  /** Calls that were made. */
  calls(): number;
  /** What was given up arrives at last. */
  arrive(): Promise<void>;
}

export function faulty(inner: Database, strike: Strike | undefined): Faulty {
  let calls = 0;
  let isDead = false;
  const late: (() => Promise<unknown>)[] = [];

  async function through<T>(work: () => Promise<T>, inTransaction = false): Promise<T> {
    // An instance that is gone does nothing any more, not even give back.
    if (isDead) throw new LineError('dead');
    const isStruck = strike?.at === calls;
    calls += 1;
    if (!isStruck || !strike) return work();
    return struck(work, inTransaction && strike.fault === 'late' ? 'lost' : strike.fault);
  }

  async function struck<T>(work: () => Promise<T>, fault: Fault): Promise<T> {
    if (fault === 'late') late.push(work);
    if (fault === 'lost' || fault === 'crash-after') await work().catch(() => undefined);
    if (fault === 'crash' || fault === 'crash-after') isDead = true;
    throw new LineError(fault);
  }

  const begin = async (): Promise<Transaction> => {
    const tx = await through(() => inner.begin());
    const held = <T>(work: () => Promise<T>) => through(work, true);
    return {
      get: (collection, id, fields) => held(() => tx.get(collection, id, fields)),
      find: (find: Find) => held(() => tx.find(find)),
      set: (collection: string, doc: Doc) => held(() => tx.set(collection, doc)),
      add: (collection, docs) => held(() => tx.add(collection, docs)),
      remove: (collection, id) => held(() => tx.remove(collection, id)),
      commit: () => held(() => tx.commit()),
      rollback: () => tx.rollback(),
    };
  };

  return {
    database: {
      get: (collection, id, fields) => through(() => inner.get(collection, id, fields)),
      find: (find) => through(() => inner.find(find)),
      add: (collection, docs) => through(() => inner.add(collection, docs)),
      updateOne: (collection, where, changes) =>
        through(() => inner.updateOne(collection, where, changes)),
      remove: (collection, id) => through(() => inner.remove(collection, id)),
      begin,
    },
    calls: () => calls,
    async arrive() {
      for (const work of late) await work().catch(() => undefined);
    },
  };
}
