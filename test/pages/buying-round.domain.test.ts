import { instant } from '../../miniprogram/contract/calendar';
import type { ItemView, RoundView } from '../../miniprogram/contract/groupbuy-views';
import { roundModel } from '../../miniprogram/packages/buying/services/round-view';
import { stepsOf } from '../../miniprogram/services/basket';

const NOW = instant('2020-02-27', '18:00');
const item = (over: Partial<ItemView>): ItemView => ({
  ...{
    itemId: 'i1',
    name: '豌豆尖',
    unit: '把',
    spec: '约 500 克',
    saleFen: 350,
    mine: 0,
    sold: 0,
  },
  ...over,
});
const view = (over: Partial<RoundView> = {}): RoundView => ({
  ...{ roundId: 'gb_1', title: '周四蔬菜团', note: '', status: 'open', statusText: '正在接龙' },
  ...{ opensAt: NOW - 1, closesAt: instant('2020-02-27', '20:00'), closesText: '今天 20:00 截单' },
  delivery: { text: '2月29日 周六 09:00–11:00', from: NOW, until: NOW },
  ...{ dropPoint: '大门口', items: [item({}), item({ itemId: 'i2', name: '萝卜', saleFen: 150 })] },
  ...{ joinedHere: 12, groupText: '', mayManage: false, now: NOW },
  ...over,
});

it('says what the counts come to before anybody presses', () => {
  const model = roundModel(view(), { i1: 2, i2: 1 }, NOW);
  expect(model.step).toBe('订 3 份 ¥8.50');
  expect(model.when).toBe('今天 20:00 截单，还有 2 小时');
});

it('sends what changes, not what there is', () => {
  const had = view({ items: [item({ mine: 3 }), item({ itemId: 'i2', mine: 1 })] });
  expect(stepsOf(had.items, { i1: 1, i2: 1 })).toEqual([{ itemId: 'i1', add: -2 }]);
});

it.each([
  ['stock', { left: 2, mine: 1 }, {}, 3],
  ['the cap of the goods', { left: 50, capPerHousehold: 4 }, {}, 4],
  ['the cap of the household, less what else is picked out', { left: 50 }, { i2: 3 }, 2],
  ['nothing', {}, {}, 99],
])('a stepper ends at %s', (what, over, counts, max) => {
  const capped = what.startsWith('the cap of the household') ? { capPerHousehold: 5 } : {};
  const items = [item(over), item({ itemId: 'i2' })];
  expect(roundModel(view({ items, ...capped }), counts, NOW).items[0]?.max).toBe(max);
});

it('offers nothing at the closing instant', () => {
  const closed = view({ closesAt: NOW });
  expect(roundModel(closed, { i1: 2 }, NOW)).toMatchObject({ open: false, step: '' });
});

it('says 约 for what is weighed, and how it is paid', () => {
  const hens = view({ items: [item({ saleFen: 2_200, weighed: { gramsEach: 1_500 } })] });
  const model = roundModel(hens, { i1: 1 }, NOW);
  expect(model.step).toBe('订 1 份 约 ¥66.00');
  expect(model.weighedLine).toContain('实际斤两');
});

it('keeps the place for pictures only where something has one', () => {
  expect(roundModel(view(), {}, NOW).pictured).toBe(false);
  const items = [item({ picture: 'cloud://e.0/shown/a.jpg' }), item({ itemId: 'i2' })];
  const model = roundModel(view({ items }), {}, NOW);
  expect(model.pictured).toBe(true);
  expect(model.items.map(({ picture }) => picture)).toEqual(['cloud://e.0/shown/a.jpg', '']);
});

describe('going to the field', () => {
  const at = instant('2020-02-29', '06:30');
  const field = { at, place: '院门口', places: 4, signedUp: 1, mine: false, note: '带手套' };
  const asked = (over: object = {}, now = NOW, status: RoundView['status'] = 'open') =>
    roundModel(view({ status, picking: { ...field, ...over } }), {}, now).picking;

  it('says when, where, what to bring, and how many are still wanted', () => {
    expect(asked()).toMatchObject({
      when: '后天 06:30，院门口集合',
      note: '带手套',
      people: '已有 1 人报名，还要 3 人',
      deed: '我去',
    });
  });

  it.each([
    ['who has signed up may stay away', { mine: true }, NOW, '这次不去了'],
    ['nobody joins when there are enough', { signedUp: 4 }, NOW, ''],
    ['who is among enough may still stay away', { signedUp: 4, mine: true }, NOW, '这次不去了'],
    ['nobody joins after they have left', {}, at, ''],
  ])('%s', (_, over, now, deed) => {
    expect(asked(over, now)?.deed).toBe(deed);
  });

  it('nobody is asked to the field of a round that was called off', () => {
    expect(asked({}, NOW, 'cancelled')).toBeUndefined();
  });
});
