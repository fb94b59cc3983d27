/** 每月一页 as an A4 sheet: every section with its figures in two columns. Pure. */
import { dayOf } from '../../../contract/calendar';
import { type MonthRow, type MonthView, monthName } from '../../../contract/report';
import { A4, type Line, type SheetPage } from '../../../services/paper';
import { shortText } from './month-view';

const TITLE = 68;
const TITLE_LEAD = 100;
const LEAD_MAX = 62;
/** Of a line's height, so that a full month is set smaller and still fits. */
const SIZE = 0.58;
/** Lines a heading takes up, with the room above it. */
const HEADING = 2.4;
const COLUMN = (A4.width - 2 * A4.margin) / 2;
const GAP = 30;
/** Of a sign's size: Chinese signs fill it, figures and Latin letters do not. */
const NARROW = 0.62;

export function monthSheet(view: MonthView): SheetPage {
  const { sections } = view;
  const top = A4.margin + TITLE + TITLE_LEAD;
  const count = sections.reduce((sum, { rows }) => sum + Math.ceil(rows.length / 2) + HEADING, 2);
  const lead = Math.min(LEAD_MAX, Math.floor((A4.height - A4.margin - top) / count));
  const size = Math.min(lead * SIZE, (COLUMN - GAP) / widest(view));
  const lines: Line[] = [
    line(view.communityName, { x: A4.margin, y: A4.margin + TITLE, size: TITLE }),
    line(`${monthName(view.month)}一页`, { x: A4.margin, y: top, size: TITLE }),
  ];
  const rules: number[] = [];
  let y = top;
  for (const { title, rows } of sections) {
    rules.push(Math.round(y + lead * 0.8));
    y += lead * HEADING;
    lines.push(line(title, { x: A4.margin, y: y - lead * 0.4, size: lead * 0.66 }));
    for (const [at, row] of rows.entries()) {
      if (at % 2 === 0) y += lead;
      const x = A4.margin + (at % 2) * COLUMN;
      lines.push({ ...line(textOf(row), { x, y: y - lead * 0.3, size }), bold: false });
    }
  }
  const foot = { x: A4.margin, y: y + lead * 1.6, size };
  lines.push({ ...line(countedText(view), foot), bold: false });
  return { lines, rules };
}

const textOf = (row: MonthRow): string => `${row.label}　${shortText(row)}`;

/** The longest text of a column, in signs. */
const widest = ({ sections }: MonthView): number =>
  Math.max(1, ...sections.flatMap(({ rows }) => rows.map((row) => signsOf(textOf(row)))));

const signsOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u0020-\u00ff]/.test(sign) ? NARROW : 1), 0);

const line = (
  text: string,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): Line => ({ text, x, y: Math.round(y), size: Math.floor(size), bold: true });

/** The day that ends at the last midnight, in full: the sheet is kept. */
function countedText({ sections }: MonthView): string {
  const until = Math.max(0, ...sections.map((section) => section.until));
  return until === 0 ? '' : `数字算到 ${dayOf(until - 1)} 24:00。只有数目，没有人名。`;
}
