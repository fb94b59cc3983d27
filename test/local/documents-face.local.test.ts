import type { Schema } from '../../local/cloud/schema';
import { type Databases, failure, type Sdk, startDatabases } from './fixtures/database';

const SCHEMA: Schema = {
  collections: [
    {
      name: 'notices',
      holds: 'a notice',
      rule: 'ADMINONLY',
      indexes: [
        {
          name: 'audience_at',
          keys: [
            { field: 'audience', direction: 1 },
            { field: 'at', direction: -1 },
            { field: '_id', direction: 1 },
          ],
          serves: ['what a courtyard is shown, newest first'],
        },
      ],
    },
  ],
};

let local: Databases;

beforeAll(async () => {
  local = await startDatabases({ schema: SCHEMA });
  await local.node.createCollection('free');
  const docs = Array.from({ length: 30 }, (_, i) => ({
    _id: `n${String(i).padStart(2, '0')}`,
    audience: i % 3 === 0 ? ['y1', 'y2'] : [`y${i % 3}`],
    at: i,
    state: 'open',
    rev: 1,
  }));
  await local.node.collection('notices').add(docs);
  await local.node.collection('free').add(docs);
});
afterAll(() => local.close());
beforeEach(() => {
  local.asFunction();
});

const notices = (): Sdk => local.wx.collection('notices');
const command = (): Sdk => local.wx.command;
/** The code does not survive wx-server-sdk; the text does. */
const refused = async (work: Promise<unknown>) => (await failure(work)).message;

describe('our own function, on a declared collection', () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'a list no index serves',
      () => notices().where({ state: 'open' }).limit(10).get(),
      /no declared index of notices serves/,
    ],
    ['everything', () => notices().limit(10).get(), /no declared index of notices serves/],
    [
      'a look through everything in the order of ids',
      () => notices().where({ state: 'open' }).orderBy('_id', 'asc').limit(10).get(),
      /no declared index of notices serves/,
    ],
    [
      'an order the index does not give',
      () => notices().where({ audience: 'y1' }).orderBy('rev', 'asc').limit(10).get(),
      /index audience_at of notices does not give the order/,
    ],
    [
      'more than a hundred',
      () => notices().where({ audience: 'y1' }).limit(101).get(),
      /needs a limit of 1 to 100/,
    ],
    [
      'a count no index serves',
      () => notices().where({ state: 'open' }).count(),
      /no declared index/,
    ],
    [
      'an update no index serves',
      () =>
        notices()
          .where({ state: 'open' })
          .update({ data: { rev: 2 } }),
      /no declared index/,
    ],
    [
      'a removal no index serves',
      () => notices().where({ state: 'open' }).remove(),
      /no declared index/,
    ],
    [
      'an aggregate that begins with everything',
      () => notices().aggregate().count('n').end(),
      /no declared index/,
    ],
    [
      'a lookup through everything',
      () =>
        notices()
          .aggregate()
          .match({ audience: 'y1' })
          .lookup({ from: 'notices', localField: 'rev', foreignField: 'rev', as: 'r' })
          .end(),
      /no declared index/,
    ],
    [
      'an alternative of which one side is served',
      () =>
        notices()
          .where(command().or([{ audience: 'y1' }, { state: 'open' }]))
          .limit(1)
          .get(),
      /no declared index/,
    ],
    [
      'a document of more than 512 KB',
      () => notices().add({ data: { text: '院'.repeat(200_000) } }),
      /the platform promises 524288/,
    ],
    [
      'a collection nobody declared',
      () => local.wx.collection('nobody').limit(1).get(),
      /not exist: nobody/,
    ],
  ])('is refused %s', async (_, act, text) => {
    const before = local.store.read('notices', { limit: 1000 }).docs;
    expect(await refused(act())).toMatch(text);
    expect(local.store.read('notices', { limit: 1000 }).docs).toEqual(before);
  });

  it.each<[string, () => Promise<{ data: { _id: string }[] }>, string[]]>([
    [
      'a page of an index',
      () =>
        notices()
          .where({ audience: 'y1' })
          .orderBy('at', 'desc')
          .orderBy('_id', 'asc')
          .limit(3)
          .get(),
      ['n28', 'n27', 'n25'],
    ],
    [
      'the same backwards',
      () =>
        notices()
          .where({ audience: 'y1' })
          .orderBy('at', 'asc')
          .orderBy('_id', 'desc')
          .limit(2)
          .get(),
      ['n00', 'n01'],
    ],
    [
      'what several values begin, side by side',
      () =>
        notices()
          .where({ audience: command().in(['y1', 'y2']) })
          .orderBy('at', 'desc')
          .limit(4)
          .get(),
      ['n29', 'n28', 'n27', 'n26'],
    ],
    [
      'what an array contains',
      () =>
        notices()
          .where({ audience: command().all(['y2']), at: command().lt(4) })
          .orderBy('at', 'desc')
          .limit(2)
          .get(),
      ['n03', 'n02'],
    ],
    [
      'ids',
      () =>
        notices()
          .where({ _id: command().in(['n05', 'n03']) })
          .limit(2)
          .get(),
      ['n03', 'n05'],
    ],
    [
      'none of no ids',
      () =>
        notices()
          .where({ _id: command().in([]) })
          .limit(1)
          .get(),
      [],
    ],
    [
      'everything in the order of ids',
      () => notices().orderBy('_id', 'asc').limit(2).get(),
      ['n00', 'n01'],
    ],
    [
      'an id and a condition',
      () => notices().where({ _id: 'n05', state: 'open' }).limit(1).get(),
      ['n05'],
    ],
  ])('is answered %s', async (_, act, ids) => {
    expect((await act()).data.map(({ _id }) => _id)).toEqual(ids);
  });

  it('claims one document by its id and a condition', async () => {
    const claim = notices().where({ _id: 'n05', rev: 1 });
    const data = { rev: command().inc(1) };
    expect(await claim.update({ data })).toMatchObject({ stats: { updated: 1 } });
    expect(await claim.update({ data })).toMatchObject({ stats: { updated: 0 } });
  });
});

describe('while a transaction of the invocation is open', () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      'where().update()',
      () =>
        notices()
          .where({ audience: 'y1' })
          .update({ data: { rev: 9 } }),
    ],
    ['where().remove()', () => notices().where({ audience: 'y1' }).remove()],
    ['count()', () => notices().where({ audience: 'y1' }).count()],
    ['aggregate()', () => notices().aggregate().match({ audience: 'y1' }).count('n').end()],
  ])('%s is refused, for it would run outside', async (what, act) => {
    const tx = await local.wx.startTransaction();
    expect(await refused(act())).toContain(`${what} on notices runs outside the open transaction`);
    await tx.rollback();
    if (!/remove|update/.test(what)) await act();
  });

  it('another invocation is not concerned', async () => {
    const tx = await local.wx.startTransaction();
    local.asFunction();
    expect(await notices().where({ audience: 'y1' }).count()).toMatchObject({ total: 20 });
    local.asFunction();
    await tx.rollback();
  });

  it('parallel requests in it are refused', async () => {
    const tx = await local.wx.startTransaction();
    const read = () => tx.collection('notices').doc('n01').get();
    const replies = await Promise.allSettled([read(), read(), read(), read()]);
    const refusals = replies.flatMap((reply) =>
      reply.status === 'rejected' ? [reply.reason] : [],
    );
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals[0].message).toContain('TransactionBusy');
    await tx.rollback();
  });
});

describe('everybody else meets the platform', () => {
  const open = { state: 'open' };

  it('any other client, on declared collections too', async () => {
    local.asStranger();
    const list = local.node.collection('notices');
    expect((await list.where(open).orderBy('rev', 'asc').limit(500).get()).data).toHaveLength(30);
    expect((await list.where(open).count()).total).toBe(30);
    const tx = await local.node.startTransaction();
    expect(await list.where({ _id: 'n01' }).update({ seen: 1 })).toMatchObject({ updated: 1 });
    await tx.rollback();
  });

  it('our own function, on a collection made by createCollection', async () => {
    const list = local.wx.collection('free');
    expect((await list.where(open).limit(500).get()).data).toHaveLength(30);
    expect((await list.where(open).count()).total).toBe(30);
    expect((await list.aggregate().count('n').end()).list).toEqual([{ n: 30 }]);
  });
});
