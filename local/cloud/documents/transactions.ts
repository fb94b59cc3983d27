/** The open transactions: begun, used one request at a time, ended in time. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Invocation } from '../wire';
import type { Engine } from './engine';
import type { Locks } from './locks';
import { busyTransaction, isConflict, noTransaction } from './messages';
import { openTransaction, type Transaction } from './transaction';

export interface Transactions {
  begin(invocation?: Invocation): string;
  /**
   * One request of a transaction. A conflict is its end.
   * @throws WireError when it is over, or busy with another request
   */
  within<T>(id: string, work: (transaction: Transaction) => T): Promise<T>;
  commit(id: string): Promise<void>;
  abort(id: string): Promise<void>;
  /** How many an invocation has open. */
  openOf(invocation: Invocation): number;
  endAll(): void;
}

interface Open {
  readonly id: string;
  readonly timer: NodeJS.Timeout;
  /** The invocation that began it, if it was one of ours. */
  readonly token?: string;
  busy: boolean;
  /** Opened by the first request: that is the instant of its snapshot. */
  transaction?: Transaction;
  giveBack?: () => void;
}

/** Long enough for a request that was sent at the same time to arrive and find the transaction busy. */
const STEP_MS = 3;

export function createTransactions(engine: Engine, locks: Locks, lifeMs: number): Transactions {
  const opened = new Map<string, Open>();

  const end = (open: Open): void => {
    if (!opened.delete(open.id)) return;
    clearTimeout(open.timer);
    open.transaction?.end();
    open.giveBack?.();
  };
  const alone = async <T>(id: string, work: (open: Open) => T): Promise<T> => {
    const open = opened.get(id);
    if (!open) throw noTransaction();
    if (open.busy) throw busyTransaction();
    open.busy = true;
    await sleep(STEP_MS);
    if (!opened.has(id)) throw noTransaction();
    try {
      return work(open);
    } catch (error) {
      if (isConflict(error)) end(open);
      throw error;
    } finally {
      open.busy = false;
    }
  };

  return {
    begin(invocation) {
      const id = randomBytes(16).toString('hex');
      const timer = setTimeout(() => end(open), lifeMs);
      const open: Open = { id, timer, busy: false, ...tokenOf(invocation) };
      timer.unref();
      opened.set(id, open);
      return id;
    },
    within: (id, work) => alone(id, (open) => work(transactionOf(open, engine, locks))),
    commit: (id) =>
      alone(id, (open) => {
        try {
          engine.atomically(() => open.transaction?.apply());
        } finally {
          end(open);
        }
      }),
    abort: (id) => alone(id, end),
    openOf: ({ token }) => [...opened.values()].filter((open) => open.token === token).length,
    endAll() {
      for (const open of [...opened.values()]) end(open);
    },
  };
}

const tokenOf = (invocation: Invocation | undefined) =>
  invocation ? { token: invocation.token } : {};

function transactionOf(open: Open, engine: Engine, locks: Locks): Transaction {
  if (open.transaction) return open.transaction;
  const connection = engine.snapshot();
  open.giveBack = () => engine.giveBack(connection);
  open.transaction = openTransaction({ id: open.id, connection, committed: engine.prepare, locks });
  return open.transaction;
}
