/** The two ways to write, and reading with an explicit bound. @see docs/decisions/0002-two-ways-to-write.md */
import { type Changes, plus, type Where } from './conditions';
import { ConflictError, type Database, type Doc, DuplicateError, type Find } from './database';
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
}

const WRITES_MAX = 8;
const ATTEMPTS = 6;
const PAUSE_MS = 15;

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
      if (writes.length > WRITES_MAX) throw new RangeError(`${writes.length} writes in one commit`);
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        if (await tryCommit(db, writes)) return;
        await pause(PAUSE_MS * attempt + next(PAUSE_MS * 2 ** attempt));
      }
      throw new AppError('BUSY');
    },
  };
}

/** @returns false when a rival's transaction was first */
async function tryCommit(db: Database, writes: readonly Write[]): Promise<boolean> {
  try {
    await commitOnce(db, writes);
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
}

async function commitOnce(db: Database, writes: readonly Write[]): Promise<void> {
  const tx = await db.begin();
  try {
    for (const [collection, revs] of expectedRevs(writes)) {
      checkRevs(await tx.find(findRevs(collection, revs)), revs);
    }
    for (const write of writes) {
      if (write.kind === 'create') await tx.add(write.collection, write.docs);
      else if (write.kind === 'remove') await tx.remove(write.collection, write.id);
      else await tx.set(write.collection, { ...write.doc, rev: write.doc.rev + 1 });
    }
    await tx.commit();
  } catch (error) {
    await tx.rollback();
    throw error;
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
export async function createOnce(store: Store, collection: string, doc: Doc): Promise<boolean> {
  try {
    await store.create(collection, [doc]);
    return true;
  } catch (error) {
    if (error instanceof DuplicateError) return false;
    throw error;
  }
}

export const create = (collection: string, ...docs: readonly Doc[]): Write => ({
  kind: 'create',
  collection,
  docs,
});
export const replace = (collection: string, doc: Doc): Write => ({
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
