/** What the pages of the fund are shown. */
import {
  ACCOUNT_NAMES,
  type Account,
  type Balances,
  balanceOf,
  fundBalance,
  INCOMES,
  type Leg,
  naturalOf,
} from '../../miniprogram/contract/fund-accounts';
import {
  type AccountRow,
  codeOf,
  type JournalRow,
  type VoucherFacts,
  type VoucherRow,
} from '../../miniprogram/contract/fund-views';
import { sumOf } from '../../miniprogram/contract/money';
import { ROLE_NAMES } from '../../miniprogram/contract/roles';
import type { namesOf } from '../courtyard/public';
import type { Caller } from '../kernel/caller';
import type { Context } from '../kernel/serve';
import { standingOf } from '../kernel/shown-pictures';
import type { JournalDoc, VoucherDoc } from './documents';
import { amountOf, isTreasurer, tillOf, titleOf } from './fund';

/** The names of the community and of its courtyards. */
export type Names = Awaited<ReturnType<typeof namesOf>>;

export const rowOf = (account: Account, fen: number): AccountRow => ({
  account,
  name: ACCOUNT_NAMES[account],
  fen,
});

/** Accounts that were ever touched, in the order given; what is nothing by now stays out. */
export const rowsOf = (balances: Balances, accounts: readonly Account[]): readonly AccountRow[] =>
  accounts
    .map((account) => rowOf(account, balanceOf(balances, account)))
    .filter(({ fen }) => fen !== 0);

const changeOf = (legs: readonly Leg[]): number =>
  fundBalance(Object.fromEntries(legs.map(({ account, fen }) => [account, fen])));

export const journalRow = (journal: JournalDoc, names: Names): JournalRow => ({
  seq: journal.seq,
  at: journal.at,
  kind: journal.kind,
  title: journal.memo,
  place: journal.courtyardId === undefined ? '' : names.of(journal.courtyardId),
  changeFen: changeOf(journal.legs),
  amountFen: sumOf(journal.legs.map(({ fen }) => Math.max(0, fen))),
  fundFen: fundBalance(journal.balances),
});

export const movesOf = ({ legs }: JournalDoc): readonly AccountRow[] =>
  legs.map(({ account, fen }) => rowOf(account, naturalOf(account, fen)));

const REFUNDED: readonly JournalDoc['kind'][] = ['donation', 'handIn', 'settlement'];

/** What came in and can be given back, and what it belongs to; a gift belongs to its voucher. */
export function refundOf({ kind, legs, about, source }: JournalDoc) {
  const came = legs.find(({ account, fen }) => INCOMES.includes(account) && fen < 0);
  if (!came || !REFUNDED.includes(kind)) return undefined;
  const belongs = about ?? (source.kind === 'voucher' ? source.id : undefined);
  return belongs === undefined ? undefined : { about: belongs, income: came.account };
}

export const signersOf = ({ signers }: JournalDoc): readonly string[] =>
  signers.map(({ as }) => ROLE_NAMES[as]);

export const codesOf = ({ hash, previous }: JournalDoc) => ({
  code: codeOf(hash),
  previousCode: codeOf(previous),
});

const isMember = ({ member, roles }: Caller): boolean =>
  member !== undefined && !roles.has('stranger');

/** Those who sign, and whoever asked. */
export const isClose = ({ proposedBy }: VoucherDoc, { member, roles }: Caller): boolean =>
  isTreasurer(roles) || member?._id === proposedBy.by;

export const shownWords = (voucher: VoucherDoc, caller: Caller): string =>
  voucher.wordsState === 'passed' || isClose(voucher, caller) ? voucher.form.words : '';

/**
 * Words that wait for their check are for those who sign, whom was paid is for them and for whoever asked, a picture
 * for members: a receipt may say more than it should.
 */
export async function factsOf(
  voucher: VoucherDoc,
  { caller, store, cloud }: Pick<Context<unknown>, 'caller' | 'store' | 'cloud'>,
): Promise<VoucherFacts> {
  const { form } = voucher;
  const till = tillOf(form);
  const { passed, waiting } = await standingOf(store, form.pictures, voucher.pictureStates);
  return {
    kind: form.kind,
    fen: amountOf(form),
    ...(till === undefined ? {} : { till }),
    ...(form.kind === 'spending' ? { purpose: form.purpose } : {}),
    words: shownWords(voucher, caller),
    ...('payee' in form && isClose(voucher, caller) ? { payee: form.payee } : {}),
    ...('whose' in form && form.whose && isClose(voucher, caller) ? { whose: form.whose } : {}),
    pictureUrls: isMember(caller) ? await cloud.tempUrls(passed) : [],
    picturesWaiting: waiting,
  };
}

export const voucherRow = (
  voucher: VoucherDoc,
  { names, caller }: { readonly names: Names; readonly caller: Caller },
): VoucherRow => ({
  id: voucher._id,
  kind: voucher.form.kind,
  title: titleOf(voucher.form),
  fen: amountOf(voucher.form),
  words: shownWords(voucher, caller),
  place: voucher.courtyardId === undefined ? '' : names.of(voucher.courtyardId),
  status: voucher.status,
  proposedAt: voucher.proposedAt,
  proposedAs: ROLE_NAMES[voucher.proposedBy.as],
  mine: caller.member?._id === voucher.proposedBy.by,
});
