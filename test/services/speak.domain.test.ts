import fc from 'fast-check';
import { pieces, speakingTime } from '../../miniprogram/services/speak';

it('reads every character once, in pieces the plugin takes', () => {
  const text = fc.string({
    unit: fc.constantFrom('一', '二', '。', '！', '\n', 'a', '，'),
    maxLength: 900,
  });
  fc.assert(
    fc.property(text, (whole) => {
      const parts = pieces(whole, 40);
      expect(parts.every((part) => part.length <= 40 && part.trim() !== '')).toBe(true);
      expect(parts.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''));
    }),
  );
});

it('cuts at the ends of sentences', () => {
  expect(pieces('一二三。四五六。', 5)).toEqual(['一二三。', '四五六。']);
});

it.each([
  [10, '约 5 秒'],
  [120, '约 30 秒'],
  [260, '约 2 分钟'],
])('says how long %i characters take', (length, words) => {
  expect(speakingTime('字'.repeat(length))).toBe(words);
});
