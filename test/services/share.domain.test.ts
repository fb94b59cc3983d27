import { wxOfTests } from '../support/phone';

Object.assign(globalThis, { wx: wxOfTests });

const share = () =>
  require('../../miniprogram/services/share') as typeof import('../../miniprogram/services/share');

it.each([
  ['明天停水', '明天停水'],
  ['一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十'],
  ['一二三四五六七八九十一二三四五六七八九十多', '一二三四五六七八九十一二三四五六七八九…'],
])('a card says %s in at most 20 characters', (title, said) => {
  expect(share().cardTitle(title)).toBe(said);
});

it('a text for the group has at most 12 lines and says where the rest is', () => {
  const lines = Array.from({ length: 30 }, (_, at) => `第 ${at + 1} 行`);
  const text = share().groupText(lines).split('\n');
  expect(text).toHaveLength(12);
  expect(text[10]).toBe('第 11 行');
  expect(text[11]).toContain('全文');
});

it('a short text for the group stays whole, without blank lines', () => {
  expect(share().groupText(['【停水】', ' 明天 9 点 \n\n到 11 点', ''])).toBe(
    '【停水】\n明天 9 点\n到 11 点',
  );
});
