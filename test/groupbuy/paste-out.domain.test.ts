import fc from 'fast-check';
import type { RoundDoc } from '../../cloudfunctions/groupbuy/documents';
import { readPaste } from '../../cloudfunctions/groupbuy/paste';
import { ordersOut } from '../../cloudfunctions/groupbuy/paste-out';
import type { OrderDoc } from '../../cloudfunctions/sale/documents';
import type { HouseholdId } from '../../miniprogram/contract/ids';

type Plates = Parameters<typeof ordersOut>[2];

const family = fc.constantFrom('李', '姜', '米', '欧阳', '张家', '');
const doorNo = fc.constantFrom('101', '102', '1201', '5', '12', '3-2', '301A');

/** Courtyards with stairs, towers and none; every door once. */
const plates = fc.constantFrom('单元', '栋', '', '号楼').chain((what) =>
  fc
    .uniqueArray(fc.record({ stair: fc.integer({ min: 1, max: 12 }), door: doorNo, family }), {
      minLength: 1,
      maxLength: 12,
      selector: ({ stair, door }) => (what === '' ? door : `${stair} ${door}`),
    })
    .map(
      (all): Plates =>
        Object.fromEntries(
          all.map(({ stair, door, family: name }, i) => {
            const unit = what === '' ? '' : `${stair}${what}`;
            const of = name === '' || name.endsWith('家') ? name : `${name}家`;
            const label = [unit, door, of].filter(Boolean).join(' ');
            return [`hh_p${i}` as HouseholdId, { unit, door, family: name, label, away: false }];
          }),
        ),
    ),
);

/** Goods whose names lie in one another, that are surnames, doors and numbers. */
const names = fc.shuffledSubarray(
  [
    ...['豌豆尖', '萝卜', '白萝卜', '姜', '米', '李子', '姜家豆腐', '鸡蛋', '鸡蛋10', '5号苹果'],
    ...['鸡蛋 30枚', '101香米', '三个瓜', 'A4 纸', '牛奶x2', '１号土豆', '2-101酱菜'],
  ],
  { minLength: 1, maxLength: 8 },
);

const roundOf = (all: readonly string[]) =>
  ({
    form: { title: '周四团', items: all.map((name, i) => ({ id: `i${i + 1}`, name, unit: '份' })) },
  }) as unknown as Pick<RoundDoc, 'form'>;

const rowOf = (householdId: HouseholdId, counts: Record<string, number>): OrderDoc => {
  const lines = Object.entries(counts)
    .filter(([, ordered]) => ordered > 0)
    .map(([id, ordered]) => [id, { ordered, allotted: ordered, priceFen: 100 }]);
  return { _id: `gb_1.${householdId}`, householdId, lines: Object.fromEntries(lines) } as never;
};

const week = fc.record({ plates, names }).chain(({ plates: homes, names: goods }) =>
  fc
    .array(
      fc.array(fc.integer({ min: 0, max: 99 }), {
        minLength: goods.length,
        maxLength: goods.length,
      }),
      {
        minLength: Object.keys(homes).length,
        maxLength: Object.keys(homes).length,
      },
    )
    .map((counts) => {
      const rows = Object.keys(homes).map((id, i) =>
        rowOf(
          id as HouseholdId,
          Object.fromEntries((counts[i] ?? []).map((count, nth) => [`i${nth + 1}`, count])),
        ),
      );
      return { homes, goods, rows: rows.filter(({ lines }) => Object.keys(lines).length > 0) };
    }),
);

const countsOf = ({ lines }: OrderDoc) =>
  Object.fromEntries(Object.entries(lines).map(([id, { ordered }]) => [id, ordered]));

it('what is copied out and pasted in again is the same orders, whatever is sold and however doors are called', () => {
  fc.assert(
    fc.property(week, ({ homes, goods, rows }) => {
      const round = roundOf(goods);
      const { named, households } = ordersOut(round, rows, homes);
      const { items } = round.form;
      const view = readPaste(named, { items, plates: homes, ordered: new Set() });
      expect(households).toBe(rows.length);
      expect([named, view.toCheck]).toEqual([named, 0]);
      const read = new Map(view.entries.map(({ householdId, counts }) => [householdId, counts]));
      expect(read).toEqual(new Map(rows.map((row) => [row.householdId, countsOf(row)])));
      // And once more: nothing is left of the way there and back.
      const again = view.entries.map(({ householdId, counts }) => rowOf(householdId, counts));
      expect(ordersOut(round, again, homes).named).toBe(named);
    }),
    { numRuns: 500 },
  );
});

it('a household that took its door off stays a line, and is never entered for another', () => {
  const homes: Plates = {
    hh_a: { unit: '1单元', door: '101', family: '李', label: '1单元 李家', away: false },
    hh_b: { unit: '1单元', door: '5', family: '王', label: '院里一户', away: false },
    hh_c: { unit: '1单元', door: '102', family: '李', label: '1单元 102 李家', away: false },
  };
  const round = roundOf(['5号苹果', '鸡蛋102']);
  const rows = Object.keys(homes).map((id) => rowOf(id as HouseholdId, { i1: 2, i2: 1 }));
  const { named, counts } = ordersOut(round, rows, homes);
  expect(named.split('\n')).toEqual([
    '#接龙 周四团',
    '1. 院里一户 5号苹果×2 鸡蛋102×1',
    '2. 1单元 李家 5号苹果×2 鸡蛋102×1',
    '3. 1单元 102 李家 5号苹果×2 鸡蛋102×1',
  ]);
  expect(counts).toBe('【接龙】周四团：3 户\n5号苹果 6 份\n鸡蛋102 3 份');
  const known = { items: round.form.items, plates: homes, ordered: new Set<HouseholdId>() };
  const view = readPaste(named, known);
  expect(view.lines.map(({ status }) => status)).toEqual(['noDoor', 'noDoor', 'ok']);
  expect(view.entries).toEqual([{ householdId: 'hh_c', counts: { i1: 2, i2: 1 } }]);
});

it.each([
  ['2单元502 姜家 白菜2', { i2: 2 }],
  ['2单元502姜家白菜2', { i2: 2 }],
  ['2单元502 姜家 姜3 白菜2', { i1: 3, i2: 2 }],
  ['2单元502 姜家豆腐1', { i3: 1 }],
])('who orders is not what is ordered: %s', (line, counts) => {
  const items = ['姜', '白菜', '姜家豆腐'].map((name, i) => ({
    id: `i${i + 1}`,
    name,
    unit: '份',
  }));
  const home = { unit: '2单元', door: '502', family: '姜', label: '2单元 502 姜家', away: false };
  const view = readPaste(`1. ${line}`, { items, plates: { hh_a: home }, ordered: new Set() });
  expect(view.lines[0]).toMatchObject({ status: 'ok', counts });
});
