import fc from 'fast-check';
import {
  FEN_MAX,
  fenOf,
  signedText,
  split,
  sumOf,
  yuanText,
} from '../../miniprogram/contract/money';

describe('fen as text', () => {
  it.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [350, '¥3.50'],
    [180_000, '¥1,800.00'],
    [123_456_789, '¥1,234,567.89'],
    [-300, '-¥3.00'],
    [-1, '-¥0.01'],
  ])('%d is %s', (fen, text) => {
    expect(yuanText(fen)).toBe(text);
  });

  it('says of what came in and went out which it was', () => {
    expect([120_00, -350, 0].map(signedText)).toEqual(['+¥120.00', '-¥3.50', '¥0.00']);
  });
});

describe('typed amounts', () => {
  it.each([
    ['12', 1200],
    ['12.5', 1250],
    ['12.05', 1205],
    ['0.01', 1],
    ['0', 0],
    ['3.', 300],
    ['1,800.00', 180_000],
    ['￥3.50', 350],
    ['¥ 3.50', 350],
    ['３．５０', 350],
    ['3。5', 350],
    ['865元', 86_500],
    ['5块', 500],
    ['10,000,000', FEN_MAX],
  ])('%s is understood', (typed, fen) => {
    expect(fenOf(typed)).toBe(fen);
  });

  it.each([
    '',
    ' ',
    '.',
    '.5',
    '-3',
    '1.005',
    '1,80',
    '1e3',
    '三块五',
    '3.5.1',
    '0x10',
    '12 34 5a',
    '10000000.01',
    '99999999999',
  ])('"%s" is no amount', (typed) => {
    expect(fenOf(typed)).toBeUndefined();
  });

  it('what is shown can be typed again, to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: FEN_MAX }), (fen) => {
        expect(fenOf(yuanText(fen))).toBe(fen);
        expect(fenOf(String(fen / 100))).toBe(fen);
      }),
    );
  });
});

describe('splitting', () => {
  it('gives leftover fen to the largest remainders, the earlier first on a tie', () => {
    expect(split(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(split(100, [1, 2, 4])).toEqual([14, 29, 57]);
    expect(split(2, [0, 1, 1, 1])).toEqual([0, 1, 1, 0]);
    expect(split(0, [3, 1])).toEqual([0, 0]);
  });

  it('adds up exactly, and nobody is more than a fen from the fair share', () => {
    const weights = fc
      .array(fc.nat(5_000), { minLength: 1, maxLength: 60 })
      .filter((all) => sumOf(all) > 0);
    fc.assert(
      fc.property(fc.nat(100_000_000), weights, (total, all) => {
        const shares = split(total, all);
        expect(sumOf(shares)).toBe(total);
        const sum = sumOf(all);
        shares.forEach((share, i) => {
          const fair = (total * (all[i] ?? 0)) / sum;
          expect(Math.abs(share - fair)).toBeLessThan(1);
          expect(Number.isSafeInteger(share) && share >= 0).toBe(true);
        });
      }),
    );
  });

  it.each([
    [-1, [1]],
    [1.5, [1]],
    [10, []],
    [10, [0, 0]],
    [10, [1, -1]],
    [10, [0.5, 0.5]],
    [FEN_MAX, [9_007_200]],
  ])('of %d by %j is a mistake of the caller', (total, weights) => {
    expect(() => split(total, weights)).toThrow(RangeError);
  });
});
