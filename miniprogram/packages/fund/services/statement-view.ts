/** A month of the fund for the page, and as an A4 sheet. Pure. */
import { dayOf } from '../../../contract/calendar';
import type { StatementView } from '../../../contract/fund-views';
import { signedText, yuanText } from '../../../contract/money';
import type { EpochMs } from '../../../contract/units';
import { A4, type Line, type SheetPage } from '../../../services/paper';

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
  accounts: view.accounts,
  journalCount: view.journalCount,
  code: view.code,
  text: view.text,
  isLatest: view.month >= monthOf(view.now),
});
export type StatementModel = ReturnType<typeof statementModel>;

const TITLE = 76;
const TEXT = 50;
const LEAD = 92;

/** One sheet for the notice board: what there was, came, went, and is. */
export function statementSheet(view: StatementView): SheetPage {
  const lines: Line[] = [];
  const rules: number[] = [];
  let y = A4.margin + TITLE;
  const put = (text: string, size = TEXT, bold = false): void => {
    lines.push({ text, x: A4.margin, y, size, bold });
    y += size === TITLE ? LEAD + 40 : LEAD;
  };
  const rule = (): void => {
    rules.push(y - LEAD + 30);
    y += 30;
  };
  put(`${view.communityName}微基金`, TITLE, true);
  put(`${monthName(view.month)}账单`, TITLE, true);
  rule();
  put(`月初有　${yuanText(view.openingFen)}`);
  for (const { name, fen } of view.incomes) put(`收进　${name}　${signedText(fen)}`);
  for (const { name, fen } of view.spendings) put(`花出　${name}　${signedText(-fen)}`);
  put(`${view.closed ? '月底有' : '现在有'}　${yuanText(view.closingFen)}`, TEXT, true);
  rule();
  for (const { name, closingFen } of view.accounts.filter(({ account }) => isTill(account))) {
    put(`${name}　${yuanText(closingFen)}`);
  }
  put(`一共 ${view.journalCount} 笔，每一笔都能在小程序里点开看`, 42);
  put(`对账码 ${view.code}`, 42);
  return { lines, rules };
}

const isTill = (account: string): boolean => ['cash', 'bank', 'short'].includes(account);
