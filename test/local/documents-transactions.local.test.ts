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
