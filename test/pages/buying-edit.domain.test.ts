import { instant } from '../../miniprogram/contract/calendar';
import {
  editForm,
  firstForm,
  roundForm,
  wrongIn,
} from '../../miniprogram/packages/buying/services/edit-form';
import { NEW_GOODS } from '../../miniprogram/packages/buying/services/goods-form';
import {
  firstPicking,
  pickingMoved,
} from '../../miniprogram/packages/buying/services/picking-form';

const NOW = instant('2020-02-25', '10:00');
const GOODS = { ...NEW_GOODS, name: '豌豆尖', unit: '把', sale: '3.5', cost: '3', stock: '120' };
const field = (over: object) => ({
  ...firstPicking('2020-02-28'),
  ...{ place: '院门口', note: '带手套' },
  ...over,
});
const form = { ...firstForm(NOW, ['cy_c01']), title: '周四蔬菜团', goods: [GOODS] };

it('a filled form survives being sent and opened again', () => {
  const sent = roundForm(form, NOW);
  expect(sent.items).toEqual([
    { name: '豌豆尖', unit: '把', spec: '', saleFen: 350, costFen: 300, stock: 120 },
  ]);
  expect(sent.closesAt).toBe(instant('2020-02-26', '20:00'));
  expect(sent.delivery.from).toBe(instant('2020-02-28', '09:00'));
  expect(roundForm(editForm(sent, NOW), NOW)).toEqual(sent);
});

it.each([
  ['title', { title: ' ' }, 'title'],
  ['goods', { goods: [] }, 'goods'],
  ['a price in words', { goods: [{ ...GOODS, sale: '三块五' }] }, 'goods'],
  ['closing in the past', { closesDay: '2020-02-24' }, 'time'],
  ['delivery before closing', { deliveryDay: '2020-02-26', deliveryFrom: '09:00' }, 'time'],
  ['nobody may order', { courtyards: [] }, 'courtyards'],
  ['a field nobody knows the way to', { picks: true }, 'picking'],
  [
    'a field before ordering is over',
    { picks: true, picking: field({ day: '2020-02-26' }) },
    'picking',
  ],
  [
    'a field after the goods are there',
    { picks: true, picking: field({ time: '11:01' }) },
    'picking',
  ],
  ['a minimum in words', { minimumOf: 'fen' as const, minimumYuan: '两百' }, 'more'],
])('says what is wrong: %s', (_, change, part) => {
  expect(wrongIn({ ...form, ...change }, NOW)?.part).toBe(part);
  expect(wrongIn(form, NOW)).toBeUndefined();
});

it('prices do not lose their zeros: ten yuan stay ten', () => {
  const ten = roundForm({ ...form, goods: [{ ...GOODS, sale: '10', cost: '20.50' }] }, NOW);
  const again = roundForm(editForm(ten, NOW), NOW);
  expect(again.items[0]).toMatchObject({ saleFen: 1_000, costFen: 2_050 });
});

it('goods are put where the form says now; a courtyard with a place of its own keeps it', () => {
  const dropPoints = { cy_c01: '大门口', cy_c02: '大门口', cy_c03: '老黄桷树下' } as const;
  const sent = { ...roundForm(form, NOW), dropPoints };
  const opened = {
    ...editForm(sent, NOW),
    courtyards: Object.keys(dropPoints) as `cy_${string}`[],
  };
  expect(roundForm(opened, NOW).dropPoints).toEqual(dropPoints);
  expect(roundForm({ ...opened, dropPoint: '车棚' }, NOW).dropPoints).toEqual({
    ...{ cy_c01: '车棚', cy_c02: '车棚', cy_c03: '老黄桷树下' },
  });
});

it('what a copied round says comes out as it went in: its pictures, its field, its money, how it is delivered', () => {
  const sent = {
    ...roundForm({ ...form, deliveryText: '送到家门口' }, NOW),
    minimum: { of: 'fen', amount: 20_000, otherwise: 'cancel', extendHours: 12 },
    picking: { at: instant('2020-02-28', '06:30'), place: '院门口', places: 8, note: '带手套' },
  } as const;
  const [first] = sent.items;
  const whole = { ...sent, items: [{ ...first, picture: 'cloud://e.0/shown/a.jpg' }] };
  expect(roundForm(editForm(whole as typeof sent, NOW), NOW)).toEqual(whole);
});

it('the field goes along when the delivery is moved', () => {
  const picking = field({ day: '2020-02-27' });
  const moved = pickingMoved(picking, { from: '2020-02-28', to: '2020-03-01' });
  expect(moved).toEqual({ ...picking, day: '2020-02-29' });
});
