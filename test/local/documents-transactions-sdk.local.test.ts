import { type Databases, failure, type Sdk, startDatabases } from './fixtures/database';

let local: Databases;
beforeAll(async () => {
  local = await startDatabases();
  for (const name of ['pots', 'logs']) await local.wx.createCollection(name);
});
afterAll(() => local.close());

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
