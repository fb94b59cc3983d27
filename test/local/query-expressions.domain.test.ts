import { runPipeline } from '../../local/cloud/query/aggregate';
import type { Doc } from '../../local/cloud/query/value';

const NOW = Date.UTC(2026, 2, 1, 12);
const AT = new Date(Date.UTC(2014, 1, 10, 15, 5, 6, 789));

const DOC: Doc = {
  _id: 1,
  n: -4.7,
  ten: 10,
  text: 'Hello',
  chinese: '院坝',
  list: [3, 1, 2],
  empty: [],
  nested: { a: 1, b: 'x' },
  pairs: [
    { k: 'a', v: 1 },
    { k: 'b', v: 2 },
  ],
  at: AT,
  nil: null,
};

/** Written so, because an object with a `then` looks like a promise. */
const branch = (condition: unknown, value: unknown): object =>
  Object.fromEntries([
    ['case', condition],
    ['then', value],
  ]);

function evaluate(expression: unknown): unknown {
  const context = { now: NOW, collection: () => [] };
  return runPipeline([DOC], [{ $project: { _id: 0, v: expression } }], context)[0]?.v;
}

it.each<[string, unknown, unknown]>([
  ['abs', { $abs: '$n' }, 4.7],
  ['abs of null', { $abs: '$nil' }, null],
  ['add', { $add: ['$ten', 1, 2] }, 13],
  ['add to a date', { $add: ['$at', 1000] }, new Date(AT.getTime() + 1000)],
  ['add with null', { $add: ['$ten', '$nil'] }, null],
  ['ceil', { $ceil: '$n' }, -4],
  ['divide', { $divide: ['$ten', 4] }, 2.5],
  ['exp', { $exp: 0 }, 1],
  ['floor', { $floor: '$n' }, -5],
  ['ln', { $ln: 1 }, 0],
  ['log', { $log: [100, 10] }, 2],
  ['log10', { $log10: 1000 }, 3],
  ['mod', { $mod: ['$ten', 3] }, 1],
  ['multiply', { $multiply: ['$ten', 2, 3] }, 60],
  ['pow', { $pow: ['$ten', 2] }, 100],
  ['sqrt', { $sqrt: 16 }, 4],
  ['subtract', { $subtract: ['$ten', 3] }, 7],
  ['subtract dates', { $subtract: ['$at', new Date(AT.getTime() - 500)] }, 500],
  ['trunc', { $trunc: '$n' }, -4],
  ['trunc to a place', { $trunc: [1.256, 2] }, 1.25],
  ['trunc of a list of one', { $trunc: [7.9] }, 7],
  ['round to even', { $round: 2.5 }, 2],
  ['round to a place', { $round: [1.256, 2] }, 1.26],

  ['arrayElemAt', { $arrayElemAt: ['$list', 0] }, 3],
  ['arrayElemAt from the back', { $arrayElemAt: ['$list', -1] }, 2],
  ['arrayElemAt beyond', { $arrayElemAt: ['$list', 9] }, undefined],
  ['arrayToObject', { $arrayToObject: '$pairs' }, { a: 1, b: 2 }],
  ['arrayToObject of pairs', { $arrayToObject: [[['a', 1]]] }, { a: 1 }],
  [
    'objectToArray',
    { $objectToArray: '$nested' },
    [
      { k: 'a', v: 1 },
      { k: 'b', v: 'x' },
    ],
  ],
  ['concatArrays', { $concatArrays: ['$list', [9]] }, [3, 1, 2, 9]],
  ['filter', { $filter: { input: '$list', as: 'x', cond: { $gt: ['$$x', 1] } } }, [3, 2]],
  ['filter with this', { $filter: { input: '$list', cond: { $gt: ['$$this', 1] } } }, [3, 2]],
  ['in', { $in: [2, '$list'] }, true],
  ['indexOfArray', { $indexOfArray: ['$list', 2] }, 2],
  ['indexOfArray of nothing', { $indexOfArray: ['$list', 9] }, -1],
  ['isArray', { $isArray: '$list' }, true],
  ['isArray of text', { $isArray: '$text' }, false],
  ['map', { $map: { input: '$list', as: 'x', in: { $multiply: ['$$x', '$ten'] } } }, [30, 10, 20]],
  ['range', { $range: [0, 10, 4] }, [0, 4, 8]],
  [
    'reduce',
    { $reduce: { input: '$list', initialValue: 1, in: { $multiply: ['$$value', '$$this'] } } },
    6,
  ],
  ['reverseArray', { $reverseArray: '$list' }, [2, 1, 3]],
  ['size', { $size: '$list' }, 3],
  ['slice', { $slice: ['$list', 2] }, [3, 1]],
  ['slice from the back', { $slice: ['$list', -2] }, [1, 2]],
  ['slice from a position', { $slice: ['$list', 1, 1] }, [1]],
  [
    'zip',
    {
      $zip: {
        inputs: [
          ['a', 'b'],
          [1, 2],
        ],
      },
    },
    [
      ['a', 1],
      ['b', 2],
    ],
  ],
  [
    'zip to the longest',
    { $zip: { inputs: [['a'], [1, 2]], useLongestLength: true, defaults: ['-', 0] } },
    [
      ['a', 1],
      ['-', 2],
    ],
  ],

  ['and', { $and: ['$ten', { $gt: ['$ten', 5] }] }, true],
  ['and of nothing', { $and: [] }, true],
  ['or', { $or: [false, '$nil', 0] }, false],
  ['not', { $not: [false] }, true],
  ['cmp', { $cmp: ['$ten', 11] }, -1],
  ['eq', { $eq: ['$text', 'Hello'] }, true],
  ['eq of documents', { $eq: ['$nested', { a: 1, b: 'x' }] }, true],
  ['ne', { $ne: ['$ten', 10] }, false],
  ['gt', { $gt: ['$ten', 9] }, true],
  ['gt across types follows their order', { $gt: ['$text', '$ten'] }, true],
  ['gte', { $gte: ['$ten', 10] }, true],
  ['lt', { $lt: ['$nil', 1] }, true],
  ['lt of a missing field', { $lt: ['$missing', 1] }, true],
  ['lte', { $lte: ['$ten', 9] }, false],
  ['cond in a list', { $cond: [{ $gt: ['$ten', 5] }, 'yes', 'no'] }, 'yes'],
  ['ifNull', { $ifNull: ['$nil', '$text'] }, 'Hello'],
  ['ifNull of three', { $ifNull: ['$nil', '$missing', 1] }, 1],
  [
    'switch',
    { $switch: { branches: [branch({ $eq: ['$ten', 10] }, 'ten')], default: 'other' } },
    'ten',
  ],

  ['year', { $year: '$at' }, 2014],
  ['month', { $month: '$at' }, 2],
  ['dayOfMonth', { $dayOfMonth: '$at' }, 10],
  ['dayOfMonth in a zone', { $dayOfMonth: { date: '$at', timezone: '+0900' } }, 11],
  ['dayOfWeek', { $dayOfWeek: '$at' }, 2],
  ['dayOfYear', { $dayOfYear: '$at' }, 41],
  ['hour', { $hour: '$at' }, 15],
  ['hour in Shanghai', { $hour: { date: '$at', timezone: 'Asia/Shanghai' } }, 23],
  ['minute', { $minute: '$at' }, 5],
  ['second', { $second: '$at' }, 6],
  ['millisecond', { $millisecond: '$at' }, 789],
  ['week', { $week: '$at' }, 6],
  ['isoWeek', { $isoWeek: '$at' }, 7],
  ['isoDayOfWeek', { $isoDayOfWeek: '$at' }, 1],
  ['isoWeekYear', { $isoWeekYear: new Date(Date.UTC(2016, 0, 1)) }, 2015],
  [
    'dateToString',
    { $dateToString: { format: '%Y/%m/%d %H:%M:%S.%L', date: '$at' } },
    '2014/02/10 15:05:06.789',
  ],
  ['dateToString without a format', { $dateToString: { date: '$at' } }, '2014-02-10T15:05:06.789Z'],
  ['dateToString of null', { $dateToString: { format: '%Y', date: '$nil', onNull: '-' } }, '-'],
  [
    'dateFromString',
    { $dateFromString: { dateString: '2017-02-08T12:10:40.787' } },
    new Date(Date.UTC(2017, 1, 8, 12, 10, 40, 787)),
  ],
  [
    'dateFromString in a zone',
    { $dateFromString: { dateString: '2017-02-08', timezone: '+08:00' } },
    new Date(Date.UTC(2017, 1, 7, 16)),
  ],
  [
    'dateFromParts',
    { $dateFromParts: { year: 2017, month: 2, day: 8, hour: 12 } },
    new Date(Date.UTC(2017, 1, 8, 12)),
  ],
  [
    'dateToParts',
    { $dateToParts: { date: '$at' } },
    { year: 2014, month: 2, day: 10, hour: 15, minute: 5, second: 6, millisecond: 789 },
  ],
  ['the local clock as $$NOW', '$$NOW', new Date(NOW)],

  ['literal', { $literal: { $add: [1, 2] } }, { $add: [1, 2] }],
  ['mergeObjects', { $mergeObjects: ['$nested', { b: 2 }, '$nil'] }, { a: 1, b: 2 }],
  ['allElementsTrue', { $allElementsTrue: [[1, true, 'a']] }, true],
  ['anyElementTrue', { $anyElementTrue: [[0, false, null]] }, false],
  ['setDifference', { $setDifference: ['$list', [1]] }, [3, 2]],
  ['setEquals', { $setEquals: ['$list', [1, 2, 3, 1]] }, true],
  [
    'setIntersection',
    {
      $setIntersection: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    ['b'],
  ],
  ['setIsSubset', { $setIsSubset: [[1], '$list'] }, true],

  ['concat', { $concat: ['$text', ' ', '$chinese'] }, 'Hello 院坝'],
  ['concat with null', { $concat: ['$text', '$nil'] }, null],
  ['indexOfBytes', { $indexOfBytes: ['$chinese', '坝'] }, 3],
  ['indexOfCP', { $indexOfCP: ['$chinese', '坝'] }, 1],
  ['indexOfCP of nothing', { $indexOfCP: ['$text', 'z'] }, -1],
  ['split', { $split: ['a,b', ','] }, ['a', 'b']],
  ['strLenBytes', { $strLenBytes: '$chinese' }, 6],
  ['strLenCP', { $strLenCP: '$chinese' }, 2],
  ['strcasecmp', { $strcasecmp: ['$text', 'hello'] }, 0],
  ['substr', { $substr: ['$text', 1, 2] }, 'el'],
  ['substr to the end', { $substr: ['$text', 1, -1] }, 'ello'],
  ['substrBytes', { $substrBytes: ['$chinese', 0, 3] }, '院'],
  ['substrCP', { $substrCP: ['$chinese', 1, 1] }, '坝'],
  ['toLower', { $toLower: '$text' }, 'hello'],
  ['toUpper', { $toUpper: '$text' }, 'HELLO'],
  ['trim', { $trim: { input: '  a ' } }, 'a'],
  ['regexMatch', { $regexMatch: { input: '$text', regex: /^h/i } }, true],
  ['replaceAll', { $replaceAll: { input: 'a-a', find: 'a', replacement: 'b' } }, 'b-b'],
  ['toString', { $toString: '$ten' }, '10'],
  ['toInt', { $toInt: '12' }, 12],
  ['type', { $type: '$list' }, 'array'],
  ['let', { $let: { vars: { x: '$ten' }, in: { $add: ['$$x', 1] } } }, 11],
  ['a path through documents', '$nested.b', 'x'],
  ['a path through an array', '$pairs.v', [1, 2]],
  ['the root', '$$ROOT.ten', 10],
  ['a document of expressions', { a: '$ten', b: { $add: [1, 1] } }, { a: 10, b: 2 }],
  ['sum of a list', { $sum: '$list' }, 6],
  ['avg of a list', { $avg: '$list' }, 2],
  ['max of a list', { $max: '$list' }, 3],
])('%s', (_, expression, expected) => {
  expect(evaluate(expression)).toEqual(expected);
});

it('a name that an expression binds does not hide the document', () => {
  const shadow = { $map: { input: '$list', as: 'x', in: { $add: ['$$x', '$ten'] } } };
  const docs = [{ x: 1, list: [1], ten: 10 }];
  const context = { now: NOW, collection: () => docs };
  const rows = runPipeline(
    docs,
    [
      {
        $lookup: {
          from: 'any',
          let: { v: shadow },
          pipeline: [{ $project: { v: '$$v' } }],
          as: 'f',
        },
      },
    ],
    context,
  );
  expect(rows[0]?.f).toEqual([{ v: [11] }]);
});
