/** The two ways to write, through the real SDK against the local cloud. */

import { openDatabase } from '../../cloudfunctions/kernel/cloud-database';
import {
  absent,
  after,
  append,
  atLeast,
  gone,
  not,
  notAtLeast,
  oneOf,
  plus,
  put,
} from '../../cloudfunctions/kernel/conditions';
import type { Database } from '../../cloudfunctions/kernel/database';
import { DuplicateError } from '../../cloudfunctions/kernel/database';
import {
  create,
  createOnce,
  createStore,
  remove,
  replace,
  type Store,
} from '../../cloudfunctions/kernel/store';
import { staticVariables } from '../../local/functions/identity';
import { type Product, startProduct } from '../support/local';

interface Pot {
  readonly _id: string;
  readonly communityId: string;
  readonly rev: number;
  readonly left: number;
  readonly takers?: readonly string[];
  readonly note?: string;
}

let product: Product;
let database: Database;
let store: Store;

beforeAll(async () => {
  product = await startProduct();
  const { envId, sdkUrl } = product;
  Object.assign(process.env, staticVariables({ envId, sdkUrl, appid: 'wxlocal0000000001' }));
  const { default: wx } = await import('wx-server-sdk');
  wx.init({ env: envId });
  await wx.database().createCollection('jugs');
  database = openDatabase(wx);
  let turn = 0;
  store = createStore(database, (max) => {
    turn += 7;
    return turn % Math.max(1, max);
  });
}, 120_000);
afterAll(() => product?.close());
afterEach(() => fetch(`${product.url}/control/faults`, { method: 'DELETE' }));

let made = 0;
async function pot(more: Partial<Pot> = {}): Promise<Pot> {
  made += 1;
  const doc = { _id: `pot_${made}`, communityId: 'cm_a', rev: 1, left: 5, ...more };
  await store.create('jugs', [doc]);
  return doc;
}
const read = (id: string) => store.get<Pot>('jugs', id);

describe('a claim', () => {
  it('makes its change when its condition holds, and tells', async () => {
    const { _id } = await pot();
    const taken = await store.claim({
      collection: 'jugs',
      id: _id,
      while: { left: atLeast(5), note: absent(), rev: notAtLeast(2) },
      changes: { left: plus(-2), takers: append('hh_1'), note: put('一盆') },
    });
    expect(taken).toBe(true);
    expect(await read(_id)).toMatchObject({ rev: 2, left: 3, takers: ['hh_1'], note: '一盆' });
    const again = await store.claim({
      collection: 'jugs',
      id: _id,
      while: { takers: not('hh_1') },
      changes: { left: plus(-2), note: gone() },
    });
    expect(again).toBe(false);
    expect(await read(_id)).toMatchObject({ rev: 2, left: 3, note: '一盆' });
  });

  it('never gives away more than there is', async () => {
    const { _id } = await pot({ left: 5 });
    const claims = await Promise.all(
      Array.from({ length: 20 }, () =>
        store.claim({
          collection: 'jugs',
          id: _id,
          while: { left: atLeast(1) },
          changes: { left: plus(-1) },
        }),
      ),
    );
    expect(claims.filter(Boolean)).toHaveLength(5);
    expect(await read(_id)).toMatchObject({ left: 0, rev: 6 });
  });

  it('replaces a whole object, and holds where a field is missing only if it says so', async () => {
    const { _id } = await pot({ note: '旧' });
    const while_ = { note: oneOf(['旧', '新']), 'takers.x': notAtLeast(1) };
    const changes = { takers: put({ a: 1 }) };
    expect(await store.claim({ collection: 'jugs', id: _id, while: while_, changes })).toBe(true);
    await store.claim({
      collection: 'jugs',
      id: _id,
      while: {},
      changes: { takers: put({ b: 2 }) },
    });
    expect((await read(_id))?.takers).toEqual({ b: 2 });
    const missing = { nothing: after(0) };
    expect(await store.claim({ collection: 'jugs', id: _id, while: missing, changes })).toBe(false);
  });
});

describe('a commit', () => {
  it('does all of it or nothing', async () => {
    const [a, b] = [await pot(), await pot()];
    await store.commit([
      replace('jugs', { ...a, left: 1 } as Pot),
      replace('jugs', { ...b, left: 2 } as Pot),
    ]);
    expect([await read(a._id), await read(b._id)]).toMatchObject([
      { left: 1, rev: 2 },
      { left: 2, rev: 2 },
    ]);
    const writes = [
      replace('jugs', { ...a, rev: 2, left: 9 } as Pot),
      create('jugs', { ...b, left: 9 } as Pot),
    ];
    await expect(store.commit(writes)).rejects.toThrow(DuplicateError);
    expect(await read(a._id)).toMatchObject({ left: 1, rev: 2 });
  });

  it('never overwrites what somebody changed meanwhile', async () => {
    const a = await pot();
    await store.claim({ collection: 'jugs', id: a._id, while: {}, changes: { left: put(3) } });
    for (const write of [replace('jugs', { ...a, left: 9 } as Pot), remove('jugs', a)]) {
      await expect(store.commit([write])).rejects.toMatchObject({ code: 'STALE' });
    }
    expect(await read(a._id)).toMatchObject({ left: 3, rev: 2 });
  });

  it('of ten rivals on one revision one goes through, the others are told', async () => {
    const a = await pot();
    const rivals = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        store.commit([replace('jugs', { ...a, left: i } as Pot)]),
      ),
    );
    expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await read(a._id))?.rev).toBe(2);
  });

  it('is refused with more than eight writes, before anything is written', async () => {
    const doc = (i: number) => create('jugs', { _id: `many_${i}`, communityId: 'cm_a', rev: 1 });
    const nine = Array.from({ length: 9 }, (_, i) => doc(i));
    await expect(store.commit(nine)).rejects.toThrow(RangeError);
    expect(await store.getAll('jugs', ['many_0', 'many_8'])).toEqual([]);
  });
});

describe('a transaction that reads', () => {
  it('decides again on what a rival left', async () => {
    const { _id } = await pot({ left: 0 });
    await Promise.all(
      Array.from({ length: 8 }, () =>
        store.transact(async (look) => {
          const now = (await look.get<Pot>('jugs', _id)) as Pot;
          return {
            writes: [replace('jugs', { ...now, left: now.left + 1 } as Pot)],
            value: now.left,
          };
        }),
      ),
    );
    expect(await read(_id)).toMatchObject({ left: 8, rev: 9 });
  }, 60_000);

  it('changes nothing when the decision refuses', async () => {
    const { _id } = await pot();
    const refused = store.transact(async () => {
      throw new RangeError('no');
    });
    await expect(refused).rejects.toThrow('no');
    expect(await read(_id)).toMatchObject({ rev: 1 });
    // Nothing of it is held: the next one goes through at once.
    await store.commit([replace('jugs', { ...((await read(_id)) as Pot), left: 0 } as Pot)]);
    expect(await read(_id)).toMatchObject({ left: 0 });
  });
});

describe('making and reading', () => {
  it('makes a document once under an id', async () => {
    const doc = { _id: 'once', communityId: 'cm_a', rev: 1 };
    const made = await Promise.all(Array.from({ length: 5 }, () => createOnce(store, 'jugs', doc)));
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  it('finds nothing without an error, reads what is asked for, and forgets twice', async () => {
    const { _id } = await pot({ note: '一盆' });
    expect(await read('nobody')).toBeUndefined();
    expect(await store.getAll('jugs', [])).toEqual([]);
    expect(await store.get('jugs', _id, ['note'])).toEqual({ _id, note: '一盆' });
    await store.forget('jugs', _id);
    await store.forget('jugs', _id);
    expect(await read(_id)).toBeUndefined();
  });
});
