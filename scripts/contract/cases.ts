/**
 * What the product relies on of the cloud, each a sentence and what has to come of it. The same cases run against the
 * local cloud in `npm test` and against a real environment by hand; where they differ, the local cloud is wrong.
 */
import type { CloudBase } from '@cloudbase/node-sdk';

type Database = ReturnType<CloudBase['database']>;

/** Documents of one run stand apart from those of any other. */
export interface Bench {
  readonly app: CloudBase;
  readonly db: Database;
  /** Ids of this run begin so. */
  readonly run: string;
}

export interface Case {
  readonly claim: string;
  readonly expected: unknown;
  seen(bench: Bench): Promise<unknown>;
}

export const COLLECTION = 'contract_tests';

const docs = ({ db }: Bench) => db.collection(COLLECTION);
const add = (bench: Bench, name: string, fields: object) =>
  docs(bench).add({ _id: `${bench.run}.${name}`, run: bench.run, ...fields });
async function read(bench: Bench, name: string): Promise<Record<string, unknown> | undefined> {
  const { data } = await docs(bench)
    .where({ _id: `${bench.run}.${name}` })
    .get();
  const [doc] = data as Record<string, unknown>[];
  if (!doc) return undefined;
  const { _id, run, ...fields } = doc;
  return fields;
}
const updated = async (work: Promise<unknown>): Promise<unknown> =>
  ((await work) as { updated?: number }).updated;
/** The text of what went wrong; undefined when nothing did. */
const trouble = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: Error & { code?: string }) => `${error.code ?? ''} ${error.message}`,
  );

const WRITES: readonly Case[] = [
  {
    claim: 'a document comes back as it was put in',
    expected: { n: 1, text: '院坝', list: [1, { a: null }], deep: { a: { b: true } } },
    async seen(bench) {
      await add(bench, 'plain', {
        n: 1,
        text: '院坝',
        list: [1, { a: null }],
        deep: { a: { b: true } },
      });
      return read(bench, 'plain');
    },
  },
  {
    claim: 'a taken id is refused as a duplicate',
    expected: true,
    async seen(bench) {
      await add(bench, 'twice', {});
      const said = (await trouble(add(bench, 'twice', {}))) ?? '';
      return /E11000|DATABASE_DUPLICATE_WRITE/.test(said);
    },
  },
  {
    claim: 'a taken unique key is refused as a duplicate',
    expected: true,
    async seen({ db, run }) {
      const community = { communityId: `cm_${run}`, openidHash: 'one' };
      const members = db.collection('members');
      await members.add({ _id: `mb_${run}1`, ...community });
      const said = (await trouble(members.add({ _id: `mb_${run}2`, ...community }))) ?? '';
      await members.where({ communityId: community.communityId }).remove();
      return /E11000|DATABASE_DUPLICATE_WRITE/.test(said);
    },
  },
  {
    claim: 'a conditional update whose condition holds changes one document',
    expected: [1, { left: 3, by: { hh_a: 2 } }],
    async seen(bench) {
      await add(bench, 'claim', { left: 5, by: {} });
      const { command } = bench.db;
      const where = {
        _id: `${bench.run}.claim`,
        left: command.gte(2),
        'by.hh_a': command.exists(false),
      };
      const changes = { left: command.inc(-2), 'by.hh_a': command.set(2) };
      return [await updated(docs(bench).where(where).update(changes)), await read(bench, 'claim')];
    },
  },
  {
    claim: 'a conditional update whose condition does not hold changes nothing',
    expected: [0, { left: 1 }],
    async seen(bench) {
      await add(bench, 'refused', { left: 1 });
      const { command } = bench.db;
      const where = { _id: `${bench.run}.refused`, left: command.gte(2) };
      const done = await updated(
        docs(bench)
          .where(where)
          .update({ left: command.inc(-2) }),
      );
      return [done, await read(bench, 'refused')];
    },
  },
  {
    claim: 'of twenty updates at once for the last one, one holds',
    expected: [1, { left: 0 }],
    async seen(bench) {
      await add(bench, 'last', { left: 1 });
      const { command } = bench.db;
      const where = { _id: `${bench.run}.last`, left: command.gte(1) };
      const all = await Promise.all(
        Array.from({ length: 20 }, () =>
          updated(
            docs(bench)
              .where(where)
              .update({ left: command.inc(-1) }),
          ),
        ),
      );
      return [all.filter((one) => one === 1).length, await read(bench, 'last')];
    },
  },
  {
    claim: 'not(≥) also holds where the field is missing',
    expected: 1,
    async seen(bench) {
      await add(bench, 'missing', {});
      const { command } = bench.db;
      const where = { _id: `${bench.run}.missing`, n: command.not(command.gte(3)) };
      return updated(docs(bench).where(where).update({ seen: true }));
    },
  },
  {
    claim: '≠ also holds where the field is missing',
    expected: 1,
    async seen(bench) {
      await add(bench, 'unequal', {});
      const where = { _id: `${bench.run}.unequal`, state: bench.db.command.neq('done') };
      return updated(docs(bench).where(where).update({ seen: true }));
    },
  },
  {
    claim: 'set puts a whole object in the place of the old one',
    expected: { a: { two: 2 } },
    async seen(bench) {
      await add(bench, 'whole', { a: { one: 1 } });
      const { command } = bench.db;
      await docs(bench)
        .where({ _id: `${bench.run}.whole` })
        .update({ a: command.set({ two: 2 }) });
      return read(bench, 'whole');
    },
  },
  {
    claim: 'a field is taken away, and a list grows at its end',
    expected: { list: [1, 2] },
    async seen(bench) {
      await add(bench, 'fields', { gone: 1, list: [1] });
      const { command } = bench.db;
      await docs(bench)
        .where({ _id: `${bench.run}.fields` })
        .update({ gone: command.remove(), list: command.push([2]) });
      return read(bench, 'fields');
    },
  },
  {
    claim: 'putting a document in the place of another leaves nothing of the old one',
    expected: { b: 2 },
    async seen(bench) {
      await add(bench, 'replaced', { a: 1 });
      await docs(bench).doc(`${bench.run}.replaced`).set({ run: bench.run, b: 2 });
      return read(bench, 'replaced');
    },
  },
  {
    claim: 'removing what is gone does no harm',
    expected: [undefined, undefined],
    async seen(bench) {
      await add(bench, 'removed', {});
      const remove = () => trouble(docs(bench).doc(`${bench.run}.removed`).remove());
      return [await remove(), await remove()];
    },
  },
];

const READS: readonly Case[] = [
  {
    claim: 'lists are ordered, bounded and cut to the fields asked for',
    expected: [{ n: 3 }, { n: 2 }],
    async seen(bench) {
      for (const n of [1, 3, 2]) await add(bench, `list-${n}`, { n, kind: 'list', deep: { a: n } });
      const query = docs(bench).where({ run: bench.run, kind: 'list' }).orderBy('n', 'desc');
      const { data } = await query.limit(2).field({ n: true, _id: false }).get();
      return data;
    },
  },
  {
    claim: 'a projection reaches into an object',
    expected: [{ deep: { a: 1 } }],
    async seen(bench) {
      await add(bench, 'projected', { deep: { a: 1, b: 2 } });
      const query = docs(bench).where({ _id: `${bench.run}.projected` });
      return (await query.field({ _id: false, 'deep.a': true }).get()).data;
    },
  },
  {
    claim: 'in, exists and all find what they say',
    expected: [2, 1, 1],
    async seen(bench) {
      await add(bench, 'find-1', { find: 'a', tags: ['x', 'y'] });
      await add(bench, 'find-2', { find: 'b' });
      const { command } = bench.db;
      const count = async (where: object) =>
        (
          await docs(bench)
            .where({ run: bench.run, ...where })
            .get()
        ).data.length;
      return [
        await count({ find: command.in(['a', 'b', 'c']) }),
        await count({ find: command.exists(true), tags: command.exists(false) }),
        await count({ tags: command.all(['x']) }),
      ];
    },
  },
  {
    claim: 'equality finds an element of a list',
    expected: 1,
    async seen(bench) {
      await add(bench, 'element', { marks: ['m1', 'm2'] });
      return (await docs(bench).where({ run: bench.run, marks: 'm2' }).get()).data.length;
    },
  },
  {
    claim: 'what is not there is an empty list, not a failure',
    expected: [],
    seen: async (bench) =>
      (
        await docs(bench)
          .where({ _id: `${bench.run}.nowhere` })
          .get()
      ).data,
  },
];

const TRANSACTIONS: readonly Case[] = [
  {
    claim: 'a transaction that is given up leaves nothing',
    expected: { n: 1 },
    async seen(bench) {
      await add(bench, 'given-up', { n: 1 });
      const tx = await bench.db.startTransaction();
      await tx.collection(COLLECTION).doc(`${bench.run}.given-up`).set({ run: bench.run, n: 2 });
      await tx.rollback();
      return read(bench, 'given-up');
    },
  },
  {
    claim: 'a transaction reads what it wrote, and others read it once it is done',
    expected: [1, 2, 2],
    async seen(bench) {
      await add(bench, 'inside', { n: 1 });
      const id = `${bench.run}.inside`;
      const tx = await bench.db.startTransaction();
      await tx.collection(COLLECTION).doc(id).set({ run: bench.run, n: 2 });
      const outside = await read(bench, 'inside');
      const { data } = await tx.collection(COLLECTION).doc(id).get();
      const [inside] = [data].flat() as { n: number }[];
      await tx.commit();
      return [outside?.n, inside?.n, (await read(bench, 'inside'))?.n];
    },
  },
  {
    claim: 'of two transactions on one document the second meets a conflict, and nothing is lost',
    expected: [1, 1],
    async seen(bench) {
      await add(bench, 'rivals', { n: 0 });
      const id = `${bench.run}.rivals`;
      const attempt = async () => {
        const tx = await bench.db.startTransaction();
        const { data } = await tx.collection(COLLECTION).doc(id).get();
        const [doc] = [data].flat() as { n: number }[];
        await new Promise((resolve) => setTimeout(resolve, 200));
        await tx
          .collection(COLLECTION)
          .doc(id)
          .set({ run: bench.run, n: (doc?.n ?? 0) + 1 });
        await tx.commit();
      };
      const said = await Promise.all([trouble(attempt()), trouble(attempt())]);
      return [said.filter((one) => one === undefined).length, (await read(bench, 'rivals'))?.n];
    },
  },
];

const FILES: readonly Case[] = [
  {
    claim: 'a file comes back byte for byte under the id it was given',
    expected: ['cloud://', [0, 255, 7]],
    async seen({ app, run }) {
      const bytes = Buffer.from([0, 255, 7]);
      const { fileID } = await app.uploadFile({
        cloudPath: `contract/${run}.bin`,
        fileContent: bytes,
      });
      const { fileContent } = await app.downloadFile({ fileID });
      await app.deleteFile({ fileList: [fileID] });
      return [fileID.slice(0, 8), [...(fileContent ?? [])]];
    },
  },
  {
    claim: 'a file id is its path below a prefix of the environment',
    expected: true,
    async seen({ app, run }) {
      const cloudPath = `contract/${run}.txt`;
      const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from('a') });
      await app.deleteFile({ fileList: [fileID] });
      return new RegExp(`^cloud://[\\w.-]+/${cloudPath}$`).test(fileID);
    },
  },
];

export const CASES: readonly Case[] = [...WRITES, ...READS, ...TRANSACTIONS, ...FILES];
