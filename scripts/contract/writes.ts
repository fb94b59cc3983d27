/** What the product relies on when it writes. */
import { add, type Case, docs, read, trouble, updated } from './bench';

export const WRITES: readonly Case[] = [
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
