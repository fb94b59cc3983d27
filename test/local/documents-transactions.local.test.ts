import { setTimeout as sleep } from 'node:timers/promises';
import { createClock } from '../../local/clock';
import { openDocuments } from '../../local/cloud/documents/documents';
import type { Schema } from '../../local/cloud/schema';
import { type Databases, failure, type Sdk, startDatabases } from './fixtures/database';

const SCHEMA: Schema = {
  collections: [
    {
      name: 'doors',
      holds: 'a door',
      rule: 'ADMINONLY',
      indexes: [
        { name: 'door', unique: true, keys: [{ field: 'door', direction: 1 }], serves: ['a door'] },
      ],
    },
  ],
};

let local: Databases;
beforeAll(async () => {
  local = await startDatabases({ schema: SCHEMA });
  for (const name of ['pots', 'logs']) await local.wx.createCollection(name);
});
afterAll(() => local.close());

const CONFLICT =
  '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.';
const NOT_EXIST =
  '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.';
const BUSY = '[ResourceUnavailable.TransactionBusy] Transaction is busy.';

let count = 0;
/** A document of its own for each test. */
async function pot(n = 0): Promise<string> {
  count += 1;
  const _id = `pot${count}`;
  await local.node.collection('pots').add({ _id, n });
  return _id;
}
const stored = async (_id: string) => (await local.node.collection('pots').doc(_id).get()).data[0];
const begin = (): Promise<Sdk> => local.node.startTransaction();
const pots = (tx: Sdk): Sdk => tx.collection('pots');
const read = async (tx: Sdk, id: string) => (await pots(tx).doc(id).get()).data;

/** A store of its own with less patience, holding one document, spoken to without an SDK. */
async function small(patience: { transactionMs?: number; heldWaitMs?: number }) {
  const options = { folder: null, durable: false, schema: null, clock: createClock() };
  const store = openDocuments({ ...options, ...patience });
  const ask = (what: string, more: object = {}) =>
    store.handle({ action: `database.${what}`, collectionName: 'pots', ...more });
  await ask('addCollection');
  await ask('insertDocument', { data: ['{"_id":"a"}'] });
  return { store, ask };
}

describe('a transaction', () => {
  it('writes everything at its commit, and nothing before', async () => {
    const [a, b] = [await pot(1), await pot(1)];
    const tx = await begin();
    await pots(tx).doc(a).update({ n: 2 });
    await pots(tx).doc(b).set({ n: 3 });
    await tx.collection('logs').add({ _id: `log-${a}` });
    await pots(tx).add([{ _id: `${a}x` }, { _id: `${a}y` }]);
    await pots(tx).doc(`${a}y`).remove();
    expect(await stored(a)).toEqual({ _id: a, n: 1 });
    expect(await stored(`${a}x`)).toBeUndefined();
    await tx.commit();
    expect(await stored(a)).toEqual({ _id: a, n: 2 });
    expect(await stored(b)).toEqual({ _id: b, n: 3 });
    expect(await stored(`${a}x`)).toEqual({ _id: `${a}x` });
    expect(await stored(`${a}y`)).toBeUndefined();
    expect((await local.node.collection('logs').doc(`log-${a}`).get()).data).toHaveLength(1);
  });

  it('writes nothing when it is rolled back', async () => {
    const id = await pot(1);
    const tx = await begin();
    await pots(tx).doc(id).update({ n: 2 });
    await pots(tx).add({ _id: `${id}x` });
    await tx.rollback();
    expect(await stored(id)).toEqual({ _id: id, n: 1 });
    expect(await stored(`${id}x`)).toBeUndefined();
  });

  it('reads its own writes, by id and by query, in the order that was asked for', async () => {
    const [a, b, c] = [await pot(1), await pot(2), await pot(3)];
    const tx = await begin();
    const { command: _ } = local.node;
    await pots(tx)
      .doc(a)
      .update({ n: _.inc(10), own: true });
    await pots(tx).doc(b).remove();
    await pots(tx).add({ _id: `${c}x`, n: 5, own: true });
    expect(await read(tx, a)).toMatchObject({ n: 11 });
    expect(await read(tx, b)).toBeFalsy();
    const own = pots(tx).where({ own: true });
    expect((await own.orderBy('n', 'desc').get()).data.map(({ n }: { n: number }) => n)).toEqual([
      11, 5,
    ]);
    expect((await own.orderBy('n', 'desc').skip(1).limit(1).get()).data).toHaveLength(1);
    await tx.rollback();
  });

  it('sees one instant: its first reading, whatever others commit', async () => {
    const [a, b] = [await pot(1), await pot(1)];
    const tx = await begin();
    await read(tx, a);
    await local.node.collection('pots').doc(b).update({ n: 2 });
    await local.node.collection('pots').add({ _id: `${a}new`, n: 1 });
    expect(await read(tx, b)).toMatchObject({ n: 1 });
    expect(
      (
        await pots(tx)
          .where({ _id: `${a}new` })
          .get()
      ).data,
    ).toEqual([]);
    await tx.rollback();
    expect(await stored(b)).toMatchObject({ n: 2 });
  });

  it('does not see write skew', async () => {
    const [a, b] = [await pot(1), await pot(1)];
    const [one, two] = [await begin(), await begin()];
    for (const tx of [one, two]) for (const id of [a, b]) await read(tx, id);
    await pots(one).doc(a).update({ n: 0 });
    await pots(two).doc(b).update({ n: 0 });
    await one.commit();
    await two.commit();
    expect([await stored(a), await stored(b)]).toMatchObject([{ n: 0 }, { n: 0 }]);
  });
});

describe('the first writer wins', () => {
  it.each<[string, (tx: Sdk, id: string) => Promise<unknown>]>([
    ['update', (tx, id) => pots(tx).doc(id).update({ n: 3 })],
    ['set', (tx, id) => pots(tx).doc(id).set({ n: 3 })],
    ['remove', (tx, id) => pots(tx).doc(id).remove()],
  ])('against another transaction, at the operation: %s', async (_, act) => {
    const id = await pot(1);
    const [first, second] = [await begin(), await begin()];
    await pots(first).doc(id).update({ n: 2 });
    expect(await failure(act(second, id))).toMatchObject({
      code: 'DATABASE_TRANSACTION_CONFLICT',
      message: CONFLICT,
    });
    await first.commit();
    expect(await stored(id)).toMatchObject({ n: 2 });
  });

  it('against what was committed after the snapshot', async () => {
    const id = await pot(1);
    const tx = await begin();
    await read(tx, id);
    await local.node.collection('pots').doc(id).update({ n: 2 });
    expect(await failure(pots(tx).doc(id).update({ n: 3 }))).toMatchObject({
      code: 'DATABASE_TRANSACTION_CONFLICT',
    });
    expect(await stored(id)).toMatchObject({ n: 2 });
  });

  it('also when the document was removed and made again meanwhile', async () => {
    const id = await pot(1);
    const tx = await begin();
    await read(tx, id);
    await local.node.collection('pots').doc(id).remove();
    await local.node.collection('pots').add({ _id: id, n: 1 });
    expect(await failure(pots(tx).doc(id).update({ n: 3 }))).toMatchObject({ message: CONFLICT });
  });

  it('and the loser is dead: nothing it wrote stays, nothing more is answered', async () => {
    const [a, b] = [await pot(1), await pot(1)];
    const [first, second] = [await begin(), await begin()];
    await pots(second).doc(b).update({ n: 2 });
    await pots(first).doc(a).update({ n: 2 });
    await failure(pots(second).doc(a).update({ n: 2 }));
    for (const act of [read(second, b), second.commit(), second.rollback()]) {
      expect(await failure(act)).toMatchObject({
        code: 'DATABASE_TRANSACTION_FAIL',
        message: NOT_EXIST,
      });
    }
    await first.commit();
    expect(await stored(b)).toMatchObject({ n: 1 });
  });

  it('for an id that both make', async () => {
    const id = `${await pot()}new`;
    const [first, second] = [await begin(), await begin()];
    await pots(first).add({ _id: id, by: 1 });
    expect(await failure(pots(second).add({ _id: id, by: 2 }))).toMatchObject({
      message: CONFLICT,
    });
    await first.commit();
    expect(await stored(id)).toMatchObject({ by: 1 });
  });

  it('for a unique key that both make', async () => {
    const [first, second] = [await begin(), await begin()];
    await first.collection('doors').add({ _id: 'key1', door: 7 });
    const rival = second.collection('doors').add({ _id: 'key2', door: 7 });
    expect(await failure(rival)).toMatchObject({ message: CONFLICT });
    await first.commit();
    expect((await local.node.collection('doors').where({ door: 7 }).get()).data).toHaveLength(1);
  });
});

describe('unique keys inside a transaction', () => {
  const doors = (tx: Sdk): Sdk => tx.collection('doors');

  it('one that is taken is E11000, and the transaction goes on', async () => {
    await doors(local.node).add({ _id: 'u1', door: 21 });
    const tx = await begin();
    expect((await failure(doors(tx).add({ _id: 'u1' }))).message).toMatch(/E11000.*index: _id_/);
    expect((await failure(doors(tx).add({ door: 21 }))).message).toMatch(/E11000.*index: door/);
    await doors(tx).add({ _id: 'u2', door: 22 });
    expect((await failure(doors(tx).add({ door: 22 }))).message).toMatch(/E11000.*index: door/);
    await tx.commit();
    expect((await doors(local.node).where({ door: 22 }).get()).data).toHaveLength(1);
  });

  it('may move from one document to another', async () => {
    await doors(local.node).add([
      { _id: 'from', door: 31 },
      { _id: 'to', door: 32 },
    ]);
    const tx = await begin();
    await doors(tx).doc('to').update({ note: 'touched first' });
    await doors(tx).doc('from').remove();
    await doors(tx).doc('to').update({ door: 31 });
    await tx.commit();
    expect((await doors(local.node).where({ door: 31 }).get()).data).toEqual([
      { _id: 'to', door: 31, note: 'touched first' },
    ]);
  });
});

describe('when it is over', () => {
  it('nothing more is answered after the commit, nor after the rollback', async () => {
    for (const ending of ['commit', 'rollback']) {
      const tx = await begin();
      await tx[ending]();
      expect(await failure(read(tx, 'any'))).toMatchObject({
        code: 'DATABASE_TRANSACTION_FAIL',
        message: NOT_EXIST,
      });
    }
  });

  it('it ends by itself in time, and what it held is free', async () => {
    const { store, ask } = await small({ transactionMs: 200 });
    const { transactionId } = (await ask('startTransaction')) as { transactionId: string };
    const one = { queryType: 'DOC', query: '{"_id":"a"}' };
    await ask('removeDocument', { ...one, transactionId });
    const data = '{"$set":{"n":3}}';
    const plain = ask('modifyDocument', { ...one, merge: true, data });
    await expect(plain).resolves.toMatchObject({ data: { updated: 1 } });
    await expect(ask('commitTransaction', { transactionId })).rejects.toThrow(NOT_EXIST);
    store.close();
  });

  it('an unknown one is not there', async () => {
    const request = { action: 'database.commitTransaction', transactionId: 'none' };
    await expect(local.store.handle(request)).rejects.toThrow(NOT_EXIST);
  });
});

describe('others meanwhile', () => {
  it('a plain write waits for the document, and finds what was committed', async () => {
    const id = await pot(1);
    const { command: _ } = local.node;
    const tx = await begin();
    await pots(tx).doc(id).update({ n: 10 });
    let settled = false;
    const plain = local.node
      .collection('pots')
      .doc(id)
      .update({ n: _.inc(1) })
      .then(() => {
        settled = true;
      });
    await sleep(100);
    expect(settled).toBe(false);
    await tx.commit();
    await plain;
    expect(await stored(id)).toMatchObject({ n: 11 });
  });

  it('a plain write to anything else does not wait, and readers never do', async () => {
    const [a, b] = [await pot(1), await pot(1)];
    const tx = await begin();
    await pots(tx).doc(a).update({ n: 2 });
    await local.node.collection('pots').doc(b).update({ n: 2 });
    expect(await stored(a)).toMatchObject({ n: 1 });
    await tx.rollback();
  });

  it('a unique key of an open transaction is waited for', async () => {
    const tx = await begin();
    await tx.collection('doors').add({ _id: 'held', door: 41 });
    const rival = failure(local.node.collection('doors').add({ _id: 'rival', door: 41 }));
    await sleep(50);
    await tx.commit();
    expect((await rival).message).toMatch(/E11000/);
  });

  it('a write that has waited too long is told so', async () => {
    const { store, ask } = await small({ heldWaitMs: 100 });
    const { transactionId } = (await ask('startTransaction')) as { transactionId: string };
    const one = { queryType: 'DOC', query: '{"_id":"a"}' };
    await ask('removeDocument', { ...one, transactionId });
    await expect(ask('removeDocument', one)).rejects.toMatchObject({
      code: 'DATABASE_TIMEOUT',
      message: expect.stringContaining('[FailedOperation.Timeout]'),
    });
    store.close();
  });
});

describe('one request at a time', () => {
  it('a second one finds the transaction busy; the first is answered', async () => {
    const [a, b] = [await pot(1), await pot(2)];
    const tx = await begin();
    const replies = await Promise.allSettled([read(tx, a), read(tx, b)]);
    const refused = replies.filter((reply) => reply.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({
      code: 'DATABASE_TRANSACTION_FAIL',
      message: expect.stringContaining(BUSY),
    });
    expect(await read(tx, a)).toMatchObject({ n: 1 });
    await tx.rollback();
  });
});

describe('what escapes it, because the SDKs do not send which transaction it is for', () => {
  it.each(['update', 'remove'])('where().%s', async (what) => {
    const id = await pot(1);
    const tx = await begin();
    const where = pots(tx).where({ _id: id });
    await (what === 'update' ? where.update({ n: 2 }) : where.remove());
    await tx.rollback();
    expect(await stored(id)).toEqual(what === 'update' ? { _id: id, n: 2 } : undefined);
  });

  it('count()', async () => {
    const id = await pot(1);
    const tx = await begin();
    await pots(tx).doc(id).remove();
    expect((await pots(tx).where({ _id: id }).count()).total).toBe(1);
    await tx.rollback();
  });

  it('but updateAndReturn belongs to it', async () => {
    const id = await pot(1);
    const tx = await begin();
    expect(await pots(tx).where({ _id: id }).updateAndReturn({ n: 2 })).toMatchObject({
      updated: 1,
    });
    await tx.rollback();
    expect(await stored(id)).toMatchObject({ n: 1 });
  });
});

describe('runTransaction', () => {
  /** Bumps a document, and is overtaken by somebody else in its first attempts. */
  async function overtaken(db: Sdk, update: (n: unknown) => object, times: number) {
    const id = await pot(0);
    let attempts = 0;
    const run = db.runTransaction(async (tx: Sdk) => {
      attempts += 1;
      await pots(tx).doc(id).get();
      if (attempts <= times) {
        await local.node.collection('pots').doc(id).update({ other: attempts });
      }
      await pots(tx)
        .doc(id)
        .update(update(db.command.inc(1)));
      return 'done';
    });
    const result = await run.catch((error: unknown) => error);
    return { attempts, result, doc: await stored(id) };
  }

  it('node: tries again after a conflict, four times at most', async () => {
    expect(await overtaken(local.node, (n) => ({ n }), 1)).toMatchObject({
      attempts: 2,
      result: 'done',
      doc: { n: 1 },
    });
    expect(await overtaken(local.node, (n) => ({ n }), 9)).toMatchObject({
      attempts: 4,
      result: { code: 'DATABASE_TRANSACTION_CONFLICT' },
      doc: { n: 0 },
    });
  });

  it('wx: does not try again, for it loses the code of the conflict', async () => {
    const { attempts, result, doc } = await overtaken(local.wx, (n) => ({ data: { n } }), 1);
    expect({ attempts, doc }).toMatchObject({ attempts: 1, doc: { n: 0 } });
    expect(result).toMatchObject({
      errCode: -501001,
      message: expect.stringContaining('TransactionConflict'),
    });
  });

  it('keeps a sum while eight move it about', async () => {
    const ids = [await pot(10), await pot(10), await pot(10)];
    const { command: _ } = local.node;
    const move = async (i: number) => {
      const [from, to] = [ids[i % 3] ?? '', ids[(i + 1) % 3] ?? ''];
      await local.node.runTransaction(async (tx: Sdk) => {
        const { n } = await read(tx, from);
        await pots(tx)
          .doc(from)
          .update({ n: n - 1 });
        await pots(tx)
          .doc(to)
          .update({ n: _.inc(1) });
      }, 50);
    };
    await Promise.all(Array.from({ length: 8 }, (_unused, i) => move(i)));
    const sum = (await Promise.all(ids.map(stored))).reduce((total, { n }) => total + n, 0);
    expect(sum).toBe(30);
  });
});

it('a thousand and one documents can be added in one', async () => {
  const tx = await begin();
  await tx.collection('logs').add(Array.from({ length: 1001 }, (_, n) => ({ _id: `bulk${n}` })));
  await tx.commit();
  const bulk = { _id: local.node.RegExp({ regexp: '^bulk' }) };
  expect((await local.node.collection('logs').where(bulk).count()).total).toBe(1001);
});

it('a collection made after the snapshot is not there in it', async () => {
  const tx = await begin();
  await read(tx, 'any');
  await local.node.createCollection('later');
  expect((await failure(tx.collection('later').doc('a').get())).message).toMatch(
    /not exist: later/,
  );
  await tx.rollback();
});
