/** The database of a running product through the real administrators' SDK, as a program elsewhere would open it. */
import { staticVariables } from '../../local/functions/identity';
import type { Product } from './local';

export interface Database {
  /** Documents that match, at most a thousand. */
  find<T = Record<string, unknown>>(collection: string, where?: object): Promise<readonly T[]>;
  get<T = Record<string, unknown>>(collection: string, id: string): Promise<T | undefined>;
  add(collection: string, docs: readonly object[]): Promise<void>;
  /** Sets fields of one document, as somebody with keys could. */
  change(collection: string, id: string, fields: object): Promise<void>;
  remove(collection: string, id: string): Promise<void>;
  /** Puts a document in the place of the one with its id. */
  replace(collection: string, doc: object & { readonly _id: string }): Promise<void>;
  /** Calls a function as a timer does: nobody taps. */
  callFunction<T = unknown>(name: string): Promise<T>;
}

/** One product for each test file: the SDK reads its address once. */
export async function openDatabase({
  envId,
  sdkUrl,
}: Pick<Product, 'envId' | 'sdkUrl'>): Promise<Database> {
  Object.assign(process.env, staticVariables({ envId, sdkUrl, appid: 'wxlocal0000000001' }));
  const { default: tcb } = await import('@cloudbase/node-sdk');
  const app = tcb.init({ env: envId });
  const db = app.database();
  const find: Database['find'] = async (collection, where = {}) =>
    (await db.collection(collection).where(where).limit(1000).get()).data;
  return {
    find,
    async get(collection, id) {
      const [doc] = await find(collection, { _id: id });
      return doc as never;
    },
    async add(collection, docs) {
      for (const doc of docs) await db.collection(collection).add(doc);
    },
    async change(collection, id, fields) {
      await db.collection(collection).doc(id).update(fields);
    },
    async replace(collection, { _id, ...doc }) {
      await db.collection(collection).doc(_id).set(doc);
    },
    async remove(collection, id) {
      await db.collection(collection).doc(id).remove();
    },
    callFunction: async (name) => (await app.callFunction({ name, data: {} })).result as never,
  };
}
