import { type Databases, type Sdk, startDatabases } from './fixtures/database';

const PEOPLE = 24;
let local: Databases;
beforeAll(async () => {
  local = await startDatabases();
  for (const name of ['pots', 'orders']) await local.node.createCollection(name);
});
afterAll(() => local.close());

const everybody = <T>(act: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: PEOPLE }, (_, i) => act(i)));
const pots = (): Sdk => local.node.collection('pots');
const stored = async (id: string) => (await pots().doc(id).get()).data[0];

it('one conditional update sells each pot once, to one household once', async () => {
  const { command: _ } = local.node;
  await pots().add({ _id: 'claim', left: 10, by: {} });
  const claims = await everybody<{ updated: number }>((i) => {
    const household = `hh${i % 12}`;
    const open = { _id: 'claim', left: _.gte(1), [`by.${household}`]: _.exists(false) };
    return pots()
      .where(open)
      .update({ left: _.inc(-1), [`by.${household}`]: i });
  });
  expect(claims.reduce((sum, { updated }) => sum + updated, 0)).toBe(10);
  const { left, by } = await stored('claim');
  expect(left).toBe(0);
  expect(Object.keys(by)).toHaveLength(10);
});

it('increments are never lost', async () => {
  const { command: _ } = local.node;
  await pots().add({ _id: 'count', n: 0 });
  await everybody(() =>
    pots()
      .doc('count')
      .update({ n: _.inc(1) }),
  );
  expect(await stored('count')).toMatchObject({ n: PEOPLE });
});

it('one of many makes a document, the others hear that it is there', async () => {
  const made = await everybody((i) =>
    local.node
      .collection('orders')
      .add({ _id: 'once', by: i })
      .then(
        () => 'made',
        (error: { message: string }) => (/E11000/.test(error.message) ? 'there' : error.message),
      ),
  );
  expect(made.filter((one) => one === 'made')).toHaveLength(1);
  expect(made.filter((one) => one === 'there')).toHaveLength(PEOPLE - 1);
});

it('transactions that read, decide and write never oversell', async () => {
  await pots().add({ _id: 'read-then-write', left: 5 });
  const sell = async (i: number) => {
    const tx = await local.node.startTransaction();
    try {
      const { data } = await tx.collection('pots').doc('read-then-write').get();
      if (data.left > 0) {
        await tx
          .collection('pots')
          .doc('read-then-write')
          .update({ left: data.left - 1 });
        await tx.collection('orders').add({ _id: `order${i}` });
      }
      await tx.commit();
      return data.left > 0;
    } catch {
      return false;
    }
  };
  const sold = (await everybody(sell)).filter(Boolean).length;
  const { left } = await stored('read-then-write');
  const orders = { _id: local.node.RegExp({ regexp: '^order\\d' }) };
  expect(left).toBe(5 - sold);
  expect((await local.node.collection('orders').where(orders).count()).total).toBe(sold);
  expect(sold).toBeGreaterThan(0);
});

it('plain increments and transactions on one document add up', async () => {
  const { command: _ } = local.node;
  await pots().add({ _id: 'mixed', n: 0 });
  const inTransaction = () =>
    local.node.runTransaction(async (tx: Sdk) => {
      await tx
        .collection('pots')
        .doc('mixed')
        .update({ n: _.inc(1) });
    }, 100);
  await everybody((i) =>
    i % 4 === 0
      ? inTransaction()
      : pots()
          .doc('mixed')
          .update({ n: _.inc(1) }),
  );
  expect(await stored('mixed')).toMatchObject({ n: PEOPLE });
});
