/** The accounts of the micro-fund, and what it has. @see docs/domain/fund.md §2 */
import type { Fen } from './units';

/** What money of the fund may be spent on. A purpose is never taken away, because journals name it. */
export const PURPOSES = [
  'health',
  'elders',
  'events',
  'greening',
  'repair',
  'other',
  'loss',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const PURPOSE_NAMES: Readonly<Record<Purpose, string>> = {
  health: '防疫物资',
  elders: '关爱老人',
  events: '院落活动',
  greening: '绿化',
  repair: '维修',
  other: '其他支出',
  loss: '短款和坏账',
};

/** Whose amount grows with a debit: what there is, and what was spent. */
const DEBIT_ACCOUNTS = ['cash', 'bank', 'receivable', 'short'] as const;
/** Whose amount grows with a credit: what is owed, and where the fund's own money came from. */
const CREDIT_ACCOUNTS = [
  'over',
  'supplier',
  'clearing_groupbuy',
  'opening',
  'income_groupbuy',
  'income_flowers',
  'income_donation',
] as const;

export type Account =
  | (typeof DEBIT_ACCOUNTS)[number]
  | (typeof CREDIT_ACCOUNTS)[number]
  | `spending_${Purpose}`;

export const spendingOn = (purpose: Purpose): Account => `spending_${purpose}`;

export const SPENDINGS: readonly Account[] = PURPOSES.map(spendingOn);
/** In the order of a balance sheet. */
export const ACCOUNTS: readonly Account[] = [...DEBIT_ACCOUNTS, ...CREDIT_ACCOUNTS, ...SPENDINGS];

export const ASSETS: readonly Account[] = DEBIT_ACCOUNTS;
export const LIABILITIES: readonly Account[] = ['over', 'supplier', 'clearing_groupbuy'];
export const INCOMES: readonly Account[] = ['income_groupbuy', 'income_flowers', 'income_donation'];

const SPENDING_NAMES = Object.fromEntries(
  PURPOSES.map((purpose) => [spendingOn(purpose), PURPOSE_NAMES[purpose]]),
) as Readonly<Record<`spending_${Purpose}`, string>>;

export const ACCOUNT_NAMES: Readonly<Record<Account, string>> = {
  cash: '现金箱',
  bank: '银行存折',
  receivable: '应收欠款',
  short: '现金短缺待查',
  over: '现金长款待查',
  supplier: '应付菜农、商家',
  clearing_groupbuy: '团购往来',
  opening: '期初结余',
  income_groupbuy: '团购结余',
  income_flowers: '认养捐入',
  income_donation: '捐款',
  ...SPENDING_NAMES,
};

/** An amount of an account by name; an account that was never touched has none. */
export type Balances = Readonly<Partial<Record<Account, Fen>>>;

/** One side of a journal: a debit is positive, a credit negative. */
export interface Leg {
  readonly account: Account;
  readonly fen: Fen;
}

const GROWS_WITH_DEBIT: ReadonlySet<Account> = new Set([...ASSETS, ...SPENDINGS]);

/** The amount as people say it: what a credit account holds is stored negative and said positive. */
export const naturalOf = (account: Account, fen: Fen): Fen =>
  GROWS_WITH_DEBIT.has(account) || fen === 0 ? fen : -fen;

export const balanceOf = (balances: Balances, account: Account): Fen =>
  naturalOf(account, balances[account] ?? 0);

/**
 * What the fund has: the opening, and what came in, less what was spent. A shortage of cash does not lower it until
 * somebody settles it; it is shown beside it.
 * @see docs/domain/fund.md §2
 */
export const fundBalance = (balances: Balances): Fen =>
  balanceOf(balances, 'opening') + total(balances, INCOMES) - total(balances, SPENDINGS);

export const total = (balances: Balances, accounts: readonly Account[]): Fen =>
  accounts.reduce((sum, account) => sum + balanceOf(balances, account), 0);
