import fc from 'fast-check';
import type { CountedRow, Judge, Winner } from '../../cloudfunctions/contest/documents';
import {
  askOrder,
  awardsOf,
  type Candidate,
  compareResults,
  isRecused,
  lacking,
  type Mark,
  meanText,
  needsOthers,
  refuseWrong,
  scoredRows,
  votedRows,
} from '../../cloudfunctions/contest/judging';
import type { EntryId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';

const hh = (no: number): HouseholdId => `hh_h${no}`;
const mb = (no: number): MemberId => `mb_j${no}`;
const entry = (no: number, actor = 100 + no): Candidate => ({
  entryId: `ct_1.hh_h${no}`,
  householdId: hh(no),
  actor: mb(actor),
});
const judge = (no: number, ...homes: readonly number[]): Judge => ({
  memberId: mb(no),
  households: homes.map(hh),
});
const mark = (by: number, about: number, ...points: readonly number[]): Mark => ({
  entryId: `ct_1.hh_h${about}`,
  judgeId: mb(by),
  points,
});

const anyEntries = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 })
  .map((all) => all.map((no) => entry(no, no % 3 === 0 ? no % 5 : 100 + no)));
const anyPanel = fc
  .array(fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 2 }), { maxLength: 7 })
  .map((all) => all.map((homes, i) => judge(i + 1, ...homes)));
const anyMarks = fc
  .uniqueArray(
    fc.record({
      by: fc.integer({ min: 1, max: 9 }),
      about: fc.integer({ min: 1, max: 12 }),
      points: fc.integer({ min: 1, max: 10 }),
    }),
    { maxLength: 80, selector: ({ by, about }) => `${by}.${about}` },
  )
  .map((all) => all.map(({ by, about, points }) => mark(by, about, points)));
const anyTies = fc.constantFrom('committee', 'share');
const anyTitles = fc.integer({ min: 1, max: 3 });

describe('a judge', () => {
  it('has no say on the own family’s, on those one acts for, and on what one entered oneself', () => {
    expect(isRecused(judge(1, 3), entry(3))).toBe(true);
    expect(isRecused(judge(1, 3), entry(4))).toBe(false);
    expect(isRecused(judge(1), entry(4, 1))).toBe(true);
  });

  it('is not asked where all five have entered; four of five may judge', () => {
    const panel = [1, 2, 3, 4, 5].map((no) => judge(no, no));
    const entries = [1, 2, 3, 4, 5, 6, 7].map((no) => entry(no));
    expect(needsOthers(panel, entries)).toBe(true);
    expect(needsOthers(panel, entries.slice(1))).toBe(false);
    expect(needsOthers(panel, [])).toBe(false);
  });

  it('needs a second one for every entry', () => {
    expect(needsOthers([judge(1)], [entry(9)])).toBe(true);
    expect(needsOthers([judge(1), judge(2)], [entry(9)])).toBe(false);
    expect(needsOthers([judge(1, 9), judge(2), judge(3, 8)], [entry(9), entry(8)])).toBe(false);
    expect(needsOthers([judge(1, 9), judge(2, 9), judge(3)], [entry(9)])).toBe(true);
  });
});

describe('the mean', () => {
  it('is of the judges who could score the entry, exactly', () => {
    const panel = [judge(1), judge(2), judge(3, 7), judge(4)];
    const marks = [mark(1, 7, 9), mark(2, 7, 8), mark(4, 7, 9), mark(3, 7, 10), mark(3, 8, 9)];
    const [seven] = scoredRows([entry(7)], panel, marks);
    expect(seven).toMatchObject({ sum: 26, of: 3, given: [8, 9, 9] });
    expect(meanText({ sum: 26, of: 3 })).toBe('8.67');
  });

  it('adds the criteria of a judge up', () => {
    const rows = scoredRows([entry(1)], [judge(2), judge(3)], [mark(2, 1, 8, 7), mark(3, 1, 9, 9)]);
    expect(rows).toMatchObject([{ sum: 33, of: 2 }]);
  });

  it('is said with two decimals, rounded half up, as long division would', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 7 }), (sum, of) => {
        const text = meanText({ sum, of });
        const hundredths = BigInt(text.replace('.', ''));
        // |text − sum/of| ≤ 0.005, and upwards at the middle: 2·100·sum within (2h−1)·of ≤ … < (2h+1)·of.
        const exact = BigInt(200 * sum);
        const low = (hundredths * 2n - 1n) * BigInt(of);
        const high = (hundredths * 2n + 1n) * BigInt(of);
        expect([text.length > 3, low <= exact, exact < high]).toEqual([true, true, true]);
      }),
    );
  });

  it('takes no mark of a recused or of a foreign judge into account, whatever it says', () => {
    fc.assert(
      fc.property(anyEntries, anyPanel, anyMarks, (entries, panel, marks) => {
        const mayCount = ({ entryId, judgeId }: Mark) => {
          const about = entries.find((one) => one.entryId === entryId);
          const by = panel.find(({ memberId }) => memberId === judgeId);
          return about !== undefined && by !== undefined && !isRecused(by, about);
        };
        const counted = marks.filter(mayCount);
        const rows = scoredRows(entries, panel, marks);
        expect(rows).toEqual(scoredRows(entries, panel, counted));
        const total = counted.reduce((sum, { points }) => sum + (points[0] ?? 0), 0);
        expect(rows.reduce((sum, row) => sum + row.sum, 0)).toBe(total);
        expect(rows.reduce((sum, row) => sum + row.of, 0)).toBe(counted.length);
      }),
    );
  });

  it('ranks as fractions do, the same in whatever order entries and marks come', () => {
    fc.assert(
      fc.property(anyEntries, anyPanel, anyMarks, (entries, panel, marks) => {
        const rows = scoredRows(entries, panel, marks);
        const turned = scoredRows([...entries].reverse(), panel, [...marks].reverse());
        expect(turned).toEqual(rows);
        const judged = rows.filter(({ of }) => of > 0);
        for (const a of judged) {
          const better = judged.filter(
            (b) => BigInt(b.sum) * BigInt(a.of) > BigInt(a.sum) * BigInt(b.of),
          );
          expect(a.rank).toBe(1 + better.length);
        }
      }),
    );
  });

  it('is not there with fewer than two marks', () => {
    const rows = scoredRows(
      [entry(1), entry(2)],
      [judge(3), judge(4)],
      [mark(3, 1, 5), mark(4, 1, 6), mark(3, 2, 9)],
    );
    expect(lacking(rows)).toEqual(['ct_1.hh_h2']);
  });

  it('never calls two different fractions alike: 9⅓ is more than 9.33', () => {
    expect(compareResults({ sum: 28, of: 3 }, { sum: 933, of: 100 })).toBeGreaterThan(0);
    expect(compareResults({ sum: 28, of: 3 }, { sum: 56, of: 6 })).toBe(0);
  });
});

describe('ballots', () => {
  it('count once each, none for the own entry and none for what is not there', () => {
    const anyVotes = fc.uniqueArray(
      fc.record({ from: fc.integer({ min: 1, max: 60 }), to: fc.integer({ min: 1, max: 15 }) }),
      { selector: ({ from }) => from },
    );
    fc.assert(
      fc.property(anyEntries, anyVotes, (entries, votes) => {
        const ballots = votes.map(({ from, to }) => ({
          householdId: hh(from),
          entryId: `ct_1.hh_h${to}` as EntryId,
        }));
        const rows = votedRows(entries, ballots);
        const valid = ballots.filter(({ householdId, entryId }) =>
          entries.some((one) => one.entryId === entryId && one.householdId !== householdId),
        );
        expect(rows.reduce((sum, row) => sum + row.sum, 0)).toBe(valid.length);
        expect(votedRows([...entries].reverse(), [...ballots].reverse())).toEqual(rows);
      }),
    );
  });
});

const rowsWith = (...sums: readonly number[]): readonly CountedRow[] =>
  votedRows(
    sums.map((_, i) => entry(i + 1)),
    sums.flatMap((sum, i) =>
      Array.from({ length: sum }, (_, no) => ({
        householdId: hh(1000 + i * 100 + no),
        entryId: entry(i + 1).entryId,
      })),
    ),
  );
const ids = (...nos: readonly number[]) => nos.map((no) => entry(no).entryId);
const won = (title: number, ...nos: readonly number[]): Winner => ({
  title,
  entryIds: ids(...nos),
  reason: '开得好。',
});

describe('titles', () => {
  it('go down the ranks', () => {
    expect(awardsOf(rowsWith(3, 9, 5), { titles: 2, ties: 'committee' })).toEqual([
      { title: 0, among: ids(2), shared: false },
      { title: 1, among: ids(3), shared: false },
    ]);
  });

  it('with a tie for the second the committee chooses one of them', () => {
    const awards = awardsOf(rowsWith(5, 9, 5), { titles: 2, ties: 'committee' });
    expect(awards).toEqual([
      { title: 0, among: ids(2), shared: false },
      { title: 1, among: ids(1, 3), shared: false },
    ]);
    expect(() => refuseWrong(awards, [won(0, 2), won(1, 3)])).not.toThrow();
    for (const wrong of [
      [won(0, 2)],
      [won(0, 2), won(1, 2)],
      [won(0, 2), won(1, 1, 3)],
      [won(0, 1), won(1, 3)],
      [won(0, 2), won(1, 3), won(2, 1)],
    ]) {
      expect(() => refuseWrong(awards, wrong)).toThrow('RESULT_WRONG');
    }
  });

  it('with a tie for the first the committee says who is first, and nobody is both', () => {
    const awards = awardsOf(rowsWith(9, 9, 5), { titles: 2, ties: 'committee' });
    expect(() => refuseWrong(awards, [won(0, 2), won(1, 1)])).not.toThrow();
    expect(() => refuseWrong(awards, [won(0, 2), won(1, 2)])).toThrow('RESULT_WRONG');
  });

  it('shared: all alike get the first, and the second falls away', () => {
    const awards = awardsOf(rowsWith(9, 9, 5), { titles: 2, ties: 'share' });
    expect(awards).toEqual([{ title: 0, among: ids(1, 2), shared: true }]);
    expect(() => refuseWrong(awards, [won(0, 2, 1)])).not.toThrow();
    expect(() => refuseWrong(awards, [won(0, 1)])).toThrow('RESULT_WRONG');
    expect(() => refuseWrong(awards, [won(0, 1, 1)])).toThrow('RESULT_WRONG');
  });

  it('are not won without a point', () => {
    expect(awardsOf(rowsWith(0, 0), { titles: 2, ties: 'share' })).toEqual([]);
    expect(awardsOf([], { titles: 2, ties: 'committee' })).toEqual([]);
  });

  it('decided by the committee are never more than there are; whoever is better is never passed over', () => {
    const anySums = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 9 });
    fc.assert(
      fc.property(anySums, anyTitles, anyTies, (sums, titles, ties) => {
        const rows = rowsWith(...sums);
        const awards = awardsOf(rows, { titles, ties: ties === 'share' ? 'share' : 'committee' });
        const standing = sums.filter((sum) => sum > 0).length;
        expect(new Set(awards.map(({ title }) => title)).size).toBe(awards.length);
        if (ties === 'committee') expect(awards).toHaveLength(Math.min(titles, standing));
        const inIt = new Set(awards.flatMap(({ among }) => among));
        const worst = Math.min(...rows.filter((r) => inIt.has(r.entryId)).map((r) => r.sum));
        const passed = rows.filter((r) => !inIt.has(r.entryId) && r.sum > worst);
        expect(passed).toEqual([]);
      }),
    );
  });
});

describe('the neighbours who are asked', () => {
  const yard = (code: string, group: number) => ({ id: `cy_${code}`, code, group });

  it('are those of the same group after this one by number, round and round, then the others', () => {
    const all = [yard('c04', 2), yard('c01', 1), yard('c03', 1), yard('c05', 1), yard('c02', 1)];
    expect(askOrder(yard('c03', 1), all)).toEqual(['cy_c05', 'cy_c01', 'cy_c02', 'cy_c04']);
    expect(askOrder(yard('c05', 1), all)).toEqual(['cy_c01', 'cy_c02', 'cy_c03', 'cy_c04']);
  });

  it('are the same in whatever order the courtyards are listed, each once, and never this one', () => {
    const anyYards = fc
      .uniqueArray(fc.integer({ min: 1, max: 43 }), { minLength: 1 })
      .map((nos) => nos.map((no) => yard(String(no).padStart(2, '0'), no % 4)));
    fc.assert(
      fc.property(anyYards, (yards) => {
        const [from] = yards;
        if (!from) return;
        const order = askOrder(from, yards);
        expect(askOrder(from, [...yards].reverse())).toEqual(order);
        expect([...order].sort()).toEqual(
          yards
            .filter(({ id }) => id !== from.id)
            .map(({ id }) => id)
            .sort(),
        );
      }),
    );
  });
});
