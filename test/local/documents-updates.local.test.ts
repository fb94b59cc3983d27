import { type Databases, failure, type Sdk, startDatabases } from './fixtures/database';

let local: Databases;
const NOW = Date.parse('2026-03-01T08:00:00+08:00');

beforeAll(async () => {
  local = await startDatabases();
  await local.wx.createCollection('things');
});
afterAll(() => local.close());

const START = {
  n: 4,
  half: 0.5,
  name: 'Ann',
  nil: null,
  tags: ['a', 'b', 'c'],
  items: [
    { sku: 's1', count: 1 },
    { sku: 's2', count: 2 },
  ],
  nested: { x: { y: 1, z: 2 } },
};

type Change = (_: Sdk, db: Sdk) => object;

/** The two SDKs take their arguments differently, and mean the same. */
const kinds = {
  wx: {
    add: (data: object) => local.wx.collection('things').add({ data }),
    update: (id: string, data: object) => local.wx.collection('things').doc(id).update({ data }),
    set: (id: string, data: object) => local.wx.collection('things').doc(id).set({ data }),
    updateWhere: async (where: object, data: object) =>
      (await local.wx.collection('things').where(where).update({ data })).stats.updated,
  },
  node: {
    add: (data: object) => local.node.collection('things').add(data),
    update: (id: string, data: object) => local.node.collection('things').doc(id).update(data),
    set: (id: string, data: object) => local.node.collection('things').doc(id).set(data),
    updateWhere: async (where: object, data: object) =>
      (await local.node.collection('things').where(where).update(data)).updated,
  },
};

describe.each(['wx', 'node'] as const)('%s: an update', (name) => {
  const sdk = kinds[name];
  const commands = () => local[name].command as Sdk;
  let count = 0;
  const fresh = async (more: object = {}) => {
    count += 1;
    const _id = `${name}${count}`;
    await sdk.add({ _id, ...START, ...more });
    return _id;
  };
  const stored = async (_id: string) =>
    (await local.node.collection('things').doc(_id).get()).data[0];

  it.each<[string, Change, object]>([
    ['of a value', () => ({ n: 5 }), { n: 5 }],
    ['of a field that is not there', () => ({ made: 1 }), { made: 1 }],
    [
      'of a document keeps its other fields',
      () => ({ nested: { x: { y: 9 } } }),
      { nested: { x: { y: 9, z: 2 } } },
    ],
    ['by a dotted path', () => ({ 'nested.x.z': 9 }), { nested: { x: { y: 1, z: 9 } } }],
    ['by a path that is not there', () => ({ 'way.down': 1 }), { way: { down: 1 } }],
    ['at a position', () => ({ 'tags.1': 'B' }), { tags: ['a', 'B', 'c'] }],
    [
      'beyond the end fills with null',
      () => ({ 'tags.4': 'e' }),
      { tags: ['a', 'b', 'c', null, 'e'] },
    ],
    ['set replaces a document', (_) => ({ nested: _.set({ a: 1 }) }), { nested: { a: 1 } }],
    ['inc', (_) => ({ n: _.inc(2) }), { n: 6 }],
    ['inc of a missing field', (_) => ({ made: _.inc(-2) }), { made: -2 }],
    ['mul', (_) => ({ half: _.mul(3) }), { half: 1.5 }],
    ['mul of a missing field', (_) => ({ made: _.mul(3) }), { made: 0 }],
    ['remove', (_) => ({ name: _.remove() }), { name: undefined }],
    [
      'remove of a path',
      (_) => ({ nested: { x: { y: _.remove() } } }),
      { nested: { x: { z: 2 } } },
    ],
    ['push of one', (_) => ({ tags: _.push('d') }), { tags: ['a', 'b', 'c', 'd'] }],
    ['push of several', (_) => ({ tags: _.push(['d', 'e']) }), { tags: ['a', 'b', 'c', 'd', 'e'] }],
    ['push makes the array', (_) => ({ made: _.push(['x']) }), { made: ['x'] }],
    [
      'push at a position',
      (_) => ({ tags: _.push({ each: ['z'], position: 1 }) }),
      { tags: ['a', 'z', 'b', 'c'] },
    ],
    [
      'push, sorted and cut',
      (_) => ({ made: _.push({ each: [{ s: 3 }, { s: 1 }, { s: 2 }], sort: { s: 1 }, slice: 2 }) }),
      { made: [{ s: 1 }, { s: 2 }] },
    ],
    [
      'push, cut from the back',
      (_) => ({ tags: _.push({ each: ['d'], slice: -2 }) }),
      { tags: ['c', 'd'] },
    ],
    ['push, cut to nothing', (_) => ({ tags: _.push({ each: ['d'], slice: 0 }) }), { tags: [] }],
    ['unshift', (_) => ({ tags: _.unshift(['0']) }), { tags: ['0', 'a', 'b', 'c'] }],
    ['pop', (_) => ({ tags: _.pop() }), { tags: ['a', 'b'] }],
    ['shift', (_) => ({ tags: _.shift() }), { tags: ['b', 'c'] }],
    ['pull of a value', (_) => ({ tags: _.pull('b') }), { tags: ['a', 'c'] }],
    ['pull by a command', (_) => ({ tags: _.pull(_.in(['a', 'c'])) }), { tags: ['b'] }],
    [
      'pull of documents',
      (_) => ({ items: _.pull({ sku: 's1' }) }),
      { items: [{ sku: 's2', count: 2 }] },
    ],
    [
      'pull of documents by a command',
      (_) => ({ items: _.pull({ count: _.gte(2) }) }),
      { items: [{ sku: 's1', count: 1 }] },
    ],
    ['pullAll', (_) => ({ tags: _.pullAll(['a', 'b', 'z']) }), { tags: ['c'] }],
    ['pull where nothing is', (_) => ({ made: _.pull('a') }), { made: undefined }],
    ['addToSet of a new value', (_) => ({ tags: _.addToSet('d') }), { tags: ['a', 'b', 'c', 'd'] }],
    ['addToSet of a known value', (_) => ({ tags: _.addToSet('a') }), { tags: ['a', 'b', 'c'] }],
    [
      'addToSet of several',
      (_) => ({ tags: _.addToSet({ $each: ['a', 'd'] }) }),
      { tags: ['a', 'b', 'c', 'd'] },
    ],
    ['max', (_) => ({ n: _.max(9) }), { n: 9 }],
    ['max of less', (_) => ({ n: _.max(1) }), { n: 4 }],
    ['min', (_) => ({ n: _.min(1) }), { n: 1 }],
    ['rename', (_) => ({ name: _.rename('called') }), { name: undefined, called: 'Ann' }],
    [
      'of many things at once',
      (_) => ({ n: _.inc(1), tags: _.pop(), name: 'Bob' }),
      { n: 5, tags: ['a', 'b'], name: 'Bob' },
    ],
  ])('%s', async (_, change, expected) => {
    const id = await fresh();
    await sdk.update(id, change(commands(), local[name]));
    expect(await stored(id)).toEqual(
      JSON.parse(JSON.stringify({ _id: id, ...START, ...expected })),
    );
  });

  it.each<[string, Change, RegExp]>([
    [
      'inc of text',
      (_) => ({ name: _.inc(1) }),
      /Cannot apply \$inc to a value of non-numeric type/,
    ],
    ['inc by text', (_) => ({ n: _.inc('1') }), /Cannot increment with non-numeric argument/],
    [
      'push to what is no array',
      (_) => ({ n: _.push([1]) }),
      /The field 'n' must be an array but is of type/,
    ],
    [
      'a field inside null',
      () => ({ 'nil.a': 1 }),
      /Cannot create field 'a' in element \{nil: null\}/,
    ],
    [
      'a field inside a number',
      () => ({ 'n.a': 1 }),
      /Cannot create field 'a' in element \{n: 4\}/,
    ],
    ['a name inside an array', () => ({ 'tags.a': 1 }), /Cannot create field 'a' in element/],
    [
      'a path and a part of it',
      () => ({ 'nested.x': 1, 'nested.x.y': 2 }),
      /would create a conflict at/,
    ],
    ['the prototype of everything', () => ({ '__proto__.polluted': 1 }), /not allowed here/],
  ])('refuses %s, and changes nothing', async (_, change, text) => {
    const id = await fresh();
    const error = await failure(sdk.update(id, change(commands(), local[name])));
    expect(error.message).toMatch(text);
    expect(await stored(id)).toEqual({ _id: id, ...START });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('reaches the element the query found, by $', async () => {
    const id = await fresh();
    const where = { _id: id, 'items.sku': 's2' };
    expect(await sdk.updateWhere(where, { 'items.$.count': commands().inc(5) })).toBe(1);
    expect((await stored(id)).items).toEqual([
      { sku: 's1', count: 1 },
      { sku: 's2', count: 7 },
    ]);
  });

  it('reaches every element, by $[]', async () => {
    const id = await fresh();
    await sdk.update(id, { 'items.$[].count': commands().inc(1) });
    expect((await stored(id)).items.map(({ count: n }: { count: number }) => n)).toEqual([2, 3]);
  });

  it('writes the server date by the local clock, with its offset', async () => {
    local.clock.set({ now: NOW, running: false });
    const id = await fresh({ at: local[name].serverDate() });
    expect((await stored(id)).at).toEqual(new Date(NOW));
    await sdk.update(id, { at: local[name].serverDate({ offset: 60_000 }) });
    expect((await stored(id)).at).toEqual(new Date(NOW + 60_000));
    local.clock.set({ now: null, running: true });
  });

  it('changes every match, and counts what it changed', async () => {
    const group = `${name}-group`;
    const ids = [await fresh({ group }), await fresh({ group, n: 5 })];
    expect(await sdk.updateWhere({ group }, { n: 5 })).toBe(1);
    expect(await sdk.updateWhere({ group: 'nobody' }, { n: 5 })).toBe(0);
    expect((await stored(ids[0] ?? '')).n).toBe(5);
  });

  it('set replaces everything but the id, or makes the document', async () => {
    const id = await fresh();
    await sdk.set(id, { only: 1 });
    expect(await stored(id)).toEqual({ _id: id, only: 1 });
    await sdk.set(`${name}-made`, { made: 1 });
    expect(await stored(`${name}-made`)).toEqual({ _id: `${name}-made`, made: 1 });
  });
});

it('says what an update, a set and a removal did', async () => {
  const doc = (id: string) => local.wx.collection('things').doc(id);
  await kinds.wx.add({ _id: 'told', n: 1 });
  expect(await doc('told').update({ data: { n: 2 } })).toMatchObject({ stats: { updated: 1 } });
  expect(await doc('told').update({ data: { n: 2 } })).toMatchObject({ stats: { updated: 0 } });
  expect(await doc('nobody').update({ data: { n: 2 } })).toMatchObject({ stats: { updated: 0 } });
  expect(await doc('told').set({ data: { n: 2 } })).toMatchObject({
    stats: { updated: 1, created: 0 },
  });
  expect(await doc('told2').set({ data: { n: 2 } })).toMatchObject({
    _id: 'told2',
    stats: { updated: 0, created: 1 },
  });
  expect(await doc('told').remove()).toMatchObject({ stats: { removed: 1 } });
  expect(await doc('told').remove()).toMatchObject({ stats: { removed: 0 } });
});

it('node: updates one and returns it', async () => {
  await kinds.node.add({ _id: 'back', group: 'back', n: 1 });
  const { command: _ } = local.node;
  const found = local.node.collection('things').where({ group: 'back' });
  expect(await found.updateAndReturn({ n: _.inc(1) })).toMatchObject({
    updated: 1,
    doc: { _id: 'back', group: 'back', n: 2 },
  });
  const none = local.node.collection('things').where({ group: 'nobody' });
  expect(await none.updateAndReturn({ n: 1 })).toMatchObject({ updated: 0, doc: null });
});

it('node: changes only the first match when told to', async () => {
  for (const _id of ['one1', 'one2']) await kinds.node.add({ _id, group: 'one' });
  const first = local.node
    .collection('things')
    .options({ multiple: false })
    .where({ group: 'one' });
  expect(await first.update({ seen: true })).toMatchObject({ updated: 1 });
  expect((await local.node.collection('things').doc('one1').get()).data[0].seen).toBe(true);
});

it('removes every match', async () => {
  for (const _id of ['gone1', 'gone2']) await kinds.wx.add({ _id, group: 'gone' });
  const gone = local.wx.collection('things').where({ group: 'gone' });
  expect(await gone.remove()).toMatchObject({ stats: { removed: 2 } });
  expect(await gone.count()).toMatchObject({ total: 0 });
});

it('makes ids of 32 hexadecimal digits, and adds no _openid', async () => {
  const { _id } = await kinds.wx.add({ n: 1 });
  expect(_id).toMatch(/^[0-9a-f]{32}$/);
  expect((await local.wx.collection('things').doc(_id).get()).data).toEqual({ _id, n: 1 });
});

it('keeps every kind of value', async () => {
  const doc = {
    _id: 'values',
    big: 3_000_000_000,
    negative: -0.25,
    date: new Date(NOW),
    text: '院坝 🌸 "quoted" \u0000',
    flags: [true, false, null, []],
    deep: { a: { b: [{ c: {} }] } },
  };
  await kinds.node.add({ ...doc, pattern: /^a.b$/i });
  expect((await local.node.collection('things').doc('values').get()).data[0]).toEqual({
    ...doc,
    // What bson makes of a stored regular expression.
    pattern: expect.objectContaining({ pattern: '^a.b$', options: 'i' }),
  });
});
