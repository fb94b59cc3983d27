/**
 * The kernel's database in memory: for properties over thousands of runs, where a real one would take hours. A
 * differential test holds it against the real SDK and the local cloud.
 */
import {
  type Change,
  type Changes,
  type Condition,
  isCondition,
  type Where,
} from '../../cloudfunctions/kernel/conditions';
import {
  ConflictError,
  type Database,
  type Doc,
  DuplicateError,
  type Find,
  type Transaction,
} from '../../cloudfunctions/kernel/database';

type Stored = Record<string, unknown>;

const valueAt = (doc: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Stored | undefined)?.[key], doc);

const CHECKS: Readonly<Record<Condition['is'], (stored: unknown, wanted: unknown) => boolean>> = {
  after: (a, b) => isSameKind(a, b) && (a as number) > (b as number),
  before: (a, b) => isSameKind(a, b) && (a as number) < (b as number),
  atLeast: (a, b) => isSameKind(a, b) && (a as number) >= (b as number),
  notAtLeast: (a, b) => !(isSameKind(a, b) && (a as number) >= (b as number)),
  oneOf: (a, b) => (b as readonly unknown[]).includes(a),
  absent: (a) => a === undefined,
  present: (a) => a !== undefined,
  contains: (a, b) => Array.isArray(a) && a.includes(b),
  not: (a, b) => a !== b,
};
const isSameKind = (a: unknown, b: unknown): boolean => typeof a === typeof b && a !== undefined;

const holds = (stored: unknown, wanted: unknown): boolean =>
  isCondition(wanted)
    ? CHECKS[wanted.is](stored, wanted.value)
    : stored === wanted || (Array.isArray(stored) && stored.includes(wanted));

export const matches = (doc: unknown, where: Where): boolean =>
  Object.entries(where).every(([path, wanted]) => holds(valueAt(doc, path), wanted));

const APPLY: Readonly<
  Record<Exclude<Change['does'], 'gone'>, (was: unknown, by: unknown) => unknown>
> = {
  put: (_, value) => value,
  plus: (was, by) => ((was as number | undefined) ?? 0) + (by as number),
  append: (was, value) => [...((was as readonly unknown[] | undefined) ?? []), value],
};

/** Only the objects on the way are copied, so that a document with many claims changes quickly. */
function changed(doc: Stored, [key, ...rest]: readonly string[], change: Change): Stored {
  if (key === undefined) return doc;
  if (rest.length > 0) return { ...doc, [key]: changed((doc[key] ?? {}) as Stored, rest, change) };
  if (change.does === 'gone') {
    const { [key]: _, ...others } = doc;
    return others;
  }
  return { ...doc, [key]: APPLY[change.does](doc[key], change.value) };
}

export const withChanges = (doc: Stored, changes: Changes): Stored =>
  Object.entries(changes).reduce(
    (now, [path, change]) => changed(now, path.split('.'), change),
    doc,
  );

export class MemoryDatabase implements Database {
  readonly #docs = new Map<string, Stored>();

  async get(collection: string, id: string): Promise<unknown> {
    return this.#docs.get(`${collection}/${id}`);
  }

  async find(find: Find): Promise<readonly unknown[]> {
    return found(this.all(find.collection), find);
  }

  async add(collection: string, docs: readonly object[]): Promise<void> {
    const keys = docs.map((doc) => `${collection}/${String((doc as Stored)._id)}`);
    if (keys.some((key) => this.#docs.has(key))) throw new DuplicateError('taken');
    for (const [i, key] of keys.entries()) this.#docs.set(key, docs[i] as Stored);
  }

  async updateOne(collection: string, where: Where, changes: Changes): Promise<number> {
    const key = `${collection}/${String(where._id)}`;
    const doc = this.#docs.get(key);
    if (!doc || !matches(doc, where)) return 0;
    this.#docs.set(key, withChanges(doc, changes));
    return 1;
  }

  async remove(collection: string, id: string): Promise<void> {
    this.#docs.delete(`${collection}/${id}`);
  }

  async begin(): Promise<Transaction> {
    const seen = new Map(this.#docs);
    const writes = new Map<string, Stored | undefined>();
    const at = (key: string) => (writes.has(key) ? writes.get(key) : seen.get(key));
    const set = (key: string, doc: Stored | undefined) => void writes.set(key, doc);
    return {
      get: async (collection, id) => at(`${collection}/${id}`),
      find: async (find) => {
        const keys = [...seen.keys(), ...writes.keys()];
        const own = new Set(keys.filter((key) => key.startsWith(`${find.collection}/`)));
        return found(
          [...own].flatMap((key): readonly Stored[] => {
            const doc = at(key);
            return doc ? [doc] : [];
          }),
          find,
        );
      },
      set: async (collection, doc: Doc) =>
        set(`${collection}/${doc._id}`, doc as unknown as Stored),
      add: async (collection, docs) => {
        for (const doc of docs) {
          const key = `${collection}/${String((doc as Stored)._id)}`;
          if (at(key)) throw new DuplicateError('taken');
          set(key, doc as Stored);
        }
      },
      remove: async (collection, id) => set(`${collection}/${id}`, undefined),
      commit: async () => {
        for (const key of writes.keys()) {
          if (this.#docs.get(key) !== seen.get(key)) throw new ConflictError('WriteConflict');
        }
        for (const [key, doc] of writes) {
          if (doc) this.#docs.set(key, doc);
          else this.#docs.delete(key);
        }
      },
      rollback: async () => undefined,
    };
  }

  all(collection: string): readonly Stored[] {
    return [...this.#docs].flatMap(([key, doc]) => (key.startsWith(`${collection}/`) ? [doc] : []));
  }
}

function found(docs: readonly Stored[], { where, order = [], limit }: Find): readonly Stored[] {
  const some = docs.filter((doc) => matches(doc, where));
  const sorted = [...some].sort((a, b) => {
    for (const [field, direction] of order) {
      const [one, other] = [valueAt(a, field) as string, valueAt(b, field) as string];
      if (one !== other) return one < other ? -direction : direction;
    }
    return 0;
  });
  return sorted.slice(0, limit);
}
