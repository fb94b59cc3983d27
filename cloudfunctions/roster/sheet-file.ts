/** The month's sheet as a spreadsheet in large type, on A4 upright. @see docs/domain/roster.md §9 */
import type { Feature } from 'write-excel-file/universal';
import type { SheetRow, SheetView } from '../../miniprogram/contract/roster-records';

const FONT = 15;
const TITLE = 22;
/** In points: a month of one post a day, with title and lines, is one page. */
const ROW = 20.5;
const ONE_PAGE_ROWS = 36;
const BORDER = { borderStyle: 'thin', borderColor: '#000000' } as const;
const MARKED = '#e6e6e6';

/** A column of the sheet, as wide as A4 has room for, in characters of the usual type. */
interface Column {
  readonly head: string;
  readonly width: number;
  readonly align?: 'center';
  of(row: SheetRow): string;
}

function columnsOf(rows: readonly SheetRow[]): readonly Column[] {
  const isOneGate = new Set(rows.map(({ gate }) => gate)).size <= 1;
  return [
    { head: '行号', width: 7, align: 'center', of: ({ row }) => String(row) },
    { head: '日期', width: 20, of: ({ dayText, heavy }) => (heavy ? `${dayText} ·` : dayText) },
    ...(isOneGate ? [] : [{ head: '门', width: 10, of: ({ gate }: SheetRow) => gate }]),
    { head: '时间', width: 16, of: ({ hours }) => hours },
    { head: '值守人家', width: isOneGate ? 34 : 26, of: whoOf },
    { head: '编号', width: 7, align: 'center', of: ({ no }) => (no === 0 ? '' : String(no)) },
    { head: '来的', width: 8, of: () => '' },
  ];
}

const whoOf = ({ label, seeking }: SheetRow): string => (seeking ? `${label}（找人顶）` : label);

/** Printed on A4 upright, as wide as the page; on one page where that leaves the type large. */
const onA4 = (isOnePage: boolean): Feature<Blob> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) =>
          xml.replace(
            /<worksheet[^>]*>/,
            (opening) => `${opening}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
          ),
        insert: () =>
          '<pageMargins left="0.4" right="0.4" top="0.4" bottom="0.4" header="0.2" footer="0.2"/>' +
          `<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="${isOnePage ? 1 : 0}"/>`,
      },
    },
  },
});

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
const across = (
  value: string,
  span: number,
  more: Record<string, unknown> = {},
): readonly Cell[] => [
  cell(value, { columnSpan: span, wrap: true, ...more }),
  ...Array.from({ length: span - 1 }, () => null),
];

export async function sheetFile(sheet: SheetView): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const columns = columnsOf(sheet.rows);
  const isOnePage = Math.max(sheet.rows.length, sheet.households.length) <= ONE_PAGE_ROWS;
  const file = await writeXlsxFile(
    [
      {
        data: monthOfSheet(sheet, columns) as never,
        sheet: '值守表',
        columns: columns.map(({ width }) => ({ width })),
      },
      {
        data: numbersOfSheet(sheet) as never,
        sheet: '编号',
        columns: [{ width: 10 }, { width: 40 }],
      },
    ],
    { features: [onA4(isOnePage)] },
  ).toBlob();
  return new Uint8Array(await file.arrayBuffer());
}

/** Weekends and holidays are grey and have a dot: colour is never the only sign. */
function monthOfSheet(
  { title, rows, lines }: SheetView,
  columns: readonly Column[],
): readonly (readonly Cell[])[] {
  const span = columns.length;
  const head = columns.map(({ head: value }) =>
    boxed(value, { fontWeight: 'bold', align: 'center' }),
  );
  const body = rows.map((row) =>
    columns.map(({ of, align }) =>
      boxed(of(row), {
        ...(align ? { align } : {}),
        ...(row.heavy ? { backgroundColor: MARKED } : {}),
      }),
    ),
  );
  return [
    across(title, span, { fontSize: TITLE, height: 34, fontWeight: 'bold', align: 'center' }),
    head,
    ...body,
    ...lines.map((line) => across(line, span)),
  ];
}

const numbersOfSheet = ({ title, households }: SheetView): readonly (readonly Cell[])[] => [
  [cell(`${title} 编号`, { fontSize: TITLE, height: 40, fontWeight: 'bold', columnSpan: 2 }), null],
  ...households.map(({ no, label }) => [boxed(String(no), { align: 'center' }), boxed(label)]),
];

/** A name any phone and computer can store. */
export const fileNameOf = ({ title }: Pick<SheetView, 'title'>): string =>
  `${title.replace(/[\\/:*?"<>|\s]+/g, '')}.xlsx`;
