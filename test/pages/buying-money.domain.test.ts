import { counted } from '../../miniprogram/packages/buying/services/hand-in-view';
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

it('costs without an amount do not count; one that cannot be read stops all', () => {
  const lines = [
    { what: '袋子', yuan: '25' },
    { what: '运费', yuan: '' },
  ];
  expect(costsOf(lines)).toEqual([{ what: '袋子', fen: 2_500, from: 'cash' }]);
  expect(costsOf([...lines, { what: '水', yuan: '两块' }])).toBeUndefined();
  expect([typedYuan(2_500), typedYuan(2_550)]).toEqual(['25', '25.50']);
});
