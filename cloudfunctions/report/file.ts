/** A month as a workbook: the page, and every courtyard in a row. */
import {
  type Figure,
  hoursOf,
  type MonthSection,
  type MonthView,
  monthName,
} from '../../miniprogram/contract/report';

type Cell = string | number;
type Table = readonly (readonly Cell[])[];

/** A number in a sheet, so that it can be added up there: yuan and hours are numbers only here. */
function cellOf({ kind }: Pick<Figure, 'kind'>, value: number): number {
  if (kind === 'fen') return value / 100;
  return kind === 'minutes' ? hoursOf(value) : value;
}

const unitOf = ({ kind, unit }: Pick<Figure, 'kind' | 'unit'>): string => {
  if (kind === 'fen') return '元';
  return kind === 'minutes' ? '小时' : unit;
};

export const pageTable = ({ communityName, month, sections }: MonthView): Table => [
  [`${communityName} ${monthName(month)}`],
  ...sections.flatMap(sectionTable),
];

const sectionTable = ({ title, note, rows }: MonthSection): Table => [
  [''],
  [title, '', '共', '', note],
  ...rows.map((row) => [
    row.label,
    cellOf(row, row.value),
    row.of === undefined ? '' : cellOf(row, row.of),
    unitOf(row),
  ]),
];

/** Courtyards down, figures across, and the sums of all courtyards at the end. */
export function yardTable({ sections, yards }: MonthView): Table {
  const columns = sections.flatMap(({ columns: own }, section) =>
    own.map((column, at) => ({ column, section, at })),
  );
  const figureOf = (figures: readonly (readonly number[])[], section: number, at: number) =>
    figures[section]?.[at] ?? 0;
  return [
    [
      '院落',
      ...columns.map(
        ({ column, section }) =>
          `${sections[section]?.title ?? ''} ${column.label}（${unitOf(column)}）`,
      ),
    ],
    ...yards.map(({ name, figures }) => [
      name,
      ...columns.map(({ column, section, at }) => cellOf(column, figureOf(figures, section, at))),
    ]),
    [
      '合计',
      ...columns.map(({ column, section, at }) =>
        cellOf(
          column,
          yards.reduce((sum, { figures }) => sum + figureOf(figures, section, at), 0),
        ),
      ),
    ],
  ];
}

const cells = (table: Table) =>
  table.map((row) =>
    row.map((value) =>
      typeof value === 'number'
        ? { value, type: Number, format: Number.isInteger(value) ? '0' : '0.00' }
        : { value, type: String },
    ),
  );

export async function monthFile(view: MonthView): Promise<Uint8Array> {
  // The spreadsheet code is evaluated only by the calls that need it.
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const [header = [], ...yards] = yardTable(view);
  const head = header.map((value) => ({
    value: String(value),
    fontWeight: 'bold' as const,
    wrap: true,
  }));
  const blob = await writeXlsxFile([
    {
      data: cells(pageTable(view)),
      sheet: '每月一页',
      columns: [{ width: 28 }, { width: 14 }, { width: 10 }, { width: 10 }, { width: 60 }],
    },
    {
      data: [head, ...cells(yards)],
      sheet: '各院落',
      columns: header.map((_, i) => ({ width: i === 0 ? 22 : 14 })),
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
    },
  ]).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
