/** What a voucher posts, and who may decide on it. Pure. @see docs/domain/fund.md §3 */
import {
  ACCOUNT_NAMES,
  type Account,
  type Balances,
  balanceOf,
  type Leg,
  PURPOSE_NAMES,
  spendingOn,
} from '../../miniprogram/contract/fund-accounts';
import {
  JOURNAL_NAMES,
  type Till,
  type VoucherForm,
  type VoucherKind,
} from '../../miniprogram/contract/fund-views';
import type { RoundId } from '../../miniprogram/contract/ids';
import { yuanText } from '../../miniprogram/contract/money';
import type { Role } from '../../miniprogram/contract/roles';
import type { Count, EpochMs, Fen } from '../../miniprogram/contract/units';
import type { OrderSide } from '../groupbuy/public';
import { refuseIf } from '../kernel/errors';
import { type Asked, isReplay } from '../kernel/replay';
import { reversed } from './chain';
import type { JournalDoc, Signer, VoucherDoc } from './documents';

/** Those who enter and sign for the whole community. */
const TREASURERS: readonly Role[] = ['treasurer', 'admin', 'staff'];
const HATS: readonly Role[] = [...TREASURERS, 'owner', 'deputy', 'committee', 'volunteer'];

/** The role somebody acts in where there is money, the one nearest to it first. */
export const hatOf = (roles: ReadonlySet<Role>): Role =>
  HATS.find((role) => roles.has(role)) ?? 'resident';

export const isTreasurer = (roles: ReadonlySet<Role>): boolean =>
  TREASURERS.some((role) => roles.has(role));

/** What a courtyard's keepers may ask for; all else is the treasurers' to enter. */
const OF_KEEPERS: readonly VoucherKind[] = ['spending', 'donation'];
/** The same, of a household they deliver to. */
const OF_KEEPERS_DOORS: readonly VoucherKind[] = ['refund', 'debtForgiven'];

const isForKeepers = (form: VoucherForm): boolean =>
  OF_KEEPERS.includes(form.kind) || (OF_KEEPERS_DOORS.includes(form.kind) && 'householdId' in form);

/** @throws AppError `NOT_ALLOWED`, `EVIDENCE_NEEDED` */
export function refuseForm(form: VoucherForm, roles: ReadonlySet<Role>): void {
  refuseIf(!isTreasurer(roles) && !isForKeepers(form), 'NOT_ALLOWED');
  refuseIf(form.kind === 'spending' && form.pictures.length === 0, 'EVIDENCE_NEEDED');
}

/** What the platform's check looks at. */
export const wordsOf = (form: VoucherForm): string =>
  [form.words, 'payee' in form ? form.payee : '', 'whose' in form ? form.whose : '']
    .filter(Boolean)
    .join('\n');

/** `支出：关爱老人`, `冲正第 12 笔`: words of ours. */
export function titleOf(form: VoucherForm): string {
  const name = JOURNAL_NAMES[form.kind];
  if (form.kind === 'spending') return `${name}：${PURPOSE_NAMES[form.purpose]}`;
  return 'corrects' in form ? `${name}第 ${form.corrects} 笔` : name;
}

/** How much a form is about; a reversal's is its journal's. */
export function amountOf(form: VoucherForm): Fen {
  if (form.kind === 'opening') return form.cashFen + form.bankFen;
  return 'fen' in form ? form.fen : 0;
}

const pair = (more: Account, less: Account, fen: Fen): readonly Leg[] => [
  { account: more, fen },
  { account: less, fen: -fen },
];

/** `corrected`: the journal a reversal takes back. */
export function legsOf(form: VoucherForm, corrected?: Pick<JournalDoc, 'legs'>): readonly Leg[] {
  switch (form.kind) {
    case 'opening':
      return [...pair('cash', 'opening', form.cashFen), ...pair('bank', 'opening', form.bankFen)];
    case 'donation':
      return pair(form.till, 'income_donation', form.fen);
    case 'deposit':
      return pair('bank', 'cash', form.fen);
    case 'withdrawal':
      return pair('cash', 'bank', form.fen);
    case 'spending':
      return pair(spendingOn(form.purpose), form.till, form.fen);
    case 'supplierPaid':
      return pair('supplier', form.till, form.fen);
    case 'debtCollected':
      return pair(form.till, 'receivable', form.fen);
    case 'debtForgiven':
      return pair('spending_loss', 'receivable', form.fen);
    case 'shortFound':
      return pair('cash', 'short', form.fen);
    case 'shortWrittenOff':
      return pair('spending_loss', 'short', form.fen);
    case 'overReturned':
      return pair('over', 'cash', form.fen);
    case 'overKept':
      return pair('over', 'income_donation', form.fen);
    case 'refund':
      return pair(form.income, form.till, form.fen);
    case 'reversal':
      return reversed(corrected?.legs ?? []);
    case 'adjustment':
      return pair(form.debit, form.credit, form.fen);
  }
}

/** No more can be paid, collected or settled than stands in the books. */
const SETTLES: Readonly<Partial<Record<VoucherKind, Account>>> = {
  supplierPaid: 'supplier',
  debtCollected: 'receivable',
  debtForgiven: 'receivable',
  shortFound: 'short',
  shortWrittenOff: 'short',
  overReturned: 'over',
  overKept: 'over',
};

/** @throws AppError `MORE_THAN_OWED`, `OPENING_DONE` */
export function refuseBeyondBooks(form: VoucherForm, balances: Balances): void {
  refuseIf(form.kind === 'opening' && balanceOf(balances, 'opening') !== 0, 'OPENING_DONE');
  const account = SETTLES[form.kind];
  if (account === undefined) return;
  const have = balanceOf(balances, account);
  refuseIf(amountOf(form) > have, 'MORE_THAN_OWED', {
    what: ACCOUNT_NAMES[account],
    have: yuanText(Math.max(0, have)),
  });
}

/** Who decides, when, and by which request. */
export interface Decision extends Asked {
  readonly by: Signer;
  readonly at: EpochMs;
}

/**
 * Whether a voucher was signed before by the same request.
 * @returns false when it is still to be signed
 * @throws AppError `VOUCHER_CLOSED` when somebody else was first; `INVALID`, see `isReplay`
 */
export function isDone({ status, decided }: VoucherDoc, { by, ...asked }: Decision): boolean {
  const isOwn = decided?.by === by.by && isReplay(decided, asked);
  refuseIf(status !== 'proposed' && !isOwn, 'VOUCHER_CLOSED');
  return status !== 'proposed';
}

/** @throws AppError `SAME_SIGNER`: one person never signs twice, whatever hats */
export function refuseSamePerson({ proposedBy }: VoucherDoc, by: Signer): void {
  refuseIf(proposedBy.by === by.by, 'SAME_SIGNER');
}

export const posted = (voucher: VoucherDoc, { by, ...when }: Decision, seq: Count): VoucherDoc => ({
  ...voucher,
  status: 'posted',
  decided: { ...by, ...when },
  seq,
});

export const closed = (
  { recheckAt: _, ...voucher }: VoucherDoc,
  { by, ...when }: Decision,
  outcome: { readonly status: 'declined' | 'withdrawn'; readonly reason?: string },
): VoucherDoc => ({
  ...voucher,
  status: outcome.status,
  decided: { ...by, ...when, ...(outcome.reason === undefined ? {} : { reason: outcome.reason }) },
});

/** What a voucher does to a household's order of a round that is settled; undefined for all others. */
export function orderSideOf(form: VoucherForm): OrderSide | undefined {
  const { kind } = form;
  if (kind !== 'refund' && kind !== 'debtCollected' && kind !== 'debtForgiven') return undefined;
  const { about, householdId, fen } = form;
  if (!about?.startsWith('gb_')) return undefined;
  // A debt is one household's, so that its order knows what became of it.
  refuseIf(kind !== 'refund' && householdId === undefined, 'INVALID', { field: 'householdId' });
  return { does: kind, roundId: about as RoundId, householdId, fen };
}

export const tillOf = (form: VoucherForm): Till | undefined =>
  'till' in form ? form.till : undefined;
