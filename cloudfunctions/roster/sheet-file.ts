/** The month's sheet as a spreadsheet in large type, on A4 upright. @see docs/domain/roster.md §9 */
import type { SheetView } from '../../miniprogram/contract/roster-records';

const FONT = 16;
const TITLE = 24;
const ROW = 27;
const BORDER = { borderStyle: 'thin', borderColor: '#000000' } as const;
const MARKED = '#e6e6e6';

const HEADERS = ['行号', '日期', '门', '时间', '值守人家', '编号', '来的'] as const;
/** In characters of the usual type; together what A4 is wide. */
const WIDTHS = [7, 17, 10, 16, 26, 8, 8].map((width) => ({ width }));
const WIDE = HEADERS.length;

type Cell = {
  readonly value?: string;
  readonly [style: string]: unknown;
} | null;

const cell = (value: string, more: Record<string, unknown> = {}): Cell => ({
  value,
  type: String,
  fontSize: FONT,
  height: ROW,
  alignVertical: 'center',
  ...more,
});
const boxed = (value: string, more: Record<string, unknown> = {}): Cell =>
  cell(value, { ...BORDER, ...more });
/** Over the whole width. */
const across = (value: string, more: Record<string, unknown> = {}): readonly Cell[] => [
  cell(value, { columnSpan: WIDE, wrap: true, ...more }),
  ...Array.from({ length: WIDE - 1 }, () => null),
];

export async function sheetFile(sheet: SheetView): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const file = await writeXlsxFile([
    {
      data: monthOfSheet(sheet) as never,
      sheet: '值守表',
      columns: WIDTHS,
    },
    {
      data: numbersOfSheet(sheet) as never,
      sheet: '编号',
      columns: [{ width: 10 }, { width: 40 }],
    },
  ]).toBlob();
  return new Uint8Array(await file.arrayBuffer());
}

/** Weekends and holidays are grey and have a dot: colour is never the only sign. */
function monthOfSheet({ title, rows, lines }: SheetView): readonly (readonly Cell[])[] {
  const head = HEADERS.map((value) => boxed(value, { fontWeight: 'bold', align: 'center' }));
  const body = rows.map(({ row, dayText, gate, hours, label, no, seeking, heavy }) => {
    const shade = heavy ? { backgroundColor: MARKED } : {};
    const who = seeking ? `${label}（找人顶）` : label;
    return [
      boxed(String(row), { align: 'center', ...shade }),
      boxed(heavy ? `${dayText} ·` : dayText, shade),
      boxed(gate, shade),
      boxed(hours, shade),
      boxed(who, { wrap: true, ...shade }),
      boxed(no === 0 ? '' : String(no), { align: 'center', ...shade }),
      boxed('', shade),
    ];
  });
  return [
    across(title, { fontSize: TITLE, height: 40, fontWeight: 'bold', align: 'center' }),
    head,
    ...body,
    ...lines.map((line) => across(line)),
  ];
}

const numbersOfSheet = ({ title, households }: SheetView): readonly (readonly Cell[])[] => [
  [cell(`${title} 编号`, { fontSize: TITLE, height: 40, fontWeight: 'bold', columnSpan: 2 }), null],
  ...households.map(({ no, label }) => [boxed(String(no), { align: 'center' }), boxed(label)]),
];

/** A name any phone and computer can store. */
export const fileNameOf = ({ title }: Pick<SheetView, 'title'>): string =>
  `${title.replace(/[\\/:*?"<>|\s]+/g, '')}.xlsx`;
