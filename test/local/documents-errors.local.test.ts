import type { Schema } from '../../local/cloud/schema';
import { type Databases, failure, startDatabases } from './fixtures/database';

const SCHEMA: Schema = {
  collections: [
    {
      name: 'doors',
      holds: 'a door',
      rule: 'ADMINONLY',
      indexes: [
        {
          name: 'yard_door',
          unique: true,
          keys: [
            { field: 'yard', direction: 1 },
            { field: 'door', direction: 1 },
          ],
          serves: ['one door a yard'],
        },
      ],
    },
    {
      name: 'lists',
      holds: 'a list whose entries are found nowhere else',
      rule: 'ADMINONLY',
      indexes: [
        {
          name: 'entry',
          unique: true,
          keys: [
            { field: 'entries.sku', direction: 1 },
            { field: 'entries.size', direction: -1 },
          ],
          serves: ['whose entry it is'],
        },
      ],
    },
  ],
};

let local: Databases;
beforeAll(async () => {
  local = await startDatabases({ schema: SCHEMA });
  await local.wx.createCollection('plain');
});
afterAll(() => local.close());

const wx = (name: string) => local.wx.collection(name);
const node = (name: string) => local.node.collection(name);
const CHECK = 'Please check your request, but if the problem persists, contact us.';

describe('a collection that is not there', () => {
  const text = `[ResourceNotFound] Db or Table not exist: none. ${CHECK}`;

  it.each([
    ['get', () => wx('none').get()],
    ['get of a document', () => wx('none').doc('a').get()],
    ['count', () => wx('none').count()],
    ['add', () => wx('none').add({ data: { a: 1 } })],
    [
      'update',
      () =>
        wx('none')
          .doc('a')
          .update({ data: { a: 1 } }),
    ],
    [
      'set',
      () =>
        wx('none')
          .doc('a')
          .set({ data: { a: 1 } }),
    ],
    ['remove', () => wx('none').doc('a').remove()],
    [
      'where().update',
      () =>
        wx('none')
          .where({ a: 1 })
          .update({ data: { a: 2 } }),
    ],
    ['where().remove', () => wx('none').where({ a: 1 }).remove()],
  ])('wx %s: -502005, and it is not made', async (_, act) => {
    const error = await failure(act());
    expect(error.errCode).toBe(-502005);
    expect(error.message).toContain(text);
    expect(local.store.collections().map(({ name }) => name)).not.toContain('none');
  });

  it('wx aggregate: the SDK loses the number, the text stays', async () => {
    const error = await failure(wx('none').aggregate().count('n').end());
    expect(error).toMatchObject({ errCode: -1, message: expect.stringContaining(text) });
  });

  it('node: DATABASE_COLLECTION_NOT_EXIST', async () => {
    const code = 'DATABASE_COLLECTION_NOT_EXIST';
    expect(await failure(node('none').get())).toMatchObject({ code, message: text });
    expect(await failure(node('none').add({ a: 1 }))).toMatchObject({ code, message: text });
  });
});

it('a collection is made once: afterwards it exists', async () => {
  expect(await failure(local.wx.createCollection('plain'))).toMatchObject({
    errCode: -1,
    code: 'DATABASE_COLLECTION_ALREADY_EXIST',
    message: expect.stringContaining('[ResourceUnavailable.ResourceExist] Table exist.'),
  });
  expect(await failure(local.node.createCollection('plain'))).toMatchObject({
    code: 'DATABASE_COLLECTION_ALREADY_EXIST',
  });
});

it.each(['a$b', 'system.users', 'a\u0000b', 'x'.repeat(250)])(
  'a collection has a name MongoDB takes, and not %j',
  async (name) => {
    expect(await failure(local.node.createCollection(name))).toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringContaining('Invalid collection name'),
    });
  },
);

describe('what means nothing', () => {
  const regex = (regexp: string, options: string) =>
    node('plain')
      .where({ a: local.node.RegExp({ regexp, options }) })
      .get();

  it.each([
    ['a pattern', () => regex('(', ''), 'Regular expression is invalid'],
    ['the option of a pattern', () => regex('a', 'q'), 'invalid flag in regex options: q'],
    ['a date', () => node('plain').add({ at: new Date(Number.NaN) }), 'a date is invalid'],
  ])('%s is refused in words', async (_, ask, words) => {
    expect(await failure(ask())).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(words),
    });
  });
});

describe('a key that is taken', () => {
  it('an _id: E11000 with the code of a failed request', async () => {
    await wx('plain').add({ data: { _id: 'taken' } });
    const error = await failure(wx('plain').add({ data: { _id: 'taken' } }));
    expect(error.errCode).toBe(-502001);
    expect(error.message).toContain(
      '[FailedOperation.Insert] bulk write error: [{E11000 duplicate key error collection: tnt-local.plain index: _id_ dup key: { _id: "taken" }}]',
    );
    expect(await failure(node('plain').add({ _id: 'taken' }))).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000 duplicate key error'),
    });
  });

  it('of a list, the documents before it stay and those after it do not come', async () => {
    const docs = [{ _id: 'list1' }, { _id: 'taken' }, { _id: 'list2' }];
    await failure(node('plain').add(docs));
    const ids = { _id: local.node.command.in(['list1', 'list2']) };
    expect((await node('plain').where(ids).get()).data).toEqual([{ _id: 'list1' }]);
  });

  it('a compound unique key, made by add, update and set', async () => {
    await node('doors').add({ _id: 'd1', yard: 'y1', door: 101 });
    await node('doors').add({ _id: 'd2', yard: 'y1', door: 102 });
    await node('doors').add({ _id: 'd3', yard: 'y2', door: 101 });
    const dup = 'index: yard_door dup key: { yard: "y1", door: 101 }';
    for (const act of [
      () => node('doors').add({ yard: 'y1', door: 101 }),
      () => node('doors').doc('d2').update({ door: 101 }),
      () => node('doors').where({ yard: 'y2' }).update({ yard: 'y1' }),
      () => node('doors').doc('d9').set({ yard: 'y1', door: 101 }),
    ]) {
      expect((await failure(act())).message).toContain(dup);
    }
    expect((await node('doors').count()).total).toBe(3);
    expect((await node('doors').doc('d2').get()).data[0].door).toBe(102);
  });

  it('a document may keep its own key, and a key is free when its document is gone', async () => {
    await node('doors').add({ _id: 'own', yard: 'own', door: 1 });
    expect(await node('doors').doc('own').set({ yard: 'own', door: 1, x: 1 })).toMatchObject({
      updated: 1,
    });
    await node('doors').doc('own').remove();
    await node('doors').add({ _id: 'own2', yard: 'own', door: 1 });
  });

  it('a missing field counts as null: the second document without it is refused', async () => {
    await node('doors').add({ _id: 'n1', yard: 'null' });
    const error = await failure(node('doors').add({ _id: 'n2', yard: 'null' }));
    expect(error.message).toContain('dup key: { yard: "null", door: null }');
  });

  it('the elements of an array count one by one, their fields together', async () => {
    const entry = (sku: string, size: number) => ({ sku, size });
    await node('lists').add({ _id: 'l1', entries: [entry('a', 1), entry('b', 2)] });
    await node('lists').add({ _id: 'l2', entries: [entry('a', 2), entry('a', 2)] });
    const error = await failure(node('lists').add({ _id: 'l3', entries: [entry('b', 2)] }));
    expect(error.message).toContain('index: entry');
    expect((await node('lists').where({ 'entries.sku': 'a' }).get()).data).toHaveLength(2);
  });
});
