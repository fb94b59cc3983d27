import fc from 'fast-check';
import { applyUpdate } from '../../local/cloud/query/update';
import type { Doc } from '../../local/cloud/query/value';

const NOW = Date.UTC(2026, 2, 1);
const update = (doc: Doc, changes: Doc, more: object = {}) =>
  applyUpdate({ _id: 1, ...doc }, changes, { now: NOW, ...more });

describe('what the SDKs have no command for', () => {
  it.each<[string, Doc, Doc, Doc]>([
    ['$currentDate', {}, { $currentDate: { at: true } }, { at: new Date(NOW) }],
    ['$bit', { a: 5 }, { $bit: { a: { and: 6 } } }, { a: 4 }],
    ['$setOnInsert of a document that is there', {}, { $setOnInsert: { a: 1 } }, {}],
    ['$pushAll', { a: [1] }, { $pushAll: { a: [2, 3] } }, { a: [1, 2, 3] }],
    ['$push of one', { a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
    [
      '$push from the back',
      { a: [1, 2] },
      { $push: { a: { $each: [9], $position: -1 } } },
      { a: [1, 9, 2] },
    ],
    [
      '$push, values sorted downwards',
      { a: [1, 3] },
      { $push: { a: { $each: [2], $sort: -1 } } },
      { a: [3, 2, 1] },
    ],
    [
      '$unset of an element leaves null',
      { a: [1, 2] },
      { $unset: { 'a.0': '' } },
      { a: [null, 2] },
    ],
    ['$unset of what is not there', {}, { $unset: { 'a.b': '' } }, {}],
    ['$rename into a document', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
    ['$min across types', { a: 'text' }, { $min: { a: 5 } }, { a: 5 }],
    ['$max of dates', { a: new Date(1) }, { $max: { a: new Date(2) } }, { a: new Date(2) }],
    [
      '$addToSet knows documents by their fields in order',
      { a: [{ x: 1, y: 2 }] },
      {
        $addToSet: {
          a: {
            $each: [
              { x: 1, y: 2 },
              { y: 2, x: 1 },
            ],
          },
        },
      },
      {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
    ],
    ['$pull of null', { a: [null, 1] }, { $pull: { a: null } }, { a: [1] }],
    ['$pull of an array', { a: [[1], 1] }, { $pull: { a: [1] } }, { a: [1] }],
    ['$pull by a pattern', { a: ['ab', 'b'] }, { $pull: { a: /^a/ } }, { a: ['b'] }],
    [
      '$pull by alternatives',
      { a: [{ x: 1 }, { x: 2 }, { x: 3 }] },
      { $pull: { a: { $or: [{ x: 1 }, { x: 3 }] } } },
      { a: [{ x: 2 }] },
    ],
    [
      'every element of every element',
      { a: [{ b: [1, 2] }, { b: [3] }] },
      { $inc: { 'a.$[].b.$[]': 1 } },
      { a: [{ b: [2, 3] }, { b: [4] }] },
    ],
  ])('%s', (_, doc, changes, expected) => {
    expect(update(doc, changes)).toEqual({ _id: 1, ...expected });
  });

  it('$setOnInsert of a document that is made', () => {
    expect(update({}, { $setOnInsert: { a: 1 } }, { inserting: true })).toEqual({ _id: 1, a: 1 });
  });
});

describe('the element the query found', () => {
  const doc = {
    lines: [
      { sku: 'a', n: 1 },
      { sku: 'b', n: 5 },
      { sku: 'b', n: 9 },
    ],
    tags: ['x', 'y'],
  };
  const at = (filter: Doc, changes: Doc) => update(doc, changes, { filter });

  it.each<[string, Doc, Doc, unknown]>([
    ['by a field', { 'lines.sku': 'b' }, { $set: { 'lines.$.n': 0 } }, [1, 0, 9]],
    [
      'by several fields of one element',
      { lines: { $elemMatch: { sku: 'b', n: 9 } } },
      { $inc: { 'lines.$.n': 1 } },
      [1, 5, 10],
    ],
    [
      'inside an and',
      { $and: [{ 'lines.n': { $gt: 4 } }] },
      { $inc: { 'lines.$.n': 1 } },
      [1, 6, 9],
    ],
    [
      'the first of those that fit',
      { 'lines.n': { $gte: 1 } },
      { $inc: { 'lines.$.n': 1 } },
      [2, 5, 9],
    ],
  ])('%s', (_, filter, changes, expected) => {
    const { lines } = at(filter, changes) as { lines: { n: number }[] };
    expect(lines.map(({ n }) => n)).toEqual(expected);
  });

  it('of plain values', () => {
    expect(at({ tags: 'y' }, { $set: { 'tags.$': 'z' } }).tags).toEqual(['x', 'z']);
  });

  it('is nobody when the query does not ask about the array', () => {
    expect(() => at({ _id: 1 }, { $set: { 'lines.$.n': 0 } })).toThrow(
      'The positional operator did not find the match needed from the query.',
    );
  });
});

describe('is refused, in MongoDB’s words', () => {
  it.each<[string, Doc, Doc, RegExp]>([
    ['an unknown operator', {}, { $nope: { a: 1 } }, /Unknown modifier: \$nope/],
    ['an operator every object has', {}, { toString: { a: 1 } }, /Unknown modifier: toString/],
    ['an operator without fields', {}, { $set: 1 }, /Modifiers operate on fields/],
    ['another _id', {}, { $set: { _id: 2 } }, /would modify the immutable field '_id'/],
    [
      'the same path twice',
      {},
      { $set: { a: 1 }, $inc: { a: 1 } },
      /'a' would create a conflict at 'a'/,
    ],
    [
      'a path and where it is renamed to',
      {},
      { $set: { b: 1 }, $rename: { a: 'b' } },
      /conflict at 'b'/,
    ],
    [
      '$each that is no list',
      {},
      { $push: { a: { $each: 1 } } },
      /argument to \$each in \$push must be an array but it was of type int/,
    ],
    [
      'an unknown clause',
      {},
      { $push: { a: { $each: [1], $nope: 1 } } },
      /Unrecognized clause in \$push: \$nope/,
    ],
    ['$pop of two', { a: [1] }, { $pop: { a: 2 } }, /\$pop expects 1 or -1/],
    ['$pullAll of one', { a: [1] }, { $pullAll: { a: 1 } }, /\$pullAll requires an array argument/],
    [
      '$mul of text',
      { a: '1' },
      { $mul: { a: 2 } },
      /Cannot apply \$mul to a value of non-numeric type.*type string/,
    ],
    ['$inc of null', { a: null }, { $inc: { a: 1 } }, /non-numeric type null/],
    [
      '$bit by an unknown name',
      { a: 1 },
      { $bit: { a: { nand: 1 } } },
      /only supports 'and', 'or', and 'xor'/,
    ],
    [
      'an array filter',
      { a: [1] },
      { $set: { 'a.$[x]': 1 } },
      /No array filter found for identifier/,
    ],
    ['every element of nothing', {}, { $set: { 'a.$[]': 1 } }, /must exist in the document/],
    ['a far position', { a: [] }, { $set: { 'a.9999999': 1 } }, /can't backfill/],
    ['an empty name', {}, { $set: { 'a..b': 1 } }, /empty field name/],
  ])('%s', (_, doc, changes, text) => {
    expect(() => update(doc, changes)).toThrow(text);
  });
});

it('never changes what it is given', () => {
  const value = fc.oneof(
    fc.integer(),
    fc.array(fc.integer(), { maxLength: 3 }),
    fc.constant({ x: [1] }),
  );
  const doc = fc.record(
    { a: value, b: fc.array(fc.integer()), c: value },
    { noNullPrototype: true },
  );
  const changes = fc.constantFrom<Doc>(
    { $set: { 'a.x': 1 } },
    { $push: { b: 1 } },
    { $pull: { b: { $gt: 0 } } },
    { $unset: { 'c.x': '' } },
    { $inc: { 'c.x.0': 1 } },
    { $rename: { a: 'd' } },
  );
  fc.assert(
    fc.property(doc, changes, (one, change) => {
      const before = structuredClone(one);
      try {
        applyUpdate(one, change, { now: 0 });
      } catch {
        // Refused, which is no reason to have changed it.
      }
      expect(one).toEqual(before);
    }),
  );
});
