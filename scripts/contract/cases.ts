/**
 * What the product relies on of the cloud, each a sentence and what has to come of it. The same cases run against the
 * local cloud in `npm test` and against a real environment by hand; where they differ, the local cloud is wrong.
 */
import { add, type Case, COLLECTION, docs, read, trouble } from './bench';
import { WRITES } from './writes';

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
