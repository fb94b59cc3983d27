/** The two ways to write, and reading with an explicit bound. @see docs/decisions/0002-two-ways-to-write.md */
import type { Cloud } from './cloud';
import { type Changes, plus, type Where } from './conditions';
import {
  ConflictError,
  type Database,
  type Doc,
  DuplicateError,
  type Find,
  type Reader,
  type Transaction,
} from './database';
import { AppError } from './errors';

/** One conditional update of one document. It always bumps `rev`. */
export interface Claim {
  readonly collection: string;
  readonly id: string;
  readonly while: Where;
  readonly changes: Changes;
}

/** One write of a commit. `replace` fails when the document is no longer at `rev`. */
export type Write =
  | { readonly kind: 'create'; readonly collection: string; readonly docs: readonly Doc[] }
  | { readonly kind: 'replace'; readonly collection: string; readonly doc: Doc }
  | {
      readonly kind: 'remove';
      readonly collection: string;
      readonly id: string;
      readonly rev: number;
    };

export interface Store {
  get<T extends Doc>(
    collection: string,
    id: string,
    fields?: readonly string[],
  ): Promise<T | undefined>;
  /** Documents that exist, in no promised order. At most 100 ids. */
  getAll<T extends Doc>(
    collection: string,
    ids: readonly string[],
    fields?: readonly string[],
  ): Promise<readonly T[]>;
  find<T extends Doc>(find: Find): Promise<readonly T[]>;
  /** @throws DuplicateError when the id or a unique key is taken */
  create(collection: string, docs: readonly Doc[]): Promise<void>;
  /** @returns whether the condition held and the change was made */
  claim(claim: Claim): Promise<boolean>;
  /**
   * All of it or nothing, at most 8 writes.
   * @throws AppError `STALE` when a replaced document has changed since it was read; `BUSY` after many conflicts
   * @throws DuplicateError when a created id is taken
   */
  commit(writes: readonly Write[]): Promise<void>;
  /**
   * A commit that also reads: what it decides on and what it writes are one snapshot, so nothing is checked twice
   * and a rival never makes it `STALE`; it is decided again on what the rival left.
   * `decide` may run several times and must not change anything itself. Its reads come one after another.
   * @throws AppError `BUSY` after many conflicts, and whatever `decide` throws
   * @throws DuplicateError when a created id is taken
   */
  transact<T>(decide: (read: Reading) => Promise<Decision<T>>): Promise<T>;
  /** Removes a document that has outlived its retention; nothing when it is gone already. */
  forget(collection: string, id: string): Promise<void>;
}

/** What a decision may read inside its transaction. */
export interface Reading {
  get<T extends Doc>(collection: string, id: string): Promise<T | undefined>;
  find<T extends Doc>(find: Find): Promise<readonly T[]>;
}

export interface Decision<T> {
  readonly writes: readonly Write[];
  readonly value: T;
}

const WRITES_MAX = 8;
const ATTEMPTS = 6;
/** A decision is made again on fresh documents, so it may be patient. */
const DECISIONS = 12;
const PAUSE_MS = 15;
const DOUBLINGS_MAX = 6;

/** `next(max)` is a fair whole number below `max`; it spreads rivals that collided. */
export function createStore(db: Database, next: (max: number) => number): Store {
  return {
    get: async <T>(collection: string, id: string, fields?: readonly string[]) =>
      (await db.get(collection, id, fields)) as T | undefined,
    getAll: async <T>(collection: string, ids: readonly string[], fields?: readonly string[]) => {
      if (ids.length === 0) return [];
      const where = { _id: { is: 'oneOf', value: [...ids] } };
      const bounded = { collection, where, limit: Math.min(ids.length, 100) };
      return (await db.find(fields ? { ...bounded, fields } : bounded)) as readonly T[];
    },
    find: async <T>(find: Find) => (await db.find(find)) as readonly T[],
    create: (collection, docs) => db.add(collection, docs),
    claim: async ({ collection, id, while: where, changes }) =>
      (await db.updateOne(collection, { _id: id, ...where }, { ...changes, rev: plus(1) })) === 1,
    async commit(writes) {
      await patiently({ attempts: ATTEMPTS, next }, () => commitOnce(db, writes));
    },
    transact: (decide) => patiently({ attempts: DECISIONS, next }, () => transactOnce(db, decide)),
    forget: (collection, id) => db.remove(collection, id),
  };
}

/** The store over a cloud's database, spread by its chance. */
export const storeOf = (cloud: Pick<Cloud, 'database' | 'chance'>): Store =>
  createStore(cloud.database(), (max) => {
    const [high = 0, low = 0] = cloud.chance(2);
    return (high * 256 + low) % Math.max(1, max);
  });

interface Patience {
  readonly attempts: number;
  next(max: number): number;
}

/** Makes the whole attempt again while a rival's transaction was first, after a pause that spreads rivals. */
async function patiently<T>({ attempts, next }: Patience, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
    await pause(PAUSE_MS * attempt + next(PAUSE_MS * 2 ** Math.min(attempt, DOUBLINGS_MAX)));
  }
  throw new AppError('BUSY');
}

const commitOnce = (db: Database, writes: readonly Write[]): Promise<void> =>
  inTransaction(db, async (tx) => {
    for (const [collection, revs] of expectedRevs(writes)) {
      checkRevs(await tx.find(findRevs(collection, revs)), revs);
    }
    await write(tx, writes);
  });

const transactOnce = <T>(
  db: Database,
  decide: (read: Reading) => Promise<Decision<T>>,
): Promise<T> =>
  inTransaction(db, async (tx) => {
    const { writes, value } = await decide(readingOf(tx));
    await write(tx, writes);
    return value;
  });

const readingOf = (tx: Reader): Reading => ({
  get: async <T>(collection: string, id: string) => (await tx.get(collection, id)) as T | undefined,
  find: async <T>(find: Find) => (await tx.find(find)) as readonly T[],
});

async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const tx = await db.begin();
  try {
    const value = await work(tx);
    await tx.commit();
    return value;
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}

/** @throws RangeError for more writes than a commit may have: a caller's bug */
async function write(tx: Transaction, writes: readonly Write[]): Promise<void> {
  if (writes.length > WRITES_MAX) throw new RangeError(`${writes.length} writes in one commit`);
  for (const one of writes) {
    if (one.kind === 'create') await tx.add(one.collection, one.docs);
    else if (one.kind === 'remove') await tx.remove(one.collection, one.id);
    else await tx.set(one.collection, { ...one.doc, rev: one.doc.rev + 1 });
  }
}

type Revs = ReadonlyMap<string, number>;

function expectedRevs(writes: readonly Write[]): ReadonlyMap<string, Revs> {
  const byCollection = new Map<string, Map<string, number>>();
  for (const write of writes) {
    if (write.kind === 'create') continue;
    const { _id, rev } = write.kind === 'replace' ? write.doc : { _id: write.id, rev: write.rev };
    const revs = byCollection.get(write.collection) ?? new Map<string, number>();
    byCollection.set(write.collection, revs.set(_id, rev));
  }
  return byCollection;
}

const findRevs = (collection: string, revs: Revs): Find => ({
  collection,
  where: { _id: { is: 'oneOf', value: [...revs.keys()] } },
  limit: revs.size,
  fields: ['rev'],
});

function checkRevs(stored: readonly unknown[], revs: Revs): void {
  const current = new Map((stored as readonly Doc[]).map(({ _id, rev }) => [_id, rev]));
  for (const [id, rev] of revs) {
    if (current.get(id) !== rev) throw new AppError('STALE');
  }
}

/** Creates one document under an id that the act determines. @returns false when it is already there */
export async function createOnce(
  store: Pick<Store, 'create'>,
  collection: string,
  doc: Doc,
): Promise<boolean> {
  try {
    await store.create(collection, [doc]);
    return true;
  } catch (error) {
    if (error instanceof DuplicateError) return false;
    throw error;
  }
}

/** Creates those that are not there yet: one look and one write, one by one where another run does the same. */
export async function createMissing(
  store: Pick<Store, 'getAll' | 'create'>,
  collection: string,
  docs: readonly Doc[],
): Promise<void> {
  const ids = docs.map(({ _id }) => _id);
  const there = new Set((await store.getAll(collection, ids, ['rev'])).map(({ _id }) => _id));
  const missing = docs.filter(({ _id }) => !there.has(_id));
  if (missing.length === 0) return;
  try {
    await store.create(collection, missing);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    for (const doc of missing) await createOnce(store, collection, doc);
  }
}

export const create = <T extends Doc>(collection: string, ...docs: readonly T[]): Write => ({
  kind: 'create',
  collection,
  docs,
});
export const replace = <T extends Doc>(collection: string, doc: T): Write => ({
  kind: 'replace',
  collection,
  doc,
});
export const remove = (collection: string, doc: Doc): Write => ({
  kind: 'remove',
  collection,
  id: doc._id,
  rev: doc.rev,
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
