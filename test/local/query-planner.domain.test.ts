import Database from 'better-sqlite3';
import fc from 'fast-check';
import { encodeValue, type KeyField, keysOf } from '../../local/cloud/documents/index-key';
import { type Order, planFor } from '../../local/cloud/documents/planner';
import { insertRow, removeRow, replaceRow } from '../../local/cloud/documents/rows';
import { everyMatch, search } from '../../local/cloud/documents/search';
import {
  addCollection,
  addIndex,
  type Collection,
  docOf,
  everyRow,
  layOut,
  type Prepare,
  preparing,
  readCollections,
  written,
} from '../../local/cloud/documents/tables';
import { compareValues, type Doc } from '../../local/cloud/query/value';

/** Few values, so that queries, indexes and documents meet often; now and then one of another kind. */
const number = fc.integer({ min: -2, max: 3 });
const other = fc.oneof(
  fc.constantFrom('', 'a', 'ab', '院', 'a\u0000b'),
  fc.constantFrom(null, true, false, Number.NaN, -0, 0.5),
  fc.constantFrom(new Date(0), new Date(5)),
);
const scalar = fc.oneof({ weight: 5, arbitrary: number }, { weight: 1, arbitrary: other });
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
);
/** Fields may be missing; `d` is a list of documents. */
const doc = fc.record(
  { a: value, b: value, c: scalar, d: fc.array(fc.record({ x: value }), { maxLength: 3 }) },
  { requiredKeys: ['c'] },
);
const docs = fc.array(doc, { minLength: 4, maxLength: 25 });
const FIELDS = ['a', 'b', 'c', 'd.x'] as const;

const condition = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { minLength: 2, maxLength: 4 }) }),
  fc.record({ $gt: scalar, $lt: scalar }, { requiredKeys: [] }),
  fc.record({ $gte: number, $lte: number }),
  fc.record({ $all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.constantFrom({ $ne: 1 }, { $exists: true }, { $eq: null }),
);
const fields = fc.uniqueArray(fc.constantFrom(...FIELDS), { maxLength: 3 });
const query = fields.chain((names) =>
  fc.tuple(...names.map(() => condition)).map((conditions) => {
    const parts = names.map((name, i) => ({ [name]: conditions[i] }));
    return parts.length > 1 ? { ...parts[0], $and: parts.slice(1) } : { ...parts[0] };
  }),
);
const sense = fc.constantFrom(1 as const, -1 as const);
const order = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), sense), {
  maxLength: 2,
  selector: ([field]) => field,
});
/** At most one field that may be an array: two side by side cannot be indexed together. */
const keys = fc
  .tuple(
    fc.constantFrom('a', 'b', 'd.x'),
    fc.shuffledSubarray(['list', 'c', '_id'], { minLength: 1 }),
  )
  .chain(([list, names]) =>
    fc.tuple(...names.map(() => sense)).map((senses) =>
      names.map((name, i): KeyField => {
        const direction = senses[i] ?? 1;
        return { field: name === 'list' ? list : name, direction };
      }),
    ),
  );
const indexes = fc.array(keys, { minLength: 1, maxLength: 3 });

interface Shelf {
  readonly prepare: Prepare;
  readonly plain: Collection;
  readonly indexed: Collection;
}

/** The same documents twice: with indexes and without. Some are changed and removed on the way. */
function shelve(given: readonly Doc[], declared: readonly (readonly KeyField[])[]): Shelf {
  const db = new Database(':memory:');
  layOut(db);
  const prepare = preparing(db);
  for (const name of ['plain', 'indexed']) addCollection(db, name, false);
  const tid = readCollections(prepare).get('indexed')?.tid ?? 0;
  for (const [i, keysOfIndex] of declared.entries()) {
    addIndex(db, tid, { name: `i${i}`, unique: false, keys: keysOfIndex });
  }
  const both = ['plain', 'indexed'].map((name) => readCollections(prepare).get(name) as Collection);
  for (const collection of both) fill(prepare, collection, given);
  const [plain, indexed] = both as [Collection, Collection];
  return { prepare, plain, indexed };
}

function fill(prepare: Prepare, collection: Collection, given: readonly Doc[]): void {
  for (const [i, one] of given.entries()) {
    insertRow(prepare, collection, written({ _id: `${i % 7}-${i}`, ...one }));
  }
  for (const row of [...everyRow(prepare, collection)]) {
    if (row.rid % 5 === 0) removeRow(prepare, collection, row);
    if (row.rid % 5 === 1) {
      const old = docOf(row);
      const next = written({ ...old, ...given[0], c: 1 });
      replaceRow(prepare, collection, { rid: row.rid, old, next });
    }
  }
}

const idsOf = (hits: readonly { doc: Doc }[]) => hits.map(({ doc: { _id } }) => _id);

it('an index changes how documents are found, not which', () => {
  fc.assert(
    fc.property(docs, indexes, query, (given, declared, filter) => {
      const { prepare, plain, indexed } = shelve(given, declared);
      const [a, b] = [plain, indexed].map((one) => search(prepare, one, everyMatch(filter)));
      expect(idsOf(b?.hits ?? []).sort()).toEqual(idsOf(a?.hits ?? []).sort());
      expect(b?.examined).toBeLessThanOrEqual(a?.examined ?? 0);
    }),
    { numRuns: 400 },
  );
});

it('nor in which order, nor which page: the order asked for is total', () => {
  const page = fc.record({ offset: fc.nat(2), limit: fc.integer({ min: 1, max: 25 }) });
  const total = fc.tuple(order, sense).map(([list, last]): Order => [...list, ['_id', last]]);
  fc.assert(
    fc.property(docs, indexes, query, total, page, (given, declared, filter, wanted, bounds) => {
      const { prepare, plain, indexed } = shelve(given, declared);
      const asked = { filter, order: wanted, ...bounds };
      const [a, b] = [plain, indexed].map((one) => search(prepare, one, asked));
      expect(idsOf(b?.hits ?? [])).toEqual(idsOf(a?.hits ?? []));
    }),
    { numRuns: 600 },
  );
});

it('the bytes of values sort as the values do', () => {
  const any = fc.oneof(
    value,
    fc.double(),
    fc.string(),
    fc.date({ noInvalidDate: true }),
    fc.object(),
  );
  fc.assert(
    fc.property(scalar, any, (a, b) => {
      const bytes = Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)));
      expect(bytes).toBe(compareValues(a, b) + 0);
    }),
    { numRuns: 2000 },
  );
});

describe('the keys of a document', () => {
  const up = (...names: string[]): KeyField[] => names.map((field) => ({ field, direction: 1 }));
  const key = (...values: unknown[]) => Buffer.concat(values.map((one) => encodeValue(one)));

  it.each<[string, Doc, string[], unknown[][]]>([
    ['a missing field is null', {}, ['a'], [[null]]],
    ['each element of an array once', { a: [1, 2, 1] }, ['a'], [[1], [2]]],
    ['an empty array is below null', { a: [] }, ['a'], [[undefined]]],
    ['a path into an empty array is null', { a: [] }, ['a.b'], [[null]]],
    ['a path into an array of numbers is null', { a: [1] }, ['a.b'], [[null]]],
    [
      'a field beside an array',
      { a: [1, 2], b: 3 },
      ['a', 'b'],
      [
        [1, 3],
        [2, 3],
      ],
    ],
    [
      'fields of the same elements',
      { a: [{ x: 1, y: 2 }, { x: 3 }] },
      ['a.x', 'a.y'],
      [
        [1, 2],
        [3, null],
      ],
    ],
    ['an array inside elements', { a: [{ x: [1, 2] }, { x: 3 }] }, ['a.x'], [[1], [2], [3]]],
    ['an array of arrays is opened once', { a: [[1], 2] }, ['a'], [[[1]], [2]]],
    ['a position', { a: [5, 6] }, ['a.1'], [[6]]],
  ])('%s', (_, one, names, rows) => {
    const found = keysOf(one, up(...names)).map((bytes) => bytes.toString('hex'));
    expect(found).toEqual(rows.map((row) => key(...row).toString('hex')));
  });

  it('two arrays side by side have none', () => {
    expect(() => keysOf({ a: [1], b: [2] }, up('a', 'b'))).toThrow(
      'cannot index parallel arrays [a] [b]',
    );
  });
});

describe('a plan', () => {
  const index = (name: string, ...names: string[]) => ({
    name,
    unique: false,
    arrays: new Set<string>(),
    keys: names.map((field): KeyField => ({ field, direction: 1 })),
  });
  const INDEXES = [index('yard_at', 'yard', 'at', '_id'), index('state', 'state')];

  it.each<[string, Doc, Order, string | undefined, boolean]>([
    ['nothing serves', { note: 1 }, [], undefined, true],
    ['the longest beginning wins', { yard: 1, at: 2, state: 3 }, [], 'yard_at', true],
    ['a whole id wins over everything', { yard: 1, at: 2, _id: 'a' }, [['at', 1]], '_id_', true],
    ['the order follows what is fixed', { yard: 1 }, [['at', -1]], 'yard_at', true],
    [
      'two ways at once do not',
      { yard: 1 },
      [
        ['at', 1],
        ['_id', -1],
      ],
      'yard_at',
      false,
    ],
    ['an order without a condition', {}, [['yard', 1]], 'yard_at', true],
    ['ids in order', {}, [['_id', -1]], '_id_', true],
    ['a bound on ids', { _id: { $gt: 'a' } }, [['_id', 1]], '_id_', true],
    ['alternatives are not served', { $or: [{ yard: 1 }, { state: 1 }] }, [], undefined, true],
  ])('%s', (_, filter, wanted, name, ordered) => {
    const plan = planFor(filter, wanted, INDEXES);
    expect({ index: plan.index, ordered: plan.ordered }).toEqual({ index: name, ordered });
  });

  it('reads several beginnings side by side when only that gives the order', () => {
    const several = { yard: { $in: [1, 2] } };
    expect(planFor(several, [['at', 1]], INDEXES)).toMatchObject({ merged: true, ordered: true });
    expect(planFor(several, [['yard', 1]], INDEXES)).toMatchObject({
      merged: false,
      ordered: true,
    });
  });

  it('does not trust an index with arrays for an order', () => {
    const arrays = { ...index('at', 'at'), arrays: new Set(['at']) };
    expect(planFor({}, [['at', 1]], [arrays]).index).toBeUndefined();
    // What holds the value may hold others too, so it is not constant.
    expect(planFor({ at: 1 }, [['at', 1]], [arrays]).ordered).toBe(false);
  });
});
