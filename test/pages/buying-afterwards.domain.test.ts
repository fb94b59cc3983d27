/** What the door of a settled round offers: forms of the fund, by who one is. */
import { afterwardsFor } from '../../miniprogram/packages/buying/services/afterwards';

const view = {
  roundId: 'gb_1',
  courtyardId: 'cy_1',
  title: '周六蔬菜',
  status: 'settled',
} as const;
const row = { householdId: 'hh_1', label: '1单元 101', paidFen: 500, owedFen: 200 } as const;
const names = (...args: Parameters<typeof afterwardsFor>) =>
  afterwardsFor(...args).map(({ name }) => name);

it('is nothing before the settlement, and nothing for a volunteer', () => {
  expect(names({ ...view, status: 'distributing' }, row, ['staff'])).toEqual([]);
  expect(names(view, row, ['volunteer'])).toEqual([]);
});

it('is money back for who paid, and the debt of who owes', () => {
  expect(names(view, row, ['owner'])).toEqual(['退款给这家', '欠的钱不收了']);
  expect(names(view, row, ['staff'])).toEqual(['退款给这家', '欠的钱交给财务了', '欠的钱不收了']);
  expect(names(view, { ...row, paidFen: 0 }, ['owner'])).toEqual(['欠的钱不收了']);
  expect(names(view, { ...row, owedFen: 0 }, ['owner'])).toEqual(['退款给这家']);
});

it('opens the form with round, household and the most there is', () => {
  const [refund] = afterwardsFor(view, row, ['owner']);
  const query = new URLSearchParams(refund?.url.split('?')[1]);
  expect(Object.fromEntries(query)).toEqual({
    ...{ kind: 'refund', about: 'gb_1', title: '周六蔬菜', y: 'cy_1' },
    ...{ householdId: 'hh_1', whose: '1单元 101', mostFen: '500' },
  });
});
