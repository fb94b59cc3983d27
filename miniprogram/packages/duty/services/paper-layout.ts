/** 纸质表: a month on A4 in large type, and the numbers of households, to hang at the gate. Pure: `measure` comes in. */
import type { SheetView } from '../../../contract/roster-records';
import { A4, type Line, type Measure, type SheetPage, wrap } from '../../../services/paper';

type Row = SheetView['rows'][number];

const TITLE = 60;
const HEAD = 30;
const FOOT = { size: 34, lead: 50 };
/** 40 dots are 19 pt on paper; with room they grow. With several posts a day each row says its gate and hours as well. */
const ONE = { size: 40, lead: 68, rows: 16 };
const MANY = { size: 40, lead: 92, rows: 12 };
const LEAD_MAX = 112;
const SMALL = 28;

/** From the left edge of the sheet; the last is where somebody writes who came. */
const AT = { row: 110, day: 200, no: 500, label: 600, came: 950 } as const;
const CAME = '＿＿＿＿';

const top = A4.margin + TITLE + 70;

export function paperPages(sheet: SheetView, measure: Measure): readonly SheetPage[] {
  const many = sheet.rows.some(({ row }) => row > 100);
  const kind = many ? MANY : ONE;
  const parts = even(sheet.rows, kind.rows);
  const pages = parts.map((rows) => rowsPage({ sheet, rows, many, measure }));
  const all = [...pages, ...numbersPages(sheet, measure)];
  return all.map((page, i) => ({
    ...page,
    lines: [...headLines(sheet, { no: i + 1, of: all.length }, measure), ...page.lines],
  }));
}

/** As few parts as it takes, of about the same length. */
export function even<T>(rows: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.max(1, Math.ceil(rows.length / most));
  const size = Math.ceil(rows.length / count);
  return Array.from({ length: count }, (_, i) => rows.slice(i * size, (i + 1) * size));
}

function headLines(
  sheet: SheetView,
  { no, of }: { readonly no: number; readonly of: number },
  measure: Measure,
): readonly Line[] {
  const width = A4.width - 2 * A4.margin - 160;
  const size = [TITLE, 52, 46, 40].find((one) => measure(sheet.title, one, true) <= width) ?? 36;
  const place = `${no} / ${of}`;
  return [
    line(sheet.title, A4.margin, A4.margin + TITLE, { size, bold: true }),
    line(place, A4.width - A4.margin - measure(place, 34, false), A4.margin + TITLE, { size: 34 }),
  ];
}

const line = (
  text: string,
  x: number,
  y: number,
  { size, bold = false }: { readonly size: number; readonly bold?: boolean },
): Line => ({ text, x, y, size, bold });

function rowsPage({
  sheet,
  rows,
  many,
  measure,
}: {
  readonly sheet: SheetView;
  readonly rows: readonly Row[];
  readonly many: boolean;
  readonly measure: Measure;
}): SheetPage {
  const foot = footLines(sheet, measure);
  const footTop = (foot[0]?.y ?? A4.height - A4.margin) - FOOT.lead - 20;
  const kind = many ? MANY : ONE;
  const room = Math.floor((footTop - top) / Math.max(1, rows.length));
  const lead = Math.min(LEAD_MAX, Math.max(kind.lead, room));
  const size = lead >= 84 ? 46 : kind.size;
  const columns = [
    ['行', AT.row],
    ['日子', AT.day],
    ['户号', AT.no],
    ['轮到', AT.label],
    ['来的户号', AT.came],
  ] as const;
  const body = rows.flatMap((row, i) =>
    rowLines(row, { y: top + i * lead, lead, size, many, measure }),
  );
  return {
    lines: [
      ...columns.map(([text, x]) => line(text, x, top - 18, { size: HEAD })),
      ...body,
      ...foot,
    ],
    rules: [top, ...rows.map((_, i) => top + (i + 1) * lead)],
  };
}

function rowLines(
  row: Row,
  {
    y,
    lead,
    size,
    many,
    measure,
  }: {
    readonly y: number;
    readonly lead: number;
    readonly size: number;
    readonly many: boolean;
    readonly measure: Measure;
  },
): readonly Line[] {
  const base = y + Math.round(lead / 2) + (many ? 2 : 16);
  const label = `${row.label}${row.seeking ? '（想换）' : ''}`;
  const fits = [size, 36, 32, 28, 24].find(
    (one) => measure(label, one, true) <= AT.came - AT.label,
  );
  return [
    line(String(row.row), AT.row, base, { size }),
    line(row.dayText, AT.day, base, { size: 38, bold: row.heavy }),
    ...(many ? [line(`${row.gate} ${row.hours}`, AT.day, base + 34, { size: SMALL })] : []),
    ...(row.no > 0 ? [line(String(row.no), AT.no, base, { size })] : []),
    line(label, AT.label, base, { size: fits ?? 24, bold: true }),
    line(CAME, AT.came, base, { size: 44 }),
  ];
}

function footLines({ lines }: SheetView, measure: Measure): readonly Line[] {
  const width = A4.width - 2 * A4.margin;
  const wrapped = lines.flatMap((text) => wrap(text, width, (t) => measure(t, FOOT.size, false)));
  const from = A4.height - A4.margin - (wrapped.length - 1) * FOOT.lead;
  return wrapped.map((text, i) => line(text, A4.margin, from + i * FOOT.lead, { size: FOOT.size }));
}

const COLUMNS = 3;
const PER_PAGE = 66;

/** Every household's number, down the columns. */
function numbersPages({ households }: SheetView, measure: Measure): readonly SheetPage[] {
  if (households.length === 0) return [];
  return even(households, PER_PAGE).map((part) => {
    const deep = Math.ceil(part.length / COLUMNS);
    const wide = (A4.width - 2 * A4.margin) / COLUMNS;
    const lines = part.flatMap(({ no, label }, i) => {
      const x = A4.margin + Math.floor(i / deep) * wide;
      const y = top + 40 + (i % deep) * 62;
      const size = [36, 32, 28, 24].find((one) => measure(label, one, false) <= wide - 90) ?? 22;
      return [line(String(no), x, y, { size: 36, bold: true }), line(label, x + 70, y, { size })];
    });
    return {
      lines: [line('户号表：写来的户号就行', A4.margin, top - 18, { size: HEAD }), ...lines],
      rules: [],
    };
  });
}
