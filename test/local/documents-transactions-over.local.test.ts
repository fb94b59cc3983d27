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
  it('others at the same time find the transaction busy; it goes on', async () => {
    const id = await pot(1);
    const tx = await begin();
    const replies = await Promise.allSettled([1, 2, 3, 4].map(() => read(tx, id)));
    const refused = replies.flatMap((reply) => (reply.status === 'rejected' ? [reply.reason] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(4);
    for (const reason of refused) {
      expect(reason).toMatchObject({
        code: 'DATABASE_TRANSACTION_FAIL',
        message: expect.stringContaining(BUSY),
      });
    }
    expect(await read(tx, id)).toMatchObject({ n: 1 });
    await tx.rollback();
  });
});
