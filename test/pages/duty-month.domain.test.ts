import { addDays } from '../../miniprogram/contract/calendar';
import type { SheetView } from '../../miniprogram/contract/roster-records';
import type { MonthView, TurnView } from '../../miniprogram/contract/roster-views';
import { stairsOf } from '../../miniprogram/packages/duty/services/doors';
import { gridOf, habitOf, missingLine } from '../../miniprogram/packages/duty/services/month-grid';
import { monthModel } from '../../miniprogram/packages/duty/services/month-model';
import { monthLines } from '../../miniprogram/packages/duty/services/month-text';
import {
  changedOf,
  entryInput,
  entryRows,
  typedOn,
  weeksOf,
} from '../../miniprogram/packages/duty/services/paper-entry';
import { even, paperPages } from '../../miniprogram/packages/duty/services/paper-layout';
import { A4 } from '../../miniprogram/services/paper';

const NOW = Date.parse('2020-02-10T10:00:00+08:00');

const turnOn = (day: string, no: number, more: Partial<TurnView> = {}): TurnView => ({
  turnId: `1-hh_${no}`,
  day,
  dayText: day,
  gate: '大门',
  hours: '08:00–20:00',
  startsAt: 0,
  endsAt: 0,
  label: `1单元 ${100 + no} 李家`,
  mine: false,
  heavy: false,
  state: day < '2020-02-10' ? 'served' : day === '2020-02-10' ? 'today' : 'coming',
  seeking: false,
  ...more,
});

const monthOf = (turns: readonly TurnView[], more: Partial<MonthView> = {}): MonthView => ({
  month: '2020-02',
  title: '2020年2月',
  turns,
  uncovered: [],
  now: NOW,
  ...more,
});

const whole = monthOf(
  Array.from({ length: 29 }, (_, i) => turnOn(addDays('2020-02-01', i), i + 1)),
);

describe('a month', () => {
  it('is whole weeks from Monday, with every day once', () => {
    const cells = gridOf(whole);
    expect(cells).toHaveLength(35);
    expect(cells.findIndex(({ day }) => day === '2020-02-01')).toBe(5);
    expect(cells.filter(({ day }) => day !== '')).toHaveLength(29);
  });

  it('names my day, several households, and a day nobody covers', () => {
    const view = monthOf(
      [
        turnOn('2020-02-11', 1, { mine: true }),
        turnOn('2020-02-12', 2),
        turnOn('2020-02-12', 3, { label: '1单元 103 王家' }),
      ],
      { uncovered: ['2020-02-05', '2020-02-13'] },
    );
    const who = (day: string) => gridOf(view).find((cell) => cell.day === day)?.who;
    expect([11, 12, 13].map((date) => who(`2020-02-${date}`))).toEqual(['我家', '2 家', '缺人']);
    expect(who('2020-02-05')).toBe('');
    expect(missingLine(view)).toBe('2月13日还没有人守门');
  });

  it('says once what is the same every day', () => {
    expect(habitOf(whole)).toBe('每天 1 家，8:00 到 20:00');
  });

  it('begins its list with today', () => {
    const { rows, pastRows } = monthModel(whole);
    expect(rows[0]).toMatchObject({ day: '2020-02-10', title: '今天', sub: '2月10日 周一' });
    expect(pastRows).toHaveLength(9);
  });

  it('is a text of at most twelve lines that leaves nobody out', () => {
    const first = { ...whole, now: Date.parse('2020-02-01T06:00:00+08:00') };
    const lines = monthLines(first, '3巷22号院');
    expect(lines.length).toBeLessThanOrEqual(12);
    for (const { label } of whole.turns) expect(lines.join('\n')).toContain(label);
    expect(lines.join('\n')).not.toContain('undefined');
  });
});

describe('households', () => {
  const option = (id: string, label: string) => ({ id: `hh_${id}`, label }) as const;

  it('stand under their stair', () => {
    const stairs = stairsOf([option('1', '1单元 101 李家'), option('2', '2单元 101 王家')]);
    expect(stairs.map(({ name, doors }) => [name, doors[0]?.text])).toEqual([
      ['1单元', '101 李家'],
      ['2单元', '101 王家'],
    ]);
  });
});

const sheet: SheetView = {
  title: '东环路3巷22号院 2月值守表',
  month: '2020-02',
  households: Array.from({ length: 24 }, (_, i) => ({ no: i + 1, label: `1单元 ${101 + i} 李家` })),
  rows: Array.from({ length: 29 }, (_, i) => ({
    row: i + 1,
    day: addDays('2020-02-01', i),
    dayText: `2月${i + 1}日 周一`,
    gate: '大门',
    hours: '08:00–20:00',
    label: `1单元 ${101 + (i % 24)} 李家`,
    no: (i % 24) + 1,
    seeking: false,
    heavy: false,
  })),
  lines: ['值守时间：大门 08:00–20:00', '社区电话：028-83000000'],
};

describe('paper', () => {
  const measure = (text: string, size: number): number =>
    [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? size : size / 2), 0);

  it('has every row once, nothing under 12 pt, and nothing off the sheet', () => {
    const pages = paperPages(sheet, measure);
    const lines = pages.flatMap((page) => page.lines);
    for (const { dayText } of sheet.rows) {
      expect(lines.filter(({ text }) => text === dayText)).toHaveLength(1);
    }
    for (const { text, x, y, size, bold } of lines) {
      expect(size).toBeGreaterThanOrEqual(25);
      expect(x + measure(text, size)).toBeLessThanOrEqual(A4.width - A4.margin / 2);
      expect(y).toBeLessThanOrEqual(A4.height - A4.margin);
      expect(bold).toBeDefined();
    }
  });

  it('keeps rows above the words at its foot', () => {
    for (const { rules, lines } of paperPages(sheet, measure).slice(0, 2)) {
      const foot = Math.min(
        ...lines.filter(({ text }) => sheet.lines.includes(text)).map(({ y, size }) => y - size),
      );
      expect(Math.max(...rules)).toBeLessThan(foot);
    }
  });

  it('is cut into parts of one length', () => {
    expect(even([1, 2, 3, 4, 5], 3).map(({ length }) => length)).toEqual([3, 2]);
    expect(even([], 3)).toEqual([[]]);
  });

  it('offers only days that are over, the latest week first', () => {
    const weeks = weeksOf(sheet, NOW);
    expect(weeks.map(({ name }) => name)).toEqual(['3日到9日', '1日到2日']);
    expect(weeksOf(sheet, Date.parse('2020-02-10T20:00:00+08:00'))[0]?.name).toBe('10日');
    expect(weeksOf(sheet, Date.parse('2020-05-10T20:00:00+08:00'))).toEqual([]);
  });

  it('fills in who was planned and changes only what differs', () => {
    const [week] = weeksOf(sheet, NOW);
    if (!week) throw new Error('no week is over');
    const rows = entryRows(week, { 4: 9, 5: 0, 6: 6 }, sheet);
    expect(changedOf(rows).map(({ row, text, was }) => [row, text, was])).toEqual([
      [4, '9 号 1单元 109 李家', '4 号 1单元 104 李家'],
      [5, '没有人来', '5 号 1单元 105 李家'],
    ]);
    const input = entryInput(sheet, week, { 4: 9, 5: 0 });
    expect(input.rows).toHaveLength(7);
    expect(input.rows.slice(0, 3)).toEqual([
      { row: 3, came: 3 },
      { row: 4, came: 9 },
      { row: 5, came: 0 },
    ]);
  });

  it('takes numbers digit by digit, never longer than a household has', () => {
    expect(['1', '2', '3', '4'].reduce(typedOn, '')).toBe('123');
  });
});
