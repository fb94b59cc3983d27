import { instant } from '../../miniprogram/contract/calendar';
import { emptyForm } from '../../miniprogram/packages/keeper/notice-edit/form';
import { dated } from '../../miniprogram/packages/keeper/notice-edit/near-days';

const now = instant('2026-02-28', '18:00');
const form = (title: string, body = '') => ({ ...emptyForm(now, []), title, body });

it.each([
  ['明天停水', '3月1日停水'],
  ['今晚、明早、明晚都停', '2月28日晚上、3月1日早上、3月1日晚上都停'],
  ['后天或大后天来打针', '3月2日或3月3日来打针'],
])('writes the date for the word: %s', (title, clear) => {
  expect(dated(form(title), now)?.title).toBe(clear);
});

it('changes the text line by line, and leaves the rest of it alone', () => {
  const body = '时间：明天 9:00\n地点：坝子里';
  expect(dated(form('大扫除', body), now)).toEqual({
    title: '大扫除',
    body: '时间：3月1日 9:00\n地点：坝子里',
  });
});

it.each(['明天（3月1日）停水', '明天3月1日停水', '3月1日停水'])(
  'has nothing to say where the date stands already: %s',
  (title) => {
    expect(dated(form(title), now)).toBeUndefined();
  },
);

it('has nothing to say about a notice that is over today', () => {
  expect(dated({ ...form('今晚停水'), untilDay: '2026-02-28' }, now)).toBeUndefined();
});

it('leaves a title that would get too long', () => {
  const title = `明天${'停水'.repeat(14)}`;
  expect(dated(form(title, '明天'), now)).toEqual({ title, body: '3月1日' });
});
