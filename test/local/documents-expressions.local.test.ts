import { type Databases, type Sdk, startDatabases } from './fixtures/database';

let local: Databases;

/** Written so, because an object with a `then` looks like a promise. */
const branch = (condition: unknown, value: unknown): object =>
  Object.fromEntries([
    ['case', condition],
    ['then', value],
  ]);

beforeAll(async () => {
  local = await startDatabases();
  await local.wx.createCollection('orders');
  await local.node.collection('orders').add({
    _id: 'o1',
    who: 'bob',
    amount: 10,
    items: [
      { sku: 's1', count: 1 },
      { sku: 'x', count: 1 },
    ],
    at: new Date(Date.UTC(2020, 0, 2, 20)),
  });
});
afterAll(() => local.close());

/** The two SDKs call the result differently. */
const KINDS = { wx: 'list', node: 'data' } as const;

describe.each(['wx', 'node'] as const)('%s', (name) => {
  it.each<[string, ($: Sdk) => unknown, unknown]>([
    ['the year', ($) => $.year('$at'), 2020],
    ['the week', ($) => $.week('$at'), 0],
    [
      'a date in a zone',
      ($) => $.dateToString({ date: '$at', format: '%Y-%m-%d %H:%M', timezone: 'Asia/Shanghai' }),
      '2020-01-03 04:00',
    ],
    ['cond', ($) => $.cond([$.gt(['$amount', 5]), 'a', 'b']), 'a'],
    ['switch', ($) => $.switch({ branches: [branch($.eq(['$who', 'bob']), 1)], default: 2 }), 1],
    ['ifNull', ($) => $.ifNull(['$missing', 'none']), 'none'],
    ['concat', ($) => $.concat(['$who', '!']), 'bob!'],
    ['substr', ($) => $.substr(['$who', 1, -1]), 'ob'],
    ['indexOfCP', ($) => $.indexOfCP(['$who', 'o']), 1],
    ['toUpper', ($) => $.toUpper('$who'), 'BOB'],
    ['split', ($) => $.split(['a-b', '-']), ['a', 'b']],
    ['map', ($) => $.map({ input: '$items', as: 'x', in: '$$x.count' }), [1, 1]],
    [
      'filter',
      ($) => $.filter({ input: '$items', as: 'x', cond: $.eq(['$$x.sku', 'x']) }),
      [{ sku: 'x', count: 1 }],
    ],
    [
      'reduce',
      ($) => $.reduce({ input: '$items.count', initialValue: 0, in: $.add(['$$value', '$$this']) }),
      2,
    ],
    ['arrayElemAt', ($) => $.arrayElemAt(['$items.sku', -1]), 'x'],
    ['in', ($) => $.in(['x', '$items.sku']), true],
    ['mergeObjects', ($) => $.mergeObjects([{ a: 1 }, { b: 2 }]), { a: 1, b: 2 }],
    ['setUnion', ($) => $.setUnion([['a'], ['b', 'a']]), ['a', 'b']],
    ['range', ($) => $.range([0, 3]), [0, 1, 2]],
    ['let', ($) => $.let({ vars: { v: '$amount' }, in: $.add(['$$v', 1]) }), 11],
    ['literal', ($) => $.literal('$who'), '$who'],
    ['mod', ($) => $.mod(['$amount', 3]), 1],
    ['trunc', ($) => $.trunc(1.7), 1],
    ['a missing field', () => '$missing', undefined],
  ])('computes %s', async (_, expression, expected) => {
    const db = local[name];
    const stages = db.collection('orders').aggregate();
    const shown = { _id: 0, v: expression(db.command.aggregate) };
    const reply = await stages.project(shown).end();
    expect(reply[KINDS[name]][0].v).toEqual(expected);
  });
});
