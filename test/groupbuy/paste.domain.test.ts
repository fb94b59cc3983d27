import fc from 'fast-check';
import { readPaste } from '../../cloudfunctions/groupbuy/paste';
import type { HouseholdId } from '../../miniprogram/contract/ids';

const ITEMS = [
  { id: 'i1', name: '豌豆尖', unit: '份' },
  { id: 'i2', name: '萝卜', unit: '根' },
  { id: 'i3', name: '白萝卜', unit: '根' },
];
const plate = (unit: string, door: string) => ({
  unit,
  door,
  family: '李家',
  label: `${unit} ${door} 李家`.trim(),
  away: false,
});
const PLATES: Record<HouseholdId, ReturnType<typeof plate>> = {
  hh_a: plate('1单元', '101'),
  hh_b: plate('1单元', '1201'),
  hh_c: plate('2单元', '101'),
  hh_d: plate('2单元', '502'),
  hh_e: plate('10单元', '3'),
};
const known = { items: ITEMS, plates: PLATES, ordered: new Set<HouseholdId>() };
const only = { ...known, items: ITEMS.slice(0, 1) };
const read = (line: string, as = known) => readPaste(`1. ${line}`, as).lines[0];

describe('a door', () => {
  it.each([
    ['1单元101 豌豆尖1', 'hh_a'],
    ['1单元 101室 豌豆尖1', 'hh_a'],
    ['李姐1-101豌豆尖1', 'hh_a'],
    ['１单元１０１号 豌豆尖１份', 'hh_a'],
    ['一单元101 豌豆尖1', 'hh_a'],
    ['1单元12-01 豌豆尖1', 'hh_b'],
    ['1/1201 豌豆尖1', 'hh_b'],
    ['豌豆尖2份 2单元101', 'hh_c'],
    ['502 豌豆尖1', 'hh_d'],
    ['502室王老师 豌豆尖1', 'hh_d'],
    ['10单元3号 豌豆尖1', 'hh_e'],
    ['十单元3号 豌豆尖1', 'hh_e'],
  ])('%s is %s', (line, household) => {
    expect(read(line)).toMatchObject({ status: 'ok', householdId: household });
  });

  it.each([
    ['我要豌豆尖1', 'noDoor'],
    ['101 豌豆尖1', 'noDoor'],
    ['3单元101 豌豆尖1', 'unknownDoor'],
    ['999 豌豆尖1', 'unknownDoor'],
    ['13800000502 豌豆尖1', 'noDoor'],
  ])('%s is for somebody to look at: %s', (line, status) => {
    expect(read(line)?.status).toBe(status);
  });
});

describe('what is ordered', () => {
  it.each([
    ['豌豆尖2份 萝卜3根', { i1: 2, i2: 3 }],
    ['豌豆尖×2，萝卜x3', { i1: 2, i2: 3 }],
    ['2份豌豆尖 3根萝卜', { i1: 2, i2: 3 }],
    ['豌豆尖两份', { i1: 2 }],
    ['豌豆尖+2', { i1: 2 }],
    ['豌豆尖：2', { i1: 2 }],
    ['豌豆尖', { i1: 1 }],
    ['豌豆尖 萝卜2', { i1: 1, i2: 2 }],
    ['2份豌豆尖，萝卜', { i1: 2, i2: 1 }],
    ['白萝卜2 萝卜1', { i3: 2, i2: 1 }],
    ['豌豆尖 十份', { i1: 10 }],
  ])('%s', (words, counts) => {
    expect(read(`2单元502 ${words}`)).toMatchObject({ status: 'ok', counts });
  });

  it.each([
    ['黄瓜2根', 'unknownItem'],
    ['豌豆尖1 黄瓜2个', 'unknownItem'],
    ['豌豆尖0份', 'noCount'],
    ['豌豆尖 500份', 'noCount'],
    ['王3 豌豆尖2', 'noCount'],
    ['2份豌豆尖3', 'unknownItem'],
    ['豌豆尖3.5元2份', 'noCount'],
  ])('%s is for somebody to look at: %s', (words, status) => {
    expect(read(`2单元502 ${words}`)?.status).toBe(status);
  });

  it.each([
    ['2份', 2],
    ['+3', 3],
    ['要两份', 2],
    ['豌豆尖 1', 1],
  ])('where there is one thing only, %s is enough', (words, count) => {
    expect(read(`2单元502 ${words}`, only)).toMatchObject({ status: 'ok', counts: { i1: count } });
  });

  it.each(['-1', '取消', '不要了', '豌豆尖 -1', '－１'])('%s takes it back', (words) => {
    const view = readPaste(`1. 2单元502 豌豆尖2\n2. 2单元502 ${words}`, known);
    expect(view).toMatchObject({ active: 0, cancelled: 1, toCheck: 0 });
    expect(view.entries).toEqual([{ householdId: 'hh_d', counts: {} }]);
  });

  it('who orders again after taking it back, orders', () => {
    const view = readPaste('1. 2-502 豌豆尖2\n2. 2-502 -1\n3. 2-502 豌豆尖3', known);
    expect(view.entries).toEqual([{ householdId: 'hh_d', counts: { i1: 3 } }]);
  });
});

it('the headline, the example and empty lines are no orders', () => {
  const text = '#接龙\n周六团购，豌豆尖 3.5 元\n例：1. 门牌 豌豆尖1\n\n1. 2-502 豌豆尖2\n';
  expect(readPaste(text, known)).toMatchObject({ active: 1, toCheck: 0 });
});

it('whatever is pasted, every line is accounted for once and nothing doubtful is entered', () => {
  const word = fc.constantFrom(
    '1单元',
    '101',
    '2-502',
    '豌豆尖',
    '萝卜',
    '2份',
    '-1',
    '×3',
    '取消',
    '李姐',
    '\n2.',
    '９',
    '。',
  );
  const any = fc.array(fc.oneof(word, fc.string({ maxLength: 6 })), { maxLength: 40 });
  fc.assert(
    fc.property(any, (words) => {
      const view = readPaste(`1. ${words.join(' ')}`, known);
      const { active, merged, toCheck, lines, entries } = view;
      const cancelled = lines.filter(({ status }) => status === 'cancelled').length;
      expect(active + merged + toCheck + cancelled).toBe(lines.length);
      expect(new Set(entries.map(({ householdId }) => householdId)).size).toBe(entries.length);
      expect(entries.filter(({ counts }) => Object.keys(counts).length > 0)).toHaveLength(active);
    }),
  );
});
