/** Our codes module by module against the ones of `qrcode`, which every scanner reads. */
import fc from 'fast-check';
import QRCode from 'qrcode';
import { qrOf } from '../../miniprogram/packages/self/services/qr';
import { codeOf, householdIn } from '../../miniprogram/services/household-code';

const drawn = (rows: readonly (readonly boolean[])[]) =>
  rows.map((row) => row.map((dark) => (dark ? '█' : '.')).join(''));

/** The same text under each mask: a scanner reads any of them. */
function theirs(text: string): readonly string[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((maskPattern) => {
    const { modules } = QRCode.create([{ data: Buffer.from(text), mode: 'byte' }], {
      errorCorrectionLevel: 'M',
      maskPattern: maskPattern as 0,
    });
    const { size, data } = modules;
    const rows = Array.from({ length: size }, (_, y) =>
      Array.from({ length: size }, (__, x) => data[y * size + x] === 1),
    );
    return drawn(rows).join('\n');
  });
}

const ascii = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((one) => String.fromCharCode(one)),
  minLength: 1,
  maxLength: 62,
});

it('is one of the eight codes there are for a text, for whatever fits', () => {
  fc.assert(
    fc.property(ascii, (text) => {
      expect(theirs(text)).toContain(drawn(qrOf(text)).join('\n'));
    }),
    { numRuns: 150 },
  );
});

it.each([1, 14, 15, 26, 27, 42, 43, 62])('grows at its edges: %d characters', (length) => {
  const text = 'a'.repeat(length);
  expect(theirs(text)).toContain(drawn(qrOf(text)).join('\n'));
});

it('refuses what does not fit', () => {
  expect(() => qrOf('a'.repeat(63))).toThrow(RangeError);
  expect(() => qrOf('门牌')).toThrow(RangeError);
});

it('a household’s code names the household, and nothing else does', () => {
  expect(householdIn(codeOf('hh_c01u1d101'))).toBe('hh_c01u1d101');
  expect(householdIn(` ${codeOf('hh_c01u1d101')}\n`)).toBe('hh_c01u1d101');
  for (const text of [
    '',
    'hh_c01u1d101',
    'https://x.cn/yuanba/hh_a',
    'yuanba/hh_A',
    'yuanba/mb_a',
  ]) {
    expect(householdIn(text)).toBeUndefined();
  }
  expect(qrOf(codeOf(`hh_${'z'.repeat(32)}`)).length).toBeLessThanOrEqual(33);
});
