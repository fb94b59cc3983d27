/** Takes the requests of the wire: finds what is asked for, where it works, and answers. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock';
import { type Invocation, newCounters, type WireBody, WireError, type WireReply } from '../wire';
import type { Act } from './act';
import type { Engine } from './engine';
import { isStrict, refuseEscape } from './face';
import type { Locks } from './locks';
import { collectionExists, invalid, noCollection, timedOut } from './messages';
import { aggregateDocuments, calculateDocument, getDocument } from './reads';
import { textOf } from './request';
import type { Collection } from './tables';
import type { Transactions } from './transactions';
import { committedSpace, Held, type Workspace } from './workspace';
import {
  type Inserted,
  insertDocument,
  modifyAndReturnDoc,
  modifyDocument,
  removeDocument,
} from './writes';

export interface Desk {
  readonly engine: Engine;
  readonly locks: Locks;
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly heldWaitMs: number;
}

export async function handle(
  desk: Desk,
  body: WireBody,
  invocation?: Invocation,
): Promise<WireReply> {
  const { transactions, engine } = desk;
  const requestId = randomUUID();
  const transactionId = textOf(body.transactionId);
  switch (body.action) {
    case 'database.startTransaction':
      return { transactionId: transactions.begin(invocation), requestId };
    case 'database.commitTransaction':
      await transactions.commit(transactionId ?? '');
      return { requestId };
    case 'database.abortTransaction':
      await transactions.abort(transactionId ?? '');
      return { requestId };
    case 'database.addCollection':
      create(engine, textOf(body.collectionName));
      return { requestId };
    default:
      return { data: await operate(desk, body, invocation), requestId };
  }
}

function create(engine: Engine, name: string | undefined): void {
  if (name === undefined) throw invalid('collectionName is missing');
  if (!namesCollection(name)) throw invalid(`Invalid collection name specified '${name}'`);
  if (engine.collection(name)) throw collectionExists();
  engine.create(name);
}

/** The platform takes what MongoDB takes, and a namespace there is at most 255 bytes long. */
const namesCollection = (name: string): boolean =>
  !/[$\0]|^system\.|^\.|\.$|\.\./.test(name) && Buffer.byteLength(`tnt-local.${name}`) <= 255;

/** @throws WireError `DATABASE_COLLECTION_NOT_EXIST` */
export function known(engine: Engine, name: unknown): Collection {
  const collection = engine.collection(String(name ?? ''));
  if (!collection) throw noCollection(String(name ?? ''));
  return collection;
}

type Operation = (act: Act) => unknown;

const READS: Readonly<Record<string, Operation>> = {
  'database.getDocument': getDocument,
  'database.calculateDocument': calculateDocument,
  'database.aggregateDocuments': aggregateDocuments,
};
const WRITES: Readonly<Record<string, Operation>> = {
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturnDoc,
  'database.removeDocument': removeDocument,
};
const INSERT = 'database.insertDocument';

async function operate(desk: Desk, body: WireBody, invocation?: Invocation): Promise<unknown> {
  const { engine, locks, transactions } = desk;
  const { action } = body;
  const operation = READS[action] ?? WRITES[action];
  if (!operation && action !== INSERT) {
    throw new WireError('INVALID_PARAM', `the local cloud does not implement ${action}`);
  }
  const transactionId = textOf(body.transactionId);
  if (transactionId !== undefined) {
    return transactions.within(transactionId, (space) => {
      const act = actOf(desk, { body, invocation, space });
      return operation ? operation(act) : whole(insertDocument(act));
    });
  }
  const committed = () =>
    actOf(desk, { body, invocation, space: committedSpace(engine.prepare, locks) });
  if (action in READS && operation) return operation(committed());
  if (operation) return patiently(desk, () => operation(committed()));
  return whole(await patiently(desk, () => insertDocument(committed())));
}

interface Asking {
  readonly body: WireBody;
  readonly invocation: Invocation | undefined;
  readonly space: Workspace;
}

/** Checks who asks for what. Done anew at every attempt: after a wait the collection may be another. */
function actOf({ engine, transactions, clock }: Desk, { body, invocation, space }: Asking): Act {
  const collection = known(engine, body.collectionName);
  const strict = isStrict(collection, invocation);
  if (strict && invocation && body.transactionId === undefined) {
    refuseEscape(collection, body, transactions.openOf(invocation));
  }
  return {
    body,
    collection,
    space,
    other: (name) => engine.collection(name),
    now: clock.now(),
    counters: invocation?.counters ?? newCounters(),
    strict,
  };
}

function whole({ data, failure }: Inserted): unknown {
  if (failure !== undefined) throw failure;
  return data;
}

/** All of it or nothing. Tries again whenever a transaction ends, while a document is held by one. */
async function patiently<T>({ engine, locks, heldWaitMs }: Desk, work: () => T): Promise<T> {
  const deadline = performance.now() + heldWaitMs;
  for (;;) {
    try {
      return engine.atomically(work);
    } catch (trouble) {
      if (!(trouble instanceof Held)) throw trouble;
    }
    const left = deadline - performance.now();
    if (left <= 0 || !(await locks.changed(left))) throw timedOut();
  }
}
