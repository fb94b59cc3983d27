/** The kernel's database over the SDK's. Part of `cloud.ts`: it is handed the SDK and imports nothing of it. */
import { type Changes, type Condition, isCondition, type Where } from './conditions';
import { ConflictError, type Database, type Doc, DuplicateError, type Find } from './database';

// The SDK's types say `Promise | void | string` for every call, so its shape is told here once.
interface SdkQuery {
  where(condition: object): SdkQuery;
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery;
  limit(count: number): SdkQuery;
  field(fields: object): SdkQuery;
  get(): Promise<{ data: unknown }>;
  update(options: { data: object }): Promise<{ stats: { updated: number } }>;
}
interface SdkDocument {
  field(fields: object): SdkDocument;
  get(): Promise<{ data: unknown }>;
  set(options: { data: object }): Promise<unknown>;
  remove(): Promise<unknown>;
}
interface SdkCollection extends SdkQuery {
  doc(id: string): SdkDocument;
  add(options: { data: unknown }): Promise<unknown>;
}
interface SdkTransaction {
  collection(name: string): SdkCollection;
  commit(): Promise<unknown>;
  rollback(): Promise<unknown>;
}
type Command = (value?: unknown) => unknown;
interface SdkDatabase {
  collection(name: string): SdkCollection;
  startTransaction(): Promise<SdkTransaction>;
  readonly command: Record<string, Command>;
}

export function openDatabase(sdk: { database(config?: never): unknown }): Database {
  const db = sdk.database({ throwOnNotFound: false } as never) as SdkDatabase;
  const _ = (name: string, ...values: unknown[]): unknown => db.command[name]?.(...(values as []));

  const conditionOf = ({ is, value }: Condition): unknown => {
    switch (is) {
      case 'after':
        return _('gt', value);
      case 'before':
        return _('lt', value);
      case 'atLeast':
        return _('gte', value);
      // MongoDB's $not also holds where the field is missing.
      case 'notAtLeast':
        return _('not', _('gte', value));
      case 'oneOf':
        return _('in', value);
      case 'absent':
        return _('exists', false);
      case 'present':
        return _('exists', true);
      case 'contains':
        return _('all', [value]);
      case 'not':
        return _('neq', value);
    }
  };
  const whereOf = (where: Where): object =>
    mapValues(where, (value) => (isCondition(value) ? conditionOf(value) : _('eq', value)));

  const changesOf = (changes: Changes): object =>
    mapValues(changes, ({ does, value }) => {
      if (does === 'put') return _('set', value);
      if (does === 'plus') return _('inc', value);
      return does === 'gone' ? _('remove') : _('push', [value]);
    });

  const reader = (at: { collection(name: string): SdkCollection }) => ({
    async get(collection: string, id: string, fields?: readonly string[]): Promise<unknown> {
      const doc = at.collection(collection).doc(id);
      const reply = await told(() => (fields ? doc.field(fieldsOf(fields)) : doc).get());
      return reply.data ?? undefined;
    },
    async find({ collection, where, order = [], limit, fields }: Find) {
      let query: SdkQuery = at.collection(collection).where(whereOf(where));
      for (const [field, direction] of order) {
        query = query.orderBy(field, direction === 1 ? 'asc' : 'desc');
      }
      if (fields) query = query.field(fieldsOf(fields));
      const reply = await told(() => query.limit(limit).get());
      return reply.data as readonly unknown[];
    },
  });

  const adder = (at: { collection(name: string): SdkCollection }) => ({
    async add(collection: string, docs: readonly object[]): Promise<void> {
      const data = docs.length === 1 ? docs[0] : docs;
      await told(() => at.collection(collection).add({ data }));
    },
    async remove(collection: string, id: string): Promise<void> {
      await told(() => at.collection(collection).doc(id).remove());
    },
  });

  return {
    ...reader(db),
    ...adder(db),
    async updateOne(collection, where, changes) {
      const query = db.collection(collection).where(whereOf(where));
      const reply = await told(() => query.update({ data: changesOf(changes) }));
      return reply.stats.updated;
    },
    async begin() {
      const tx = await told(() => db.startTransaction());
      return {
        ...reader(tx),
        ...adder(tx),
        async set(collection: string, { _id, ...data }: Doc) {
          await told(() => tx.collection(collection).doc(_id).set({ data }));
        },
        commit: async () => void (await told(() => tx.commit())),
        rollback: async () => void (await tx.rollback().catch(() => undefined)),
      };
    },
  };
}

/** The SDK strips `code` from operation errors, so the text decides. */
async function told<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    const { code, message = '' } = error as { code?: string; message?: string };
    if (/E11000/.test(message) || code === 'DATABASE_DUPLICATE_WRITE') {
      throw new DuplicateError(message, { cause: error });
    }
    if (/TransactionConflict|TransactionBusy|WriteConflict/.test(message)) {
      throw new ConflictError(message, { cause: error });
    }
    throw error;
  }
}

const fieldsOf = (fields: readonly string[]): object =>
  Object.fromEntries(fields.map((field) => [field, true]));

function mapValues<V>(record: Readonly<Record<string, V>>, map: (value: V) => unknown): object {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
