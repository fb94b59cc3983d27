/** The page, the text and the workbook know no domain: they show whatever was counted. @see docs/domain/report.md §7 */
import { Readable } from 'node:stream';
import { readSheet } from 'read-excel-file/node';
import type { CountedSection, MonthDoc } from '../../cloudfunctions/report/documents';
import { monthFile } from '../../cloudfunctions/report/file';
import { monthView } from '../../cloudfunctions/report/view';
import { rowText, valueText } from '../../miniprogram/contract/report';

const UNTIL = Date.parse('2020-03-01T00:00:00+08:00');
const pots = { label: '领养的花', kind: 'count', unit: '盆' } as const;
const fen = { label: '花钱', kind: 'fen', unit: '' } as const;
const hours = { label: '浇水', kind: 'minutes', unit: '' } as const;

const section = (no: number, title: string): CountedSection => ({
  title,
  note: '',
  no,
  rows: [
    { ...pots, value: 1_203, of: 2_000, said: true },
    { ...fen, value: 12_050 },
    { ...hours, value: 90 },
  ],
  columns: [pots, fen, hours],
  yards: { cy_a: [1_200, 12_000, 60], cy_b: [3, 50, 30] },
  until: UNTIL,
  closed: true,
});

const docOf = (sections: Record<string, CountedSection>): MonthDoc => ({
  _id: 'cm_test.2020-02',
  communityId: 'cm_test',
  rev: 1,
  month: '2020-02',
  courtyards: ['cy_b', 'cy_a', 'cy_c'],
  sections,
});
const names = {
  community: '东环路社区',
  of: (place: string) => ({ cy_a: '甲院', cy_b: '乙院' })[place] ?? '',
};
const viewOf = (doc: MonthDoc | undefined) =>
  monthView({ month: '2020-02', names, doc, earlier: undefined, now: UNTIL + 1 });

it('shows sections in their places, and every courtyard with all of them', () => {
  const view = viewOf(docOf({ late: section(2, '后一样'), flower: section(1, '花花节') }));
  expect(view.sections.map(({ key }) => key)).toEqual(['flower', 'late']);
  expect(view.yards).toEqual([
    {
      id: 'cy_b',
      name: '乙院',
      figures: [
        [3, 50, 30],
        [3, 50, 30],
      ],
    },
    {
      id: 'cy_a',
      name: '甲院',
      figures: [
        [1_200, 12_000, 60],
        [1_200, 12_000, 60],
      ],
    },
    {
      id: 'cy_c',
      name: '已经并走的院子',
      figures: [
        [0, 0, 0],
        [0, 0, 0],
      ],
    },
  ]);
});

it('says a line for each section, and never more than twelve', () => {
  expect(viewOf(docOf({ flower: section(1, '花花节') })).text.split('\n')).toEqual([
    '【东环路社区】2020年2月一页',
    '花花节：领养的花 1,203 盆（共 2,000 盆）',
    '数字算到 2月29日 24:00',
  ]);
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`s${i}`, section(i, `第${i}样`)]),
  );
  const lines = viewOf(docOf(many)).text.split('\n');
  expect(lines).toHaveLength(12);
  expect(lines.at(-2)).toBe('还有 11 样，看小程序');
  expect(viewOf(undefined)).toMatchObject({ text: '', sections: [], yards: [] });
});

it('is a workbook in which numbers are numbers, with the sums of all courtyards', async () => {
  const bytes = await monthFile(viewOf(docOf({ flower: section(1, '花花节') })));
  const sheet = (name: string) => readSheet(Readable.from(Buffer.from(bytes)), name);
  expect((await sheet('每月一页')).slice(3)).toEqual([
    ['领养的花', 1_203, 2_000, '盆'],
    ['花钱', 120.5, null, '元'],
    ['浇水', 1.5, null, '小时'],
  ]);
  expect(await sheet('各院落')).toEqual([
    ['院落', '花花节 领养的花（盆）', '花花节 花钱（元）', '花花节 浇水（小时）'],
    ['乙院', 3, 0.5, 0.5],
    ['甲院', 1_200, 120, 1],
    ['已经并走的院子', 0, 0, 0],
    ['合计', 1_203, 120.5, 1.5],
  ]);
});

it('says figures as people do', () => {
  expect(valueText(pots, 1_234_567)).toBe('1,234,567 盆');
  expect(valueText(fen, -5)).toBe('-¥0.05');
  expect(valueText(hours, 720)).toBe('12 小时');
  expect(valueText(hours, 75)).toBe('1.3 小时');
  expect(valueText(hours, 3)).toBe('0.1 小时');
  expect(valueText(hours, 66_597)).toBe('1,110 小时');
  expect(rowText({ ...pots, value: 0 })).toBe('0 盆');
});
