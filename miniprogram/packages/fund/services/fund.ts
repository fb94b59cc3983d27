/** The micro-fund: the client, and what its pages show of it. */
import { dayOf, spokenDay } from '../../../contract/calendar';
import { fund as contract } from '../../../contract/fund';
import { type Account, LIABILITIES } from '../../../contract/fund-accounts';
import type { AccountRow, JournalRow } from '../../../contract/fund-views';
import { signedText, yuanText } from '../../../contract/money';
import type { EpochMs } from '../../../contract/units';
import { createClient } from '../../../services/client';
import { session } from '../../../services/session';
import { cloudTransport } from '../../../services/transport';

export const fund = createClient(contract, cloudTransport);

export interface EntryModel {
  readonly seq: number;
  readonly title: string;
  readonly line: string;
  readonly money: string;
  /** `in`, `out`, or nothing where money only changed its place. */
  readonly tone: string;
  readonly spoken: string;
}

export function entryModel(row: JournalRow, now: EpochMs): EntryModel {
  const { seq, title, place, changeFen, amountFen } = row;
  const when = spokenDay(dayOf(row.at), dayOf(now));
  const line = [`第 ${seq} 笔`, when, place].filter((part) => part !== '').join(' · ');
  const money = changeFen === 0 ? yuanText(amountFen) : signedText(changeFen);
  const way = changeFen > 0 ? 'in' : 'out';
  return {
    seq,
    title,
    line,
    money,
    tone: changeFen === 0 ? '' : way,
    spoken: `${title} ${line} ${money}`,
  };
}

/** What an account of the books is, for who has never kept any. */
const ACCOUNT_NOTES: Readonly<Partial<Record<Account, string>>> = {
  clearing_groupbuy: '门口收来的钱，等着结算',
  supplier: '货款，该付还没付',
  receivable: '邻居还没给的',
  short: '数出来少的，正在查',
  over: '数出来多的，正在查',
};
export const noteOf = (account: Account): string => ACCOUNT_NOTES[account] ?? '';

/** What there is, and less what is owed: together it is what the fund has. */
export const placeModel = ({ account, name, fen }: AccountRow) => ({
  account,
  name,
  note: noteOf(account),
  fen: LIABILITIES.includes(account) ? -fen : fen,
});

export interface BarModel {
  readonly account: Account;
  readonly name: string;
  readonly fen: number;
  /** Of the largest, in percent. */
  readonly percent: number;
  readonly spoken: string;
}

/** Bars of one card, longest for the largest amount; what is less than nothing has none, its figure says so. */
export function barsOf(rows: readonly AccountRow[]): readonly BarModel[] {
  const most = Math.max(1, ...rows.map(({ fen }) => fen));
  return rows.map(({ account, name, fen }) => ({
    account,
    name,
    fen,
    percent: Math.max(0, Math.round((fen / most) * 1_000) / 10),
    spoken: `${name} ${yuanText(fen)}，点开看每一笔`,
  }));
}

const page = (name: string, query = ''): string => `/packages/fund/${name}/${name}${query}`;

export const go = (name: string, query = ''): void => {
  void wx.navigateTo({ url: page(name, query) });
};

export const fundCard = () => ({
  title: '微基金：每一分钱都看得到',
  path: page('fund', `?c=${session.communityId}`),
});
