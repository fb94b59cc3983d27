import { instant } from '../../miniprogram/contract/calendar';
import type { RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import {
  changesOf,
  movedOf,
  movingForm,
  wrongMoving,
} from '../../miniprogram/packages/buying/services/moving-form';

const NOW = instant('2020-02-27', '18:00');
const before: RoundForm = {
  ...{ title: '周四蔬菜团', note: '', items: [], courtyards: ['cy_c01', 'cy_c02'] },
  ...{ opensAt: NOW, closesAt: instant('2020-02-27', '20:00') },
  delivery: {
    text: '送到家门口',
    from: instant('2020-02-29', '09:00'),
    until: instant('2020-02-29', '11:00'),
  },
  dropPoints: { cy_c01: '大门口' },
  picking: { at: instant('2020-02-29', '06:00'), place: '院门口', places: 6, note: '带手套' },
  ...{ shortageRule: 'equal', lossRule: 'fund' },
};
const YARDS = [
  { courtyardId: 'cy_c01', name: '3巷22号院' },
  { courtyardId: 'cy_c02', name: '3巷5号院' },
] as const;
const form = movingForm(before, YARDS, NOW);
const pointed = (id: string, point: string) => ({
  ...form,
  points: form.points.map((one) => (one.id === id ? { ...one, point } : one)),
});

it('what is not touched is sent as it was, and nothing is said to have changed', () => {
  const moved = movedOf(form, before);
  expect(moved).toEqual({ delivery: before.delivery, dropPoints: {} });
  expect(changesOf(moved, before, form, NOW)).toEqual([]);
});

it('says what people will find changed, before it is done', () => {
  const later = { ...pointed('cy_c02', '车棚'), day: '2020-03-01', from: '10:00', until: '12:00' };
  const moved = movedOf({ ...later, text: '' }, before);
  expect(moved.dropPoints).toEqual({ cy_c02: '车棚' });
  expect(changesOf(moved, before, later, NOW)).toEqual([
    '改到 3月1日 周日 10:00–12:00 送',
    '不再写怎么送',
    '3巷5号院改放车棚',
  ]);
});

it.each([
  ['ends before it begins', { until: '08:00' }, NOW],
  ['is over already', {}, instant('2020-02-29', '11:00')],
  ['comes before ordering ends', { day: '2020-02-27', from: '18:30', until: '19:30' }, NOW],
])('refuses a delivery that %s', (_, change, now) => {
  const moved = movedOf({ ...form, ...change }, before);
  expect(wrongMoving(moved, { closesAt: before.closesAt, now })).not.toBe('');
  expect(wrongMoving(movedOf(form, before), { closesAt: before.closesAt, now: NOW })).toBe('');
});

it('the field is moved with its time and place, and stays as it is when nobody touches it', () => {
  const wet = {
    ...form,
    picking: form.picking && { ...form.picking, time: '07:30', place: '车站' },
  };
  const moved = movedOf(wet, before);
  expect(moved.picking).toEqual({
    at: instant('2020-02-29', '07:30'),
    ...{ place: '车站', places: 6, note: '带手套' },
  });
  expect(changesOf(moved, before, wet, NOW)).toEqual(['去地里：后天 07:30，车站集合']);
  const late = { ...form, picking: form.picking && { ...form.picking, time: '11:30' } };
  expect(wrongMoving(movedOf(late, before), { closesAt: before.closesAt, now: NOW })).toBe(
    '去地里要在送完以前',
  );
});

it('a field they have left for is not moved any more', () => {
  expect(movingForm(before, YARDS, instant('2020-02-29', '06:00')).picking).toBeNull();
});
