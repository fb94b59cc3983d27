/** A month of the fund for the page, and as an A4 sheet. Pure. */
import { dayOf } from '../../../contract/calendar';
import { type Account, ASSETS, LIABILITIES } from '../../../contract/fund-accounts';
import type { StatementView } from '../../../contract/fund-views';
import { signedText, yuanText } from '../../../contract/money';
import type { EpochMs } from '../../../contract/units';
import { A4, type Line, type SheetPage } from '../../../services/paper';
import { placeModel } from './fund';

export const monthOf = (at: EpochMs): string => dayOf(at).slice(0, 7);

/** The month before or after, `2020-03`. */
export function monthBy(month: string, count: 1 | -1): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

export const monthName = (month: string): string => {
  const [year = '', number = ''] = month.split('-');
  return `${year}年${Number(number)}月`;
};

export const statementModel = (view: StatementView) => ({
  name: monthName(view.month),
  openingFen: view.openingFen,
  closingFen: view.closingFen,
  endName: view.closed ? '月底有' : '现在有',
  incomes: view.incomes,
  spendings: view.spendings.map((row) => ({ ...row, fen: -row.fen })),
  accounts: view.accounts.filter(({ account }) => PLACES.includes(account)).map(placeLine),
  journalCount: view.journalCount,
  code: view.code,
  text: view.text,
  isLatest: view.month >= monthOf(view.now),
});
export type StatementModel = ReturnType<typeof statementModel>;

/** Where money lies, and who is still owed some; what came in and went out stands above. */
const PLACES: readonly Account[] = [...ASSETS, ...LIABILITIES];

function placeLine({ account, name, openingFen, closingFen }: StatementView['accounts'][number]) {
  const { note, fen } = placeModel({ account, name, fen: closingFen });
  return { account, name, note, closingFen: fen, wasLine: `月初 ${yuanText(openingFen)}` };
}

const TITLE = 76;
const TITLE_LEAD = 116;
const LEAD = 92;
/** Of a line's height, so that a long month is set smaller and still fits. */
const SIZE = 0.54;

/** One sheet for the notice board: what there was, came, went, and is. */
export function statementSheet(view: StatementView): SheetPage {
  const titles = [`${view.communityName}微基金`, `${monthName(view.month)}账单`];
  const parts = [movesOf(view), restOf(view)];
  const top = A4.margin + titles.length * TITLE_LEAD;
  const count = parts.reduce((sum, lines) => sum + lines.length + 1, 0);
  const lead = Math.min(LEAD, Math.floor((A4.height - A4.margin - top) / count));
  const lines: Line[] = titles.map((text, i) =>
    line(text, A4.margin + TITLE + i * TITLE_LEAD, TITLE),
  );
  const rules: number[] = [];
  let y = top;
  for (const part of parts) {
    rules.push(y + Math.round(lead * 0.3));
    y += lead;
    for (const text of part) {
      y += lead;
      lines.push(line(text, y - Math.round(lead * 0.3), Math.round(lead * SIZE)));
    }
  }
  return { lines, rules };
}

const line = (text: string, y: number, size: number): Line => ({
  text,
  x: A4.margin,
  y,
  size,
  bold: size === TITLE,
});

const movesOf = (view: StatementView): readonly string[] => [
  `月初有　${yuanText(view.openingFen)}`,
  ...view.incomes.map(({ name, fen }) => `收进　${name}　${signedText(fen)}`),
  ...view.spendings.map(({ name, fen }) => `花出　${name}　${signedText(-fen)}`),
  `${view.closed ? '月底有' : '现在有'}　${yuanText(view.closingFen)}`,
];

const restOf = (view: StatementView): readonly string[] => [
  ...view.accounts
    .filter(({ account, closingFen }) => PLACES.includes(account) && closingFen !== 0)
    .map((row) => placeModel({ ...row, fen: row.closingFen }))
    .map(({ name, fen }) => `${name}　${yuanText(fen)}`),
  `一共 ${view.journalCount} 笔，每一笔都能在小程序里点开看`,
  `对账码 ${view.code}`,
];
