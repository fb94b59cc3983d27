import { counted, handInModel } from '../../miniprogram/packages/buying/services/hand-in-view';
import { costsOf, typedYuan } from '../../miniprogram/packages/buying/services/settle-view';

it.each([
  ['nothing typed means exactly right', '', '', '交 ¥90.00', ''],
  ['a shortage waits for its reason', '87', '', '', '少了 ¥3.00'],
  ['and goes with one', '87', '少收了零钱', '交 ¥87.00', '少了 ¥3.00'],
  ['too much needs a reason as well', '91.5', '', '', '多了 ¥1.50'],
  ['words are no money', '八十七', '理由', '', '写数字'],
])('%s', (_, typed, reason, step, difference) => {
  const count = counted(9_000, typed, reason);
  expect(count.step).toBe(step);
  expect(count.difference).toContain(difference);
});

it.each([
  ['what was given back comes out of the box', '', '', '从箱里拿回 ¥12.00', ''],
  ['less of it waits for its reason', '10', '', '', '少拿了 ¥2.00'],
  ['and goes with one', '10', '零钱不够', '从箱里拿回 ¥10.00', '少拿了 ¥2.00'],
  ['never more of it', '13', '理由', '', '最多拿回 ¥12.00'],
  ['or nothing for now', '0', '下次再拿', '交 ¥0.00', '少拿了 ¥12.00'],
])('%s', (_, typed, reason, step, difference) => {
  const count = counted(-1_200, typed, reason);
  expect(count.step).toBe(step);
  expect(count.difference).toContain(difference);
});

it('says what was taken back, and what was due', () => {
  const sums = { households: 0, units: 0, dueFen: 0, receivedFen: 0, owedFen: 0, overFen: 0 };
  const done = { handInId: 'a', name: '志愿者甲', mine: true, at: 0, transferFen: 0, doors: 1 };
  const { mine, done: lines } = handInModel({
    ...{ roundId: 'gb_x', title: '菜', courtyardName: '院', now: 0 },
    holders: [
      { memberId: 'mb_a', name: '甲', mine: true, cashFen: -1_200, transferFen: 0, doors: 1 },
    ],
    handIns: [
      {
        ...{ ...done, dueFen: -1_200, countedFen: -1_000, differenceFen: 200 },
        ...{ explanation: '零钱不够', journalId: 'fd_x.000001' },
      },
    ],
    sums: { ...sums, withVolunteersFen: -1_200 },
  });
  expect(mine).toMatchObject({ head: '我退给邻居的，该拿回', cash: '¥12.00', label: '拿回多少' });
  expect(lines[0]?.line).toContain('从箱里拿回 ¥10.00');
  expect(lines[0]?.note).toBe('少拿了 ¥2.00：零钱不够');
});

it('costs without an amount do not count; one that cannot be read stops all', () => {
  const lines = [
    { what: '袋子', yuan: '25' },
    { what: '运费', yuan: '' },
  ];
  expect(costsOf(lines)).toEqual([{ what: '袋子', fen: 2_500, from: 'cash' }]);
  expect(costsOf([...lines, { what: '水', yuan: '两块' }])).toBeUndefined();
  expect([typedYuan(2_500), typedYuan(2_550)]).toEqual(['25', '25.50']);
});
