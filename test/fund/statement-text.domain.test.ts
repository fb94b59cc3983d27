/** The month as text: whoever adds up where the money is gets what there is. @see docs/domain/fund.md §5 */
import { NO_JOURNAL } from '../../cloudfunctions/fund/chain';
import { statementOf } from '../../cloudfunctions/fund/statement';
import type { Balances } from '../../miniprogram/contract/fund-accounts';
import { fenOf } from '../../miniprogram/contract/money';

const NOW = Date.parse('2020-03-12T20:00:00+08:00');
const textOf = (balances: Balances) =>
  statementOf({
    ...{ month: '2020-03', communityName: '东环路社区', now: NOW },
    ...{ before: NO_JOURNAL, after: { seq: 3, hash: 'aaaa0000', balances } },
  }).text.split('\n');

const amountsIn = (text: string): readonly number[] =>
  [...text.matchAll(/(-?)(¥[\d,]+\.\d\d)/g)].map(
    ([, sign, amount = '']) => (fenOf(amount) ?? 0) * (sign === '-' ? -1 : 1),
  );

it.each<[string, Balances, string]>([
  ['in box and bank', { cash: 300, bank: 200, opening: -500 }, '（现金 ¥3.00，银行 ¥2.00）'],
  [
    'some of it owed to the farmer',
    { cash: 300, supplier: -100, opening: -200 },
    '（现金 ¥3.00，银行 ¥0.00，还该付 -¥1.00）',
  ],
  [
    'some of it owed by neighbours, some missing',
    { cash: 300, receivable: 50, short: 25, over: -75, opening: -300 },
    '（现金 ¥3.00，银行 ¥0.00，邻居还欠 ¥0.50，还该付 -¥0.75）',
  ],
])('%s', (_, balances, expected) => {
  const lines = textOf(balances);
  const line = lines.find((one) => one.startsWith('现在有')) ?? '';
  expect(line).toContain(expected);
  const [there = 0, ...places] = amountsIn(line);
  const missing = amountsIn(lines.find((one) => one.startsWith('另有')) ?? '');
  expect([...places, ...missing].reduce((sum, fen) => sum + fen, 0)).toBe(there);
});
