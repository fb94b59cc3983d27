import { type Databases, type Sdk, startDatabases } from './fixtures/database';

let local: Databases;
const PEOPLE = [
  { _id: 'p1', name: 'Ann', age: 30, tags: ['a', 'b'], born: new Date('1990-01-02T00:00:00Z') },
  { _id: 'p2', name: 'Bob', age: 20, tags: ['b'], nested: { x: { y: 1 } } },
  { _id: 'p3', name: 'Cid', age: 41, tags: [], score: [1, 5, 9], marks: [{ v: 2 }, { v: 8 }] },
  { _id: 'p4', name: 'Dee', age: 17, nil: null, flag: true },
];
const ALL = ['p1', 'p2', 'p3', 'p4'];

beforeAll(async () => {
  local = await startDatabases();
  await local.wx.createCollection('people');
  await local.wx.collection('people').add({ data: PEOPLE });
  await local.wx.createCollection('places');
  const point = (lng: number, lat: number) => new local.wx.Geo.Point(lng, lat);
  await local.wx.collection('places').add({
    data: [
      { _id: 'far', at: point(104.2, 30.7) },
      { _id: 'gate', at: point(104.06, 30.67) },
      { _id: 'near', at: point(104.061, 30.671) },
      { _id: 'nowhere' },
    ],
  });
});
afterAll(() => local.close());

const idsOf = ({ data }: { data: { _id: string }[] }) => data.map(({ _id }) => _id);

describe.each(['wx', 'node'] as const)('%s: a query', (name) => {
  const db = (): Sdk => local[name];
  const find = async (where: (_: Sdk, db: Sdk) => object) =>
    idsOf(await db().collection('people').where(where(db().command, db())).get());

  it.each<[string, (_: Sdk, db: Sdk) => object, string[]]>([
    ['a value', () => ({ name: 'Ann' }), ['p1']],
    ['eq', (_) => ({ name: _.eq('Ann') }), ['p1']],
    ['eq of a whole array', (_) => ({ tags: _.eq(['b']) }), ['p2']],
    ['neq', (_) => ({ name: _.neq('Ann') }), ['p2', 'p3', 'p4']],
    ['neq, also where the field is missing', (_) => ({ nested: _.neq(1) }), ALL],
    ['lt', (_) => ({ age: _.lt(20) }), ['p4']],
    ['lte', (_) => ({ age: _.lte(20) }), ['p2', 'p4']],
    ['gt', (_) => ({ age: _.gt(30) }), ['p3']],
    ['gte', (_) => ({ age: _.gte(30) }), ['p1', 'p3']],
    ['gt and lt in a chain', (_) => ({ age: _.gt(17).lt(41) }), ['p1', 'p2']],
    ['or in a chain', (_) => ({ age: _.lt(18).or(_.gt(40)) }), ['p3', 'p4']],
    ['gt of another type', (_) => ({ age: _.gt('1') }), []],
    ['in', (_) => ({ age: _.in([17, 41]) }), ['p3', 'p4']],
    ['in nothing', (_) => ({ age: _.in([]) }), []],
    ['in over an array', (_) => ({ tags: _.in(['a', 'z']) }), ['p1']],
    ['nin', (_) => ({ age: _.nin([17, 41]) }), ['p1', 'p2']],
    ['and', (_) => ({ age: _.and(_.gte(20), _.lte(30)) }), ['p1', 'p2']],
    ['or of one field', (_) => ({ age: _.or(_.eq(17), _.eq(41)) }), ['p3', 'p4']],
    ['or of queries', (_) => _.or([{ name: 'Ann' }, { age: _.lt(18) }]), ['p1', 'p4']],
    ['and of queries', (_) => _.and([{ name: 'Ann' }, { age: 30 }]), ['p1']],
    ['nor of queries', (_) => _.nor([{ name: 'Ann' }, { age: _.lt(18) }]), ['p2', 'p3']],
    ['not', (_) => ({ age: _.not(_.gt(20)) }), ['p2', 'p4']],
    ['exists', (_) => ({ tags: _.exists(true) }), ['p1', 'p2', 'p3']],
    ['exists, of null', (_) => ({ nil: _.exists(true) }), ['p4']],
    ['not exists', (_) => ({ tags: _.exists(false) }), ['p4']],
    ['null, also where the field is missing', () => ({ nil: null }), ALL],
    ['size', (_) => ({ tags: _.size(2) }), ['p1']],
    ['all', (_) => ({ tags: _.all(['a', 'b']) }), ['p1']],
    ['elemMatch of values', (_) => ({ score: _.elemMatch(_.gt(8)) }), ['p3']],
    ['elemMatch of documents', (_) => ({ marks: _.elemMatch({ v: 8 }) }), ['p3']],
    ['mod', (_) => ({ age: _.mod(10, 0) }), ['p1', 'p2']],
    ['an array by one of its values', () => ({ tags: 'b' }), ['p1', 'p2']],
    ['a document, flattened by the SDK', () => ({ nested: { x: { y: 1 } } }), ['p2']],
    ['a dotted path', () => ({ 'nested.x.y': 1 }), ['p2']],
    ['a path through an array', () => ({ 'marks.v': 8 }), ['p3']],
    ['a position in an array', () => ({ 'score.1': 5 }), ['p3']],
    ['a regular expression', () => ({ name: /^[ab]/i }), ['p1', 'p2']],
    ['db.RegExp', (_, d) => ({ name: d.RegExp({ regexp: '^d', options: 'i' }) }), ['p4']],
    ['a date', (_) => ({ born: _.lt(new Date('2000-01-01')) }), ['p1']],
    ['the server date', (_, d) => ({ born: _.lt(d.serverDate()) }), ['p1']],
    ['a boolean', () => ({ flag: true }), ['p4']],
    ['expr', (_) => _.expr(_.aggregate.gt(['$age', 35])), ['p3']],
    ['ids', (_) => ({ _id: _.in(['p4', 'p2', 'zz']) }), ['p2', 'p4']],
  ])('by %s', async (_, where, ids) => {
    expect(await find(where)).toEqual(ids);
  });

  it('never matches the chained elemMatch that the SDKs serialise as an internal object', async () => {
    expect(await find((_) => ({ score: _.elemMatch(_.gt(4).lt(6)) }))).toEqual([]);
  });

  it('orders by several fields, skips, limits and shows only some fields', async () => {
    const query = db()
      .collection('people')
      .where({ age: db().command.gt(10) });
    const page = await query.orderBy('age', 'desc').skip(1).limit(2).field({ name: true }).get();
    expect(page.data).toEqual([
      { _id: 'p1', name: 'Ann' },
      { _id: 'p2', name: 'Bob' },
    ]);
  });

  it('orders missing before values, and an array by its least or its greatest', async () => {
    const list = (sense: string) => db().collection('people').orderBy('score', sense).get();
    expect(idsOf(await list('asc'))).toEqual(['p1', 'p2', 'p4', 'p3']);
    expect(idsOf(await list('desc'))).toEqual(['p3', 'p1', 'p2', 'p4']);
  });

  it('counts', async () => {
    expect(await db().collection('people').where({ tags: 'b' }).count()).toMatchObject({
      total: 2,
    });
  });

  it('hides fields, and shows fields of fields', async () => {
    const one = (fields: object) =>
      db().collection('people').where({ _id: 'p2' }).field(fields).get();
    expect((await one({ age: false, tags: false, name: false })).data).toEqual([
      { _id: 'p2', nested: { x: { y: 1 } } },
    ]);
    expect((await one({ _id: false, 'nested.x': true })).data).toEqual([
      { nested: { x: { y: 1 } } },
    ]);
  });

  it('shows a part of an array', async () => {
    const one = (fields: object) =>
      db().collection('people').where({ _id: 'p3' }).field(fields).get();
    const { project } = db().command;
    expect((await one({ name: true, score: project.slice(2) })).data).toEqual([
      { _id: 'p3', name: 'Cid', score: [1, 5] },
    ]);
    expect((await one({ name: true, score: project.slice(-1) })).data[0].score).toEqual([9]);
    expect((await one({ score: project.slice([1, 1]), name: true })).data[0].score).toEqual([5]);
    expect((await one({ marks: project.elemMatch({ v: 8 }) })).data).toEqual([
      { _id: 'p3', marks: [{ v: 8 }] },
    ]);
  });

  it('answers in the order of insertion when no order is asked for', async () => {
    await db().createCollection(`order_${name}`);
    for (const _id of ['c', 'a', 'b']) await store(db(), `order_${name}`, { _id });
    expect(idsOf(await db().collection(`order_${name}`).get())).toEqual(['c', 'a', 'b']);
  });

  it('finds the nearest first', async () => {
    const geometry = new (db().Geo.Point)(104.06, 30.67);
    const near = (more: object) =>
      db()
        .collection('places')
        .where({ at: db().command.geoNear({ geometry, ...more }) })
        .get();
    expect(idsOf(await near({}))).toEqual(['gate', 'near', 'far']);
    expect(idsOf(await near({ maxDistance: 500 }))).toEqual(['gate', 'near']);
    expect(idsOf(await near({ minDistance: 1, maxDistance: 500 }))).toEqual(['near']);
  });

  it('finds what lies within, and what meets', async () => {
    const { Point, LineString, Polygon } = db().Geo;
    const corner = (lng: number, lat: number) => new Point(lng, lat);
    const ring = new LineString([
      corner(104, 30.6),
      corner(104.1, 30.6),
      corner(104.1, 30.7),
      corner(104, 30.7),
      corner(104, 30.6),
    ]);
    const where = (at: object) => db().collection('places').where({ at }).get();
    const { geoWithin, geoIntersects } = db().command;
    const inside = ['gate', 'near'];
    expect(idsOf(await where(geoWithin({ geometry: new Polygon([ring]) })))).toEqual(inside);
    expect(idsOf(await where(geoIntersects({ geometry: new Polygon([ring]) })))).toEqual(inside);
    expect(idsOf(await where(geoIntersects({ geometry: corner(104.06, 30.67) })))).toEqual([
      'gate',
    ]);
  });

  it('gives back a point as a point', async () => {
    const { data } = await db().collection('places').where({ _id: 'gate' }).get();
    expect(data[0].at).toMatchObject({ longitude: 104.06, latitude: 30.67 });
  });
});

it('wx: one document, one of its fields, and a missing one', async () => {
  const doc = (id: string) => local.wx.collection('people').doc(id);
  expect((await doc('p2').get()).data).toEqual(PEOPLE[1]);
  expect((await doc('p2').field({ name: true }).get()).data).toEqual({ _id: 'p2', name: 'Bob' });
  await expect(doc('zz').get()).rejects.toMatchObject({
    errCode: -1,
    message: expect.stringContaining('document with _id zz does not exist'),
  });
});

it('node: one document is a list of one, a missing one a list of none', async () => {
  expect((await local.node.collection('people').doc('p2').get()).data).toEqual([PEOPLE[1]]);
  expect((await local.node.collection('people').doc('zz').get()).data).toEqual([]);
});

it('node: raw queries reach the database as they are written', async () => {
  const raw = local.node.collection('people').options({ raw: true });
  expect(idsOf(await raw.where({ name: { $regex: '^a', $options: 'i' } }).get())).toEqual(['p1']);
});

const store = (db: Sdk, name: string, doc: object) =>
  db === local.wx ? db.collection(name).add({ data: doc }) : db.collection(name).add(doc);
