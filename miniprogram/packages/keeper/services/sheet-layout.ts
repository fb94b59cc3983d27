/** A notice as an A4 sheet in large type, for the gate and for those without a phone. Pure maths: `measure` comes in. */
import {
  A4,
  balanced,
  type Line,
  type Measure,
  type SheetPage,
  wrap,
} from '../../../services/paper';

export interface SheetText {
  readonly courtyard: string;
  readonly title: string;
  readonly body: string;
  readonly until: string;
  readonly by: string;
  readonly phone: string;
}

const TITLE = { size: 92, lead: 124 };
const SIGN = { size: 52, lead: 84 };
const FOOT = { size: 44, lead: 66 };
/** 84 dots are 40 pt on paper, read from two steps away without glasses. Never under 22 pt. */
const BODY_SIZES = [84, 72, 66, 60, 54, 48] as const;
const LEAD = 1.6;

/**
 * One page when it fits at some size of `BODY_SIZES`, the largest that does; else several pages at the smallest.
 * Order: pages from first to last; every page carries the courtyard's name and the phone.
 */
export function sheetPages(text: SheetText, measure: Measure): readonly SheetPage[] {
  for (const size of BODY_SIZES) {
    const pages = pagesAt(text, size, measure);
    if (pages.length === 1) return pages;
  }
  return pagesAt(text, BODY_SIZES[BODY_SIZES.length - 1] ?? 48, measure);
}

function pagesAt(text: SheetText, size: number, measure: Measure): readonly SheetPage[] {
  const width = A4.width - 2 * A4.margin;
  const title = balanced(text.title, width, (t) => measure(t, TITLE.size, true));
  const body = wrap(text.body, width, (t) => measure(t, size, false));
  const lead = Math.round(size * LEAD);
  const footTop = A4.height - A4.margin - 3 * FOOT.lead;
  const firstTop = A4.margin + SIGN.lead + 40 + title.length * TITLE.lead + 30;
  const laterTop = A4.margin + SIGN.lead + 40;
  const pages: SheetPage[] = [];
  let rest = body;
  do {
    const first = pages.length === 0;
    const top = first ? firstTop : laterTop;
    const room = Math.max(1, Math.floor((footTop - 30 - top) / lead));
    const lines = rest.slice(0, room);
    rest = rest.slice(room);
    pages.push({
      lines: [
        ...headOf(text, first ? title : []),
        ...lines.map((t, i) => ({
          text: t,
          x: A4.margin,
          y: top + Math.round((i + 0.8) * lead),
          size,
          bold: false,
        })),
        ...footOf(text, footTop),
      ],
      rules: [A4.margin + SIGN.lead, footTop],
    });
  } while (rest.length > 0);
  return pages.map((page, i) => numbered(page, i + 1, pages.length));
}

const headOf = (text: SheetText, title: readonly string[]): Line[] => [
  { text: text.courtyard, x: A4.margin, y: A4.margin + SIGN.size, size: SIGN.size, bold: true },
  ...title.map((t, i) => ({
    text: t,
    x: A4.margin,
    y: A4.margin + SIGN.lead + 40 + Math.round((i + 0.8) * TITLE.lead),
    size: TITLE.size,
    bold: true,
  })),
];

const footOf = (text: SheetText, top: number): Line[] =>
  [`有效到 ${text.until}`, text.by, `不明白就打社区电话 ${text.phone}`].map((t, i) => ({
    text: t,
    x: A4.margin,
    y: top + Math.round((i + 0.9) * FOOT.lead),
    size: FOOT.size,
    bold: i === 2,
  }));

function numbered(page: SheetPage, no: number, of: number): SheetPage {
  if (of === 1) return page;
  const line = {
    text: `第 ${no} 张，共 ${of} 张`,
    x: A4.width - A4.margin - 330,
    y: A4.margin + 48,
    size: 40,
    bold: false,
  };
  return { ...page, lines: [...page.lines, line] };
}
