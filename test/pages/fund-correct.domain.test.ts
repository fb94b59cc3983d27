/** Putting an entry right, in plain words. @see docs/domain/fund.md §1 */
import { fundBalance } from '../../miniprogram/contract/fund-accounts';
import type { JournalView } from '../../miniprogram/contract/fund-views';
import {
  BLANK,
  type Correction,
  effectsOf,
  othersFor,
  partsOf,
  readCorrection,
  sidesOf,
  waysFor,
} from '../../miniprogram/packages/fund/services/correct-form';

type View = Pick<JournalView, 'seq' | 'moves' | 'may'>;
const may = { adjust: true, reverse: false };
/** ¥244.30 of the doors, ¥205.40 to the farmer, ¥6 for bags, ¥32.90 into the fund. */
const settlement: View = {
  seq: 5,
  may,
  moves: [
    { account: 'clearing_groupbuy', name: '团购往来', fen: -24_430 },
    { account: 'supplier', name: '应付菜农、商家', fen: 20_540 },
    { account: 'cash', name: '现金箱', fen: -600 },
    { account: 'income_groupbuy', name: '团购结余', fen: 3_290 },
  ],
};
const spending: View = {
  seq: 6,
  may: { adjust: true, reverse: true },
  moves: [
    { account: 'spending_greening', name: '绿化', fen: 8_640 },
    { account: 'cash', name: '现金箱', fen: -8_640 },
  ],
};
const said = (more: Partial<Correction>): Correction => ({ ...BLANK, words: '错了', ...more });
const effects = (view: View, more: Partial<Correction>) => {
  const sides = sidesOf(view, said(more));
  return sides && effectsOf(sides).map(({ name, text }) => `${name} ${text}`);
};

it.each([
  [
    'the farmer is owed more',
    settlement,
    { way: 'less', wrong: 'supplier', other: 'income_groupbuy', yuan: '12' },
    ['团购结余 少 ¥12.00', '应付菜农、商家 多 ¥12.00', '微基金一共 少 ¥12.00'],
  ],
  [
    'the farmer is owed less',
    settlement,
    { way: 'more', wrong: 'supplier', other: 'income_groupbuy', yuan: '12' },
    ['应付菜农、商家 少 ¥12.00', '团购结余 多 ¥12.00', '微基金一共 多 ¥12.00'],
  ],
  [
    'more was paid for bags out of the box',
    settlement,
    { way: 'less', wrong: 'cash', other: 'income_groupbuy', yuan: '3' },
    ['团购结余 少 ¥3.00', '现金箱 少 ¥3.00', '微基金一共 少 ¥3.00'],
  ],
  [
    'a part was spent on something else',
    spending,
    { way: 'place', wrong: 'spending_greening', other: 'spending_repair', yuan: '20' },
    ['维修 多 ¥20.00', '绿化 少 ¥20.00', '微基金一共 不变'],
  ],
  [
    'it was paid from the bank',
    spending,
    { way: 'place', wrong: 'cash', other: 'bank', yuan: '86.4' },
    ['现金箱 多 ¥86.40', '银行存折 少 ¥86.40', '微基金一共 不变'],
  ],
] as const)('%s', (_, view, filled, expected) => {
  expect(effects(view, filled)).toEqual(expected);
});

it.each([
  ['supplier', 'less', -1],
  ['supplier', 'more', 1],
  ['cash', 'less', -1],
  ['cash', 'more', 1],
] as const)('%s written as %s is the same side again, or the other', (wrong, way, sign) => {
  // The entry credited both accounts.
  const sides = sidesOf(settlement, said({ way, wrong, other: 'income_groupbuy', yuan: '1' }));
  const change = { [sides?.debit ?? '']: 100, [sides?.credit ?? '']: -100 };
  expect(change[wrong]).toBe(sign * 100);
  expect(fundBalance(change)).toBe(sign * 100);
});

it('says what is missing, one thing after the other', () => {
  const wrong = (more: Partial<Correction>) => {
    const read = readCorrection(settlement, said(more), []);
    return 'wrong' in read ? read.wrong : '';
  };
  expect(wrong({})).toContain('哪一项');
  expect(wrong({ wrong: 'cash' })).toContain('钱写数字');
  expect(wrong({ wrong: 'cash', way: 'more', yuan: '6.01' })).toBe('这一项一共只有 ¥6.00');
  expect(wrong({ wrong: 'cash', yuan: '6.01' })).toContain('差的钱');
  expect(wrong({ wrong: 'cash', yuan: '6', other: 'bank', words: ' ' })).toContain('哪里错了');
  expect(readCorrection(settlement, said({ wrong: 'cash', yuan: '6', other: 'bank' }), [])).toEqual(
    {
      form: {
        ...{ kind: 'adjustment', corrects: 5, debit: 'bank', credit: 'cash', fen: 600 },
        ...{ words: '错了', pictures: [] },
      },
    },
  );
  expect(readCorrection(spending, said({ way: 'undo' }), [])).toMatchObject({
    form: { kind: 'reversal', corrects: 6 },
  });
});

it('offers to undo only what may be undone, and never the account a round clears itself', () => {
  expect(waysFor(settlement).map(({ id }) => id)).toEqual(['less', 'more', 'place']);
  expect(waysFor(spending).map(({ id }) => id)).toContain('undo');
  expect(waysFor({ may: { adjust: false, reverse: false } })).toEqual([]);
  expect(partsOf(settlement).map(({ id }) => id)).not.toContain('clearing_groupbuy');
  const { likely, all } = othersFor(settlement, { way: 'less', wrong: 'supplier' });
  expect(likely.map(({ id }) => id)).toEqual(['cash', 'income_groupbuy']);
  expect(all.map(({ id }) => id)).not.toContain('clearing_groupbuy');
});
