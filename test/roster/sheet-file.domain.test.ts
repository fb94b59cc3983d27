import { inflateRawSync } from 'node:zlib';
import { fileNameOf, sheetFile } from '../../cloudfunctions/roster/sheet-file';
import type { SheetRow, SheetView } from '../../miniprogram/contract/roster-records';

const row = (no: number, more: Partial<SheetRow> = {}): SheetRow => ({
  row: no,
  day: '2020-03-01',
  dayText: `3月${no}日 周日`,
  gate: '大门',
  hours: '08:00–20:00',
  label: '2单元 101 李家',
  no,
  seeking: false,
  heavy: false,
  ...more,
});
const sheetOf = (rows: readonly SheetRow[]): SheetView => ({
  title: '3巷22号 3月值守表',
  month: '2020-03',
  rows,
  households: rows.slice(0, 24).map(({ no, label }) => ({ no, label })),
  lines: ['值守时间：大门 08:00–20:00', '社区电话：028-83000000'],
});
const month = Array.from({ length: 31 }, (_, i) => row(i + 1));

/** One file of the zip. @throws Error when it is not there: the test's own mistake */
function partOf(zip: Uint8Array, name: string): string {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, names, extra, comment] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ];
    if (bytes.toString('utf8', at + 46, at + 46 + names) === name) {
      const local = bytes.readUInt32LE(at + 42);
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const isStored = bytes.readUInt16LE(at + 10) === 0;
      const content = bytes.subarray(from, from + size);
      return (isStored ? content : inflateRawSync(content)).toString('utf8');
    }
    at += 46 + names + extra + comment;
  }
  throw new Error(`no ${name}`);
}
const worksheet = async (rows: readonly SheetRow[]) =>
  partOf(await sheetFile(sheetOf(rows)), 'xl/worksheets/sheet1.xml');
/** In points: 842 high, less the margins. */
const A4_HEIGHT = 842 - 2 * 0.4 * 72;

it('a month of one post a day is one A4 page with large type', async () => {
  const xml = await worksheet(month);
  expect(xml).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
  expect(xml).toContain(
    '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="1"/>',
  );
  const heights = [...xml.matchAll(/ ht="([\d.]+)"/g)].map(([, height]) => Number(height));
  const height = heights.reduce((sum, one) => sum + one, 0);
  // Hardly anything has to be made smaller.
  expect(A4_HEIGHT / height).toBeGreaterThan(0.95);
  const widths = [...xml.matchAll(/ width="([\d.]+)"/g)].map(([, width]) => Number(width));
  const inches = widths.reduce((sum, one) => sum + one * 7 + 5, 0) / 96;
  expect(inches).toBeLessThanOrEqual(8.27 - 2 * 0.4);
});

it('more rows go on to the next page, as wide as the paper, with their gate', async () => {
  const two = month.flatMap((one) => [one, row(one.row + 100, { gate: '后门' })]);
  const xml = await worksheet(two);
  expect(xml).toContain('fitToWidth="1" fitToHeight="0"');
  expect(xml.match(/<col /g)).toHaveLength(7);
});

it('a month without any turn is a file as well, and its name suits every computer', async () => {
  expect(await worksheet([])).toContain('<sheetData>');
  expect(fileNameOf({ title: '3巷/22号:*? "东" 3月值守表' })).toBe('3巷22号东3月值守表.xlsx');
});
