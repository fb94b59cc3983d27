import { runPipeline } from '../../local/cloud/query/aggregate';
import type { Doc } from '../../local/cloud/query/value';

const NOW = Date.UTC(2026, 2, 1, 12);

/** Written so, because an object with a `then` looks like a promise. */
const branch = (condition: unknown, value: unknown): object =>
  Object.fromEntries([
    ['case', condition],
    ['then', value],
  ]);

describe('stages of which mingo’s differ', () => {
  const run = (docs: readonly Doc[], ...stages: Doc[]) =>
    runPipeline(docs, stages, { now: NOW, collection: () => [] });

  it.each<[string, readonly Doc[], Doc, readonly Doc[]]>([
    [
      '$addFields reaches into arrays',
      [{ a: [{ x: 1 }, 2] }],
      { $addFields: { 'a.y': 5 } },
      [{ a: [{ x: 1, y: 5 }, { y: 5 }] }],
    ],
    [
      '$addFields merges documents',
      [{ a: { x: 1 } }],
      { $addFields: { a: { y: 2 } } },
      [{ a: { x: 1, y: 2 } }],
    ],
    [
      '$addFields computes from what came',
      [{ a: 1, b: 2 }],
      { $addFields: { a: '$b', b: '$a' } },
      [{ a: 2, b: 1 }],
    ],
    ['$addFields takes away', [{ a: 1, b: 2 }], { $addFields: { a: '$$REMOVE' } }, [{ b: 2 }]],
    ['$set is another name for it', [{ a: 1 }], { $set: { b: '$a' } }, [{ a: 1, b: 1 }]],
    [
      '$push leaves out what is missing',
      [{ a: 1 }, {}, { a: null }],
      { $group: { _id: null, l: { $push: '$a' }, s: { $addToSet: '$a' } } },
      [{ _id: null, l: [1, null], s: [1, null] }],
    ],
    [
      '$group takes null and missing together',
      [{ a: null }, {}, { a: 1 }],
      { $group: { _id: '$a', n: { $sum: 1 } } },
      [
        { _id: null, n: 2 },
        { _id: 1, n: 1 },
      ],
    ],
    [
      '$group of what is only missing',
      [{}, {}],
      { $group: { _id: '$a', n: { $sum: 1 } } },
      [{ _id: null, n: 2 }],
    ],
    [
      '$group by a date',
      [{ a: new Date(5) }, { a: new Date(5) }],
      { $group: { _id: '$a', n: { $sum: 1 } } },
      [{ _id: new Date(5), n: 2 }],
    ],
    [
      '$sum leaves out what is no number',
      [{ a: 'x' }, { a: 2 }],
      { $group: { _id: 1, n: { $sum: '$a' } } },
      [{ _id: 1, n: 2 }],
    ],
    [
      '$bucketAuto keeps equals together',
      [1, 1, 1, 2].map((v) => ({ v })),
      { $bucketAuto: { groupBy: '$v', buckets: 2 } },
      [
        { _id: { min: 1, max: 2 }, count: 3 },
        { _id: { min: 2, max: 2 }, count: 1 },
      ],
    ],
    [
      '$sort of several fields',
      [{ a: 1, b: 2 }, { a: 1, b: 1 }, { b: 0 }],
      { $sort: { a: 1, b: 1 } },
      [{ b: 0 }, { a: 1, b: 1 }, { a: 1, b: 2 }],
    ],
    ['$unwind of one value', [{ a: 5 }, { a: null }, {}, { a: [] }], { $unwind: '$a' }, [{ a: 5 }]],
    [
      '$project hides in arrays',
      [{ d: [{ x: 1, y: 2 }] }],
      { $project: { 'd.x': 0 } },
      [{ d: [{ y: 2 }] }],
    ],
    [
      '$replaceRoot by a merge',
      [{ a: { x: 1 } }],
      { $replaceRoot: { newRoot: { $mergeObjects: [{ d: 1 }, '$a'] } } },
      [{ d: 1, x: 1 }],
    ],
  ])('%s', (_, docs, stage, expected) => {
    expect(run(docs, stage)).toEqual(expected);
  });

  it.each<[string, Doc, RegExp]>([
    [
      '$switch without a match',
      { $project: { v: { $switch: { branches: [branch(false, 1)] } } } },
      /no default was specified/,
    ],
    ['$project of nothing', { $project: {} }, /at least one field/],
    ['$project that shows and hides', { $project: { a: 1, b: 0 } }, /exclusion and inclusion/],
    ['an unknown variable', { $project: { v: '$$nope' } }, /undefined variable: nope/],
    ['a division by nothing', { $project: { v: { $divide: [1, 0] } } }, /by zero/],
    [
      'a root that is no document',
      { $replaceRoot: { newRoot: '$a' } },
      /must return an object|must evaluate/,
    ],
    [
      'boundaries in disorder',
      { $bucket: { groupBy: '$a', boundaries: [2, 1] } },
      /sorted in ascending order/,
    ],
    ['two stages in one', { $match: {}, $limit: 1 }, /exactly one field/],
  ])('refuses %s', (_, stage, text) => {
    expect(() => run([{ a: 1, b: 2 }], stage)).toThrow(text);
  });
});
