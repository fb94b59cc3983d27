/** The chain of journals: what makes the next one, and what proves a stored one. @see docs/domain/fund.md §1 */
import { createHash } from 'node:crypto';
import { dayOf } from '../../miniprogram/contract/calendar';
import {
  type Account,
  type Balances,
  balanceOf,
  type Leg,
} from '../../miniprogram/contract/fund-accounts';
import type { Flaw, JournalKind, SourceKind } from '../../miniprogram/contract/fund-views';
import type { CommunityId, CourtyardId } from '../../miniprogram/contract/ids';
import { sumOf, yuanText } from '../../miniprogram/contract/money';
import type { Count, EpochMs, Fen } from '../../miniprogram/contract/units';
import { refuseIf } from '../kernel/errors';
import { type FundDoc, fundIdOf, type JournalDoc, journalIdOf, type Signer } from './documents';

export interface JournalDraft {
  readonly communityId: CommunityId;
  /** The instant of the act. */
  readonly at: EpochMs;
  readonly kind: JournalKind;
  /** Legs of one account are added up, and what is nothing falls out. */
  readonly legs: readonly Leg[];
  readonly source: { readonly kind: SourceKind; readonly id: string };
  /** What may be posted once; the source itself unless told otherwise. */
  readonly key?: string;
  readonly about?: string;
  readonly courtyardId?: CourtyardId;
  readonly corrects?: Count;
  /** Words of ours, names of things and places at most; never of a person. */
  readonly memo: string;
  readonly signers: readonly Signer[];
}

/** `debit(cash)` more cash; `debit(spending_x)` more spent; `debit(supplier)` less owed. */
export const debit = (account: Account, fen: Fen): Leg => ({ account, fen });
/** `credit(cash)` less cash; `credit(income_x)` more came in; `credit(supplier)` more owed. */
export const credit = (account: Account, fen: Fen): Leg => ({ account, fen: fen === 0 ? 0 : -fen });

/** What the next journal stands on. */
export type Head = Pick<FundDoc, 'seq' | 'hash' | 'balances'>;
export const NO_JOURNAL: Head = { seq: 0, hash: '', balances: {} };

/**
 * The journal that follows a head.
 * @throws AppError `FUND_SHORT` when there is less in the cash box or in the bank than it takes
 * @throws RangeError when its legs do not add up to nothing, or are none: a caller's bug
 */
export function journalAfter(
  head: Head & { readonly at: EpochMs },
  draft: JournalDraft,
): JournalDoc {
  const { communityId, source, key, about, courtyardId, corrects, ...words } = draft;
  const legs = tidied(draft.legs);
  const balances = plusLegs(head.balances, legs);
  refuseOverdrawn(head.balances, balances);
  const fundId = fundIdOf(communityId);
  const seq = head.seq + 1;
  const at = Math.max(draft.at, head.at);
  const journal: Omit<JournalDoc, 'hash'> = {
    _id: journalIdOf(fundId, seq),
    communityId,
    rev: 1,
    fundId,
    seq,
    ...words,
    at,
    month: monthOf(at),
    legs,
    accounts: legs.map(({ account }) => account),
    balances,
    source,
    sourceKey: key ?? `${source.kind}.${source.id}`,
    ...(about === undefined ? {} : { about }),
    ...(courtyardId === undefined ? {} : { courtyardId }),
    ...(corrects === undefined ? {} : { corrects }),
    touches: touchesOf(seq, corrects),
    previous: head.hash,
  };
  return { ...journal, hash: hashOf(journal) };
}

export const monthOf = (at: EpochMs): string => dayOf(at).slice(0, 7);

/** @throws RangeError */
function tidied(legs: readonly Leg[]): readonly Leg[] {
  const byAccount = new Map<Account, Fen>();
  for (const { account, fen } of legs) {
    if (!Number.isSafeInteger(fen)) throw new RangeError(`${fen} fen on ${account}`);
    byAccount.set(account, (byAccount.get(account) ?? 0) + fen);
  }
  const kept = [...byAccount].map(([account, fen]) => ({ account, fen })).filter(({ fen }) => fen);
  const sum = sumOf(kept.map(({ fen }) => fen));
  if (kept.length === 0 || sum !== 0) throw new RangeError(`legs add up to ${sum} fen`);
  return kept;
}

export function plusLegs(balances: Balances, legs: readonly Leg[]): Balances {
  const after: Partial<Record<Account, Fen>> = { ...balances };
  for (const { account, fen } of legs) after[account] = (after[account] ?? 0) + fen;
  return after;
}

/** Cash and bank hold real money: less than nothing cannot be in them. */
const REAL: readonly ('cash' | 'bank')[] = ['cash', 'bank'];

function refuseOverdrawn(before: Balances, after: Balances): void {
  for (const account of REAL) {
    const isLess = balanceOf(after, account) < Math.min(0, balanceOf(before, account));
    refuseIf(isLess, account === 'cash' ? 'CASH_SHORT' : 'BANK_SHORT', {
      have: yuanText(balanceOf(before, account)),
    });
  }
}

/**
 * A hash over everything a journal says, the hash before it included. It stands on opaque ids only, so a person can be
 * erased and the chain still proves itself. The field order is fixed here; a new field needs a new version.
 */
export function hashOf(journal: Omit<JournalDoc, 'hash'>): string {
  return createHash('sha256').update(canonical(journal)).digest('hex');
}

const VERSION = 'journal 1';

const canonical = (journal: Omit<JournalDoc, 'hash'>): string =>
  JSON.stringify([
    VERSION,
    journal._id,
    journal.fundId,
    journal.communityId,
    journal.seq,
    journal.at,
    journal.kind,
    journal.legs.map(({ account, fen }) => [account, fen]),
    Object.entries(journal.balances).sort(([a], [b]) => (a < b ? -1 : 1)),
    [journal.source.kind, journal.source.id, journal.sourceKey],
    [journal.about ?? '', journal.courtyardId ?? '', journal.corrects ?? 0],
    journal.memo,
    journal.signers.map(({ by, as }) => [by, as]),
    journal.previous,
  ]);

/**
 * Whether a stored journal is the one that follows a head.
 * @returns undefined when it is
 */
export function flawOf(head: Head, journal: JournalDoc | undefined): Flaw | undefined {
  if (journal?.seq !== head.seq + 1) return 'missing';
  if (journal.hash !== hashOf(journal) || !derivedAgree(journal)) return 'changed';
  if (journal.previous !== head.hash) return 'link';
  if (sumOf(journal.legs.map(({ fen }) => fen)) !== 0) return 'sum';
  return sameBalances(journal.balances, plusLegs(head.balances, journal.legs))
    ? undefined
    : 'balance';
}

const touchesOf = (seq: Count, corrects: Count | undefined): readonly Count[] =>
  corrects === undefined ? [seq] : [seq, corrects];

/** Fields that serve the indexes say what the hashed ones say. */
const derivedAgree = ({
  _id,
  fundId,
  seq,
  at,
  month,
  legs,
  accounts,
  corrects,
  touches,
}: JournalDoc): boolean =>
  _id === journalIdOf(fundId, seq) &&
  touches.join() === touchesOf(seq, corrects).join() &&
  month === monthOf(at) &&
  accounts.join() === legs.map(({ account }) => account).join();

export function sameBalances(a: Balances, b: Balances): boolean {
  const accounts = new Set([...Object.keys(a), ...Object.keys(b)]) as ReadonlySet<Account>;
  return [...accounts].every((account) => (a[account] ?? 0) === (b[account] ?? 0));
}

export const headOf = ({ seq, hash, balances }: JournalDoc): Head => ({ seq, hash, balances });

/** The legs that take a journal back. */
export const reversed = (legs: readonly Leg[]): readonly Leg[] =>
  legs.map(({ account, fen }) => ({ account, fen: -fen }));
