import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../local/clock';
import { openDocuments } from '../../local/cloud/documents/documents';
import type { IndexSpec, Schema } from '../../local/cloud/schema';
import type { DocumentStore } from '../../local/server/ports';

const folder = mkdtempSync(join(tmpdir(), 'yuanba-storage-'));
const opened: DocumentStore[] = [];
let count = 0;
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const schemaOf = (...indexes: IndexSpec[]): Schema => ({
  collections: [{ name: 'doors', holds: 'a door', rule: 'ADMINONLY', indexes }],
});
const indexOn = (name: string, field: string, unique = false): IndexSpec => ({
  name,
  unique,
  keys: [{ field, direction: 1 }],
  serves: ['a test'],
});

function open(name: string, schema: Schema | null = schemaOf()): DocumentStore {
  const store = openDocuments({
    folder: join(folder, name),
    durable: true,
    clock: createClock(),
    schema,
  });
  opened.push(store);
  return store;
}
function reopen(store: DocumentStore, name: string, schema?: Schema): DocumentStore {
  opened.splice(opened.indexOf(store), 1);
  store.close();
  return open(name, schema);
}
const newFolder = () => {
  count += 1;
  return `f${count}`;
};
const all = (store: DocumentStore, name = 'doors') => store.read(name, { limit: 100 }).docs;

describe('a folder', () => {
  it('keeps documents, their order and their collections over a restart', async () => {
    const name = newFolder();
    let store = open(name);
    store.insertMany('doors', [{ _id: 'b', at: new Date(5) }, { _id: 'a' }]);
    await store.handle({ action: 'database.addCollection', collectionName: 'made' });
    store = reopen(store, name);
    expect(all(store)).toEqual([{ _id: 'b', at: new Date(5) }, { _id: 'a' }]);
    expect(store.collections()).toEqual([
      { name: 'doors', count: 2, declared: true },
      { name: 'made', count: 0, declared: false },
    ]);
  });

  it('gets the indexes that are declared now, filled with what is there', async () => {
    const name = newFolder();
    let store = open(name, schemaOf(indexOn('old', 'yard')));
    store.insertMany('doors', [
      { _id: 'a', door: [1, 2] },
      { _id: 'b', door: [3] },
    ]);
    store = reopen(store, name, schemaOf(indexOn('door', 'door', true)));
    expect(() => store.insertMany('doors', [{ door: [9, 2] }])).toThrow(/E11000.*index: door/);
    // That the index holds arrays is known from what was there: both bounds may meet different elements.
    const query = '{"door":{"$gt":{"$numberInt":"1"},"$lt":{"$numberInt":"2"}}}';
    const ask = { action: 'database.getDocument', collectionName: 'doors', queryType: 'WHERE' };
    const reply = await store.handle({ ...ask, query });
    expect(reply).toMatchObject({ data: { list: ['{"_id":"a","door":[1,2]}'] } });
  });

  it('does not open when what is there breaks a unique index that is declared now', () => {
    const name = newFolder();
    const store = open(name);
    store.insertMany('doors', [
      { _id: 'a', door: 1 },
      { _id: 'b', door: 1 },
    ]);
    opened.splice(0);
    store.close();
    expect(() => open(name, schemaOf(indexOn('door', 'door', true)))).toThrow(/E11000/);
  });

  it('nothing of a list that fails is kept, and the store goes on', () => {
    const store = open(newFolder(), schemaOf(indexOn('door', 'door', true)));
    const docs = [
      { _id: 'a', door: [1] },
      { _id: 'b', door: [1] },
    ];
    expect(() => store.insertMany('doors', docs)).toThrow(/E11000/);
    expect(all(store)).toEqual([]);
    store.insertMany('doors', [{ _id: 'c', door: [1, 5] }]);
    expect(all(store)).toHaveLength(1);
  });

  it('a collection nobody made is refused', () => {
    expect(() => open(newFolder()).insertMany('none', [])).toThrow(/not exist: none/);
  });
});

describe('a snapshot', () => {
  it('brings back exactly what was saved', () => {
    const store = open(newFolder());
    const file = join(folder, 'copies', `${count}.sqlite`);
    store.insertMany('doors', [{ _id: 'a', n: 1 }, { _id: 'b' }]);
    store.saveTo(file);
    store.insertMany('doors', [{ _id: 'c' }]);
    store.loadFrom(file);
    expect(all(store)).toEqual([{ _id: 'a', n: 1 }, { _id: 'b' }]);
    store.insertMany('doors', [{ _id: 'c' }]);
    expect(all(store)).toHaveLength(3);
  });

  it('ends the transactions that were open', async () => {
    const store = open(newFolder());
    const file = join(folder, 'copies', `${count}.sqlite`);
    store.saveTo(file);
    const { transactionId } = (await store.handle({ action: 'database.startTransaction' })) as {
      transactionId: string;
    };
    await store.handle({
      action: 'database.insertDocument',
      collectionName: 'doors',
      transactionId,
      data: ['{"_id":"a"}'],
    });
    store.loadFrom(file);
    const commit = store.handle({ action: 'database.commitTransaction', transactionId });
    await expect(commit).rejects.toThrow(/TransactionNotExist/);
    expect(all(store)).toEqual([]);
  });

  it('a file that is not there is an error, and nothing is lost', () => {
    const store = open(newFolder());
    store.insertMany('doors', [{ _id: 'a' }]);
    expect(() => store.loadFrom(join(folder, 'none.sqlite'))).toThrow(/ENOENT/);
    expect(all(store)).toHaveLength(1);
  });
});

it('reset leaves the declared collections, empty', async () => {
  const store = open(newFolder());
  store.insertMany('doors', [{ _id: 'a' }]);
  await store.handle({ action: 'database.addCollection', collectionName: 'made' });
  store.reset();
  expect(store.collections()).toEqual([{ name: 'doors', count: 0, declared: true }]);
});

it('reading goes page by page, also through a filter', () => {
  const store = open(newFolder());
  store.insertMany(
    'doors',
    Array.from({ length: 7 }, (_, n) => ({ _id: `d${n}`, n })),
  );
  const first = store.read('doors', { limit: 3 });
  const second = store.read('doors', { limit: 3, after: first.next ?? 0 });
  const third = store.read('doors', { limit: 3, after: second.next ?? 0 });
  expect([first, second, third].map(({ docs }) => docs.length)).toEqual([3, 3, 1]);
  expect(third.next).toBeUndefined();
  expect(store.read('doors', { limit: 9, filter: { n: { $gte: 5 } } }).docs).toHaveLength(2);
});

it('without a folder everything is gone at the end', () => {
  const store = openDocuments({
    folder: null,
    durable: false,
    clock: createClock(),
    schema: schemaOf(),
  });
  store.insertMany('doors', [{ _id: 'a' }]);
  store.close();
  expect(() => all(store)).toThrow();
});
