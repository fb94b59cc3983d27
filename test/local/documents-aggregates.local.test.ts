import { type Databases, failure, type Sdk, startDatabases } from './fixtures/database';

let local: Databases;

beforeAll(async () => {
  local = await startDatabases();
  for (const name of ['orders', 'people', 'places']) await local.wx.createCollection(name);
  await local.wx.collection('orders').add({
    data: [0, 1, 2, 3, 4, 5].map((i) => ({
      _id: `o${i}`,
      who: i % 2 === 0 ? 'ann' : 'bob',
      amount: i * 10,
      items: [
        { sku: `s${i}`, count: i },
        { sku: 'x', count: 1 },
      ],
      at: new Date(Date.UTC(2020, 0, 1 + i, 20)),
    })),
  });
  await local.wx.collection('people').add({
    data: [
      { _id: 'ann', name: 'Ann', likes: ['o2', 'o4'], home: { door: 3 } },
      { _id: 'bob', name: 'Bob', likes: [] },
      { _id: 'cid', name: 'Cid' },
    ],
  });
  await local.wx.collection('places').add({
    data: [
      { _id: 'far', at: new local.wx.Geo.Point(104.2, 30.7), kind: 'shop' },
      { _id: 'near', at: new local.wx.Geo.Point(104.061, 30.67), kind: 'gate' },
    ],
  });
});
afterAll(() => local.close());

describe.each(['wx', 'node'] as const)('%s: an aggregate', (name) => {
  const db = (): Sdk => local[name];
  /** The two SDKs call the result differently. */
  const run = async (collection: string, build: (stages: Sdk, $: Sdk, _: Sdk) => Sdk) => {
    const { command: _ } = db();
    const reply = await build(db().collection(collection).aggregate(), _.aggregate, _).end();
    return name === 'wx' ? reply.list : reply.data;
  };

  it('matches, groups, sorts', async () => {
    const rows = await run('orders', (s, $, _) =>
      s
        .match({ amount: _.gte(10) })
        .group({
          _id: '$who',
          total: $.sum('$amount'),
          count: $.sum(1),
          most: $.max('$amount'),
          least: $.min('$amount'),
          mean: $.avg('$amount'),
          all: $.push('$amount'),
          set: $.addToSet('$who'),
          first: $.first('$amount'),
          last: $.last('$amount'),
        })
        .sort({ _id: 1 }),
    );
    expect(rows).toEqual([
      {
        _id: 'ann',
        total: 60,
        count: 2,
        most: 40,
        least: 20,
        mean: 30,
        all: [20, 40],
        set: ['ann'],
        first: 20,
        last: 40,
      },
      {
        _id: 'bob',
        total: 90,
        count: 3,
        most: 50,
        least: 10,
        mean: 30,
        all: [10, 30, 50],
        set: ['bob'],
        first: 10,
        last: 50,
      },
    ]);
  });

  it('groups everything, and nothing', async () => {
    const all = (where: object) =>
      run('orders', (s, $) => s.match(where).group({ _id: null, total: $.sum('$amount') }));
    expect(await all({})).toEqual([{ _id: null, total: 150 }]);
    expect(await all({ who: 'nobody' })).toEqual([]);
  });

  it('groups by a field that is missing under null', async () => {
    const rows = await run('people', (s, $) =>
      s.group({ _id: '$home.door', names: $.push('$name') }).sort({ _id: 1 }),
    );
    expect(rows).toEqual([
      { _id: null, names: ['Bob', 'Cid'] },
      { _id: 3, names: ['Ann'] },
    ]);
  });

  it('unwinds, projects with expressions, skips and limits', async () => {
    const rows = await run('orders', (s, $) =>
      s
        .unwind('$items')
        .match({ 'items.sku': 'x' })
        .project({ _id: 0, sku: '$items.sku', twice: $.multiply(['$amount', 2]) })
        .skip(1)
        .limit(2),
    );
    expect(rows).toEqual([
      { sku: 'x', twice: 20 },
      { sku: 'x', twice: 40 },
    ]);
  });

  it('unwinds with the position, and keeps what has no array', async () => {
    const rows = await run('people', (s) =>
      s
        .unwind({ path: '$likes', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true })
        .project({ _id: 1, likes: 1, i: 1 }),
    );
    expect(rows).toEqual([
      { _id: 'ann', likes: 'o2', i: 0 },
      { _id: 'ann', likes: 'o4', i: 1 },
      { _id: 'bob', i: null },
      { _id: 'cid', i: null },
    ]);
  });

  it('looks up by a field, by each value of an array, and by what is missing', async () => {
    const by = (localField: string, foreignField: string) =>
      run('people', (s) =>
        s
          .lookup({ from: 'orders', localField, foreignField, as: 'found' })
          .project({ 'found._id': 1 }),
      );
    expect(await by('likes', '_id')).toEqual([
      { _id: 'ann', found: [{ _id: 'o2' }, { _id: 'o4' }] },
      { _id: 'bob', found: [] },
      { _id: 'cid', found: [] },
    ]);
    const [ann] = await by('_id', 'who');
    expect(ann).toEqual({ _id: 'ann', found: [{ _id: 'o0' }, { _id: 'o2' }, { _id: 'o4' }] });
  });

  it('looks up by a pipeline that knows what it was called with', async () => {
    const rows = await run('people', (s, $, _) =>
      s
        .match({ _id: 'bob' })
        .lookup({
          from: 'orders',
          let: { who: '$_id', least: 20 },
          pipeline: $.pipeline()
            .match(_.expr($.and([$.eq(['$who', '$$who']), $.gt(['$amount', '$$least'])])))
            .project({ amount: 1, _id: 0 })
            .done(),
          as: 'large',
        })
        .project({ large: 1 }),
    );
    expect(rows).toEqual([{ _id: 'bob', large: [{ amount: 30 }, { amount: 50 }] }]);
  });

  it('looks up nothing in a collection that is not there', async () => {
    const rows = await run('people', (s) =>
      s.lookup({ from: 'none', localField: '_id', foreignField: 'a', as: 'found' }).limit(1),
    );
    expect(rows[0].found).toEqual([]);
  });

  it('adds fields, in documents too', async () => {
    const rows = await run('people', (s, $) =>
      s
        .match({ _id: 'ann' })
        .addFields({ 'home.floor': $.add(['$home.door', 1]), likes: $.size('$likes') }),
    );
    expect(rows).toEqual([{ _id: 'ann', name: 'Ann', likes: 2, home: { door: 3, floor: 4 } }]);
  });

  it('puts into buckets: a lower boundary belongs, an upper does not', async () => {
    const rows = await run('orders', (s, $) =>
      s.bucket({
        groupBy: '$amount',
        boundaries: [0, 20, 40],
        default: 'more',
        output: { count: $.sum(1), ids: $.push('$_id') },
      }),
    );
    expect(rows).toEqual([
      { _id: 0, count: 2, ids: ['o0', 'o1'] },
      { _id: 20, count: 2, ids: ['o2', 'o3'] },
      { _id: 'more', count: 2, ids: ['o4', 'o5'] },
    ]);
  });

  it('refuses a value outside every bucket when there is no default', async () => {
    const rows = run('orders', (s) => s.bucket({ groupBy: '$amount', boundaries: [0, 20] }));
    expect((await failure(rows)).message).toMatch(/no default was specified/);
  });

  it('makes buckets by itself', async () => {
    const rows = await run('orders', (s) => s.bucketAuto({ groupBy: '$amount', buckets: 3 }));
    expect(rows).toEqual([
      { _id: { min: 0, max: 20 }, count: 2 },
      { _id: { min: 20, max: 40 }, count: 2 },
      { _id: { min: 40, max: 50 }, count: 2 },
    ]);
  });

  it('counts, and counts by value', async () => {
    expect(await run('orders', (s) => s.match({ who: 'ann' }).count('n'))).toEqual([{ n: 3 }]);
    expect(await run('orders', (s) => s.match({ who: 'nobody' }).count('n'))).toEqual([]);
    expect(await run('orders', (s) => s.match({ amount: { $gt: 0 } }).sortByCount('$who'))).toEqual(
      [
        { _id: 'bob', count: 3 },
        { _id: 'ann', count: 2 },
      ],
    );
  });

  it('samples as many as there are', async () => {
    const ids = (await run('orders', (s) => s.sample({ size: 4 }))).map(
      (d: { _id: string }) => d._id,
    );
    expect(new Set(ids).size).toBe(4);
    expect(await run('orders', (s) => s.sample({ size: 99 }))).toHaveLength(6);
  });

  it('replaces the root', async () => {
    const rows = await run('orders', (s) =>
      s.match({ _id: 'o3' }).unwind('$items').replaceRoot({ newRoot: '$items' }),
    );
    expect(rows).toEqual([
      { sku: 's3', count: 3 },
      { sku: 'x', count: 1 },
    ]);
  });

  it('measures distances', async () => {
    const rows = await run('places', (s) =>
      s
        .geoNear({
          distanceField: 'metres',
          spherical: true,
          near: new (db().Geo.Point)(104.06, 30.67),
          key: 'at',
          query: { kind: 'gate' },
          includeLocs: 'where',
        })
        .project({ metres: 1, where: 1 }),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].metres).toBeCloseTo(95.75, 1);
  });
});

it('knows facets and further stages of MongoDB, in raw pipelines', async () => {
  const facets = [
    { $match: { who: 'ann' } },
    {
      $facet: {
        count: [{ $count: 'n' }],
        sum: [{ $group: { _id: null, s: { $sum: '$amount' } } }],
      },
    },
  ];
  const reply = await raw(facets);
  expect(reply.data).toEqual([{ count: [{ n: 3 }], sum: [{ _id: null, s: 60 }] }]);
});

it.each([
  ['a stage nobody knows', [{ $nope: 1 }], /Unrecognized pipeline stage name: '\$nope'/],
  ['a stage that writes', [{ $out: 'x' }], /does not implement \$out/],
  ['an operator nobody knows', [{ $project: { a: { $nope: 1 } } }], /nope/],
  ['a limit of nothing', [{ $limit: 0 }], /the limit must be positive/],
  ['a sort by nothing', [{ $sort: {} }], /at least one sort key/],
])('refuses %s by its name', async (_, stages, text) => {
  expect((await failure(raw(stages))).message).toMatch(text);
});

function raw(stages: readonly object[]): Promise<{ data: unknown[] }> {
  const aggregate = local.node.collection('orders').options({ raw: true }).aggregate(stages);
  return aggregate.end();
}
