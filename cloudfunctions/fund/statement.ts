/** A month of the fund: what there was, came, went, and is. Pure. @see docs/domain/fund.md §5 */
import {
  ACCOUNTS,
  type Account,
  type Balances,
  balanceOf,
  fundBalance,
  INCOMES,
  LIABILITIES,
  SPENDINGS,
  total,
} from '../../miniprogram/contract/fund-accounts';
import { codeOf, type StatementView } from '../../miniprogram/contract/fund-views';
import { signedText, yuanText } from '../../miniprogram/contract/money';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type Head, monthOf } from './chain';
import { rowOf } from './views';

export interface Span {
  readonly month: string;
  readonly communityName: string;
  /** The head before the month's first journal, and after its last. */
  readonly before: Head;
  readonly after: Head;
  readonly now: EpochMs;
}

export function statementOf({ month, communityName, before, after, now }: Span): StatementView {
  const moved = (accounts: readonly Account[]) =>
    accounts
      .map((one) => rowOf(one, balanceOf(after.balances, one) - balanceOf(before.balances, one)))
      .filter(({ fen }) => fen !== 0);
  const facts = {
    month,
    communityName,
    openingFen: fundBalance(before.balances),
    closingFen: fundBalance(after.balances),
    incomes: moved(['opening', ...INCOMES]),
    spendings: moved(SPENDINGS),
    accounts: accountsOf(before.balances, after.balances),
    journalCount: after.seq - before.seq,
    closed: month < monthOf(now),
    code: codeOf(after.hash),
    now,
  };
  return { ...facts, text: textOf(facts, after.balances) };
}

const accountsOf = (before: Balances, after: Balances): StatementView['accounts'] =>
  ACCOUNTS.filter((one) => (before[one] ?? 0) !== 0 || (after[one] ?? 0) !== 0).map((account) => ({
    account,
    name: rowOf(account, 0).name,
    openingFen: balanceOf(before, account),
    closingFen: balanceOf(after, account),
  }));

/** Lines for what came and what went, so that the text stays within what a group reads. */
const KINDS_NAMED = 3;

type Facts = Omit<StatementView, 'text'>;

function textOf(facts: Facts, balances: Balances): string {
  const [, month = ''] = facts.month.split('-');
  const until = facts.closed ? '月底' : '现在';
  const short = balanceOf(balances, 'short');
  const lines = [
    `【${facts.communityName}微基金】${Number(month)}月账单`,
    `月初有 ${yuanText(facts.openingFen)}`,
    ...linesOf('收进', facts.incomes, 1),
    ...linesOf('花出', facts.spendings, -1),
    `${until}有 ${yuanText(facts.closingFen)}（${placesText(balances)}）`,
    ...(short > 0 ? [`另有 ${yuanText(short)} 现金短缺，正在查`] : []),
    `这个月 ${facts.journalCount} 笔，每一笔都能点开看是哪来的、花在哪`,
    `对账码 ${facts.code}`,
  ];
  return lines.join('\n');
}

/** With the shortage of the next line it adds up to what there is: whoever adds it up finds nothing missing. */
function placesText(balances: Balances): string {
  const receivable = balanceOf(balances, 'receivable');
  const payable = total(balances, LIABILITIES);
  return [
    `现金 ${yuanText(balanceOf(balances, 'cash'))}`,
    `银行 ${yuanText(balanceOf(balances, 'bank'))}`,
    ...(receivable === 0 ? [] : [`邻居还欠 ${yuanText(receivable)}`]),
    ...(payable === 0 ? [] : [`还该付 ${yuanText(-payable)}`]),
  ].join('，');
}

/** `sign`: what was spent is said with a minus. */
function linesOf(what: string, rows: Facts['incomes'], sign: 1 | -1): readonly string[] {
  if (rows.length === 0) return [`${what}：没有`];
  const named = rows.length > KINDS_NAMED ? rows.slice(0, KINDS_NAMED - 1) : rows;
  const rest = rows.slice(named.length).reduce((sum, { fen }) => sum + fen, 0);
  return [
    ...named.map(({ name, fen }) => `${what}：${name} ${signedText(sign * fen)}`),
    ...(rows.length > named.length ? [`${what}：其他 ${signedText(sign * rest)}`] : []),
  ];
}
