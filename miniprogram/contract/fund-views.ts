/** The words of the micro-fund, and what its pages show. @see docs/domain/fund.md */
import type { Account, Purpose } from './fund-accounts';
import type { CourtyardId, HouseholdId, VoucherId } from './ids';
import type { Count, EpochMs, Fen } from './units';

/** What a journal is about. */
export const JOURNAL_KINDS = [
  'opening',
  'donation',
  'deposit',
  'withdrawal',
  'spending',
  'supplierPaid',
  'debtCollected',
  'debtForgiven',
  'shortFound',
  'shortWrittenOff',
  'overReturned',
  'overKept',
  'refund',
  'reversal',
  'adjustment',
  'handIn',
  'settlement',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

export const JOURNAL_NAMES: Readonly<Record<JournalKind, string>> = {
  opening: '期初结余',
  donation: '捐款',
  deposit: '现金存银行',
  withdrawal: '银行取现',
  spending: '支出',
  supplierPaid: '付给菜农、商家',
  debtCollected: '收回欠款',
  debtForgiven: '欠款不收了',
  shortFound: '短缺的钱找到了',
  shortWrittenOff: '短缺的钱核销',
  overReturned: '多出的钱退还',
  overKept: '多出的钱归微基金',
  refund: '退款',
  reversal: '冲正',
  adjustment: '更正',
  handIn: '交款',
  settlement: '团购结算',
};

/** What a journal came from, so that every entry opens its source. */
export const SOURCE_KINDS = ['voucher', 'handin', 'settlement'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Where money can really lie. */
export const TILLS = ['cash', 'bank'] as const;
export type Till = (typeof TILLS)[number];

interface Reason {
  /** What it is for, in words that everybody may read. */
  readonly words: string;
  /** Cloud file ids of pictures of a receipt or of what was bought. */
  readonly pictures: readonly string[];
}
interface Amount extends Reason {
  readonly fen: Fen;
}
interface WithTill extends Amount {
  readonly till: Till;
}
/** What a sum belongs to: the id of a round or of an adoption. */
interface Belongs {
  readonly about?: string;
}
/** The household whose order it is about, and what its door is called; the words are for those who sign. */
interface OfHome {
  readonly householdId?: HouseholdId;
  readonly whose?: string;
}

/** What is entered by hand. @see docs/domain/fund.md §3 */
export type VoucherForm =
  | (Reason & { readonly kind: 'opening'; readonly cashFen: Fen; readonly bankFen: Fen })
  | (WithTill & { readonly kind: 'donation' })
  /** From the cash box to the bank, and back. */
  | (Amount & { readonly kind: 'deposit' | 'withdrawal' })
  | (WithTill & { readonly kind: 'spending'; readonly purpose: Purpose; readonly payee: string })
  | (WithTill & Belongs & { readonly kind: 'supplierPaid'; readonly payee: string })
  | (WithTill & Belongs & OfHome & { readonly kind: 'debtCollected' })
  | (Amount & Belongs & OfHome & { readonly kind: 'debtForgiven' })
  /** Money that was missing is back in the cash box, or will not come back. */
  | (Amount & { readonly kind: 'shortFound' | 'shortWrittenOff' })
  /** Money that was too much was given back, or nobody misses it. */
  | (Amount & { readonly kind: 'overReturned' | 'overKept' })
  /** Always of something that came in. */
  | (WithTill &
      OfHome & { readonly kind: 'refund'; readonly income: Account; readonly about: string })
  | (Reason & { readonly kind: 'reversal'; readonly corrects: Count })
  | (Amount & {
      readonly kind: 'adjustment';
      readonly corrects: Count;
      /** The account that gets more of a debit, and the one that gets a credit. */
      readonly debit: Account;
      readonly credit: Account;
    });
export type VoucherKind = VoucherForm['kind'];

export type VoucherStatus = 'proposed' | 'posted' | 'declined' | 'withdrawn';
export const VOUCHER_STATUS_NAMES: Readonly<Record<VoucherStatus, string>> = {
  proposed: '等另一个人签',
  posted: '已入账',
  declined: '没有同意',
  withdrawn: '撤回了',
};

export interface AccountRow {
  readonly account: Account;
  readonly name: string;
  readonly fen: Fen;
}

/** A line of the public list. People are never in it. */
export interface JournalRow {
  readonly seq: Count;
  readonly at: EpochMs;
  readonly kind: JournalKind;
  readonly title: string;
  /** The courtyard whose money it was, by name; empty where it is the whole community's. */
  readonly place: string;
  /** By how much the fund grew or shrank; 0 where money only changed its place. */
  readonly changeFen: Fen;
  /** How much money was moved. */
  readonly amountFen: Fen;
  /** What the fund had after it. */
  readonly fundFen: Fen;
}

export interface OverviewView {
  readonly communityName: string;
  readonly phone: string;
  readonly fundFen: Fen;
  /** Where it lies and what is still out, without what is nothing. */
  readonly places: readonly AccountRow[];
  readonly openingFen: Fen;
  readonly incomes: readonly AccountRow[];
  readonly spendings: readonly AccountRow[];
  readonly journalCount: Count;
  /** The beginning of the latest hash: whoever wrote it down can tell later that nothing before was changed. */
  readonly code: string;
  readonly latest: readonly JournalRow[];
  /** `fresh`: not recounted yet. `broken`: the nightly recount found a difference, and somebody is looking into it. */
  readonly recount: {
    readonly state: 'fresh' | 'agreed' | 'broken';
    readonly at?: EpochMs;
    readonly count?: Count;
  };
  readonly may: { readonly propose: boolean; readonly sign: boolean };
  readonly now: EpochMs;
}

export interface JournalView extends JournalRow {
  /** Each account it touched, in the account's own sense: `+` more of it. */
  readonly moves: readonly AccountRow[];
  /** Role words, in the order they signed. */
  readonly signers: readonly string[];
  readonly source: {
    readonly kind: SourceKind;
    /** Empty for a hand-in, which is named after who handed in. */
    readonly id: string;
    readonly about?: string;
    readonly courtyardId?: CourtyardId;
    readonly voucher?: VoucherFacts;
  };
  readonly corrects?: Count;
  readonly correctedBy: readonly Count[];
  readonly code: string;
  readonly previousCode: string;
  /** What those who keep the money may ask for from here. */
  readonly may: {
    readonly adjust: boolean;
    readonly reverse: boolean;
    /** What came in by it can be given back. */
    readonly refund?: { readonly about: string; readonly income: Account };
  };
}

/** What of a voucher the reader may see. */
export interface VoucherFacts {
  readonly kind: VoucherKind;
  readonly fen: Fen;
  readonly till?: Till;
  readonly purpose?: Purpose;
  /** Empty until the words passed the check, for all but those who sign. */
  readonly words: string;
  /** Only for those who sign, and for whoever asked. */
  readonly payee?: string;
  /** Whose order it is about; for the same. */
  readonly whose?: string;
  /** Only for members. */
  readonly pictureUrls: readonly string[];
  readonly picturesWaiting: Count;
}

export interface VoucherRow {
  readonly id: VoucherId;
  readonly kind: VoucherKind;
  readonly title: string;
  readonly fen: Fen;
  readonly words: string;
  readonly place: string;
  readonly status: VoucherStatus;
  readonly proposedAt: EpochMs;
  /** The role word of whoever asked. */
  readonly proposedAs: string;
  readonly mine: boolean;
}

export interface VoucherView extends VoucherRow {
  readonly facts: VoucherFacts;
  /** Only for those who sign, and for whoever asked. */
  readonly form?: VoucherForm;
  readonly wordsState: 'passed' | 'waiting' | 'refused';
  readonly decided?: { readonly at: EpochMs; readonly as: string; readonly reason?: string };
  readonly seq?: Count;
  readonly may: { readonly sign: boolean; readonly decline: boolean; readonly withdraw: boolean };
  readonly now: EpochMs;
}

export interface StatementView {
  readonly month: string;
  readonly communityName: string;
  readonly openingFen: Fen;
  readonly closingFen: Fen;
  readonly incomes: readonly AccountRow[];
  readonly spendings: readonly AccountRow[];
  readonly accounts: readonly {
    readonly account: Account;
    readonly name: string;
    readonly openingFen: Fen;
    readonly closingFen: Fen;
  }[];
  readonly journalCount: Count;
  /** Whether the month is over. */
  readonly closed: boolean;
  readonly code: string;
  /** For the WeChat group, at most twelve lines. */
  readonly text: string;
  readonly now: EpochMs;
}

/** One step of a recount from the first journal on. */
export interface AuditView {
  /** Journals that agree, from the first. */
  readonly checked: Count;
  readonly of: Count;
  readonly ok: boolean;
  readonly brokenAt?: Count;
  readonly flaw?: Flaw;
  /** Where the next step goes on. */
  readonly next?: Count;
  /** Of the last journal that agrees. */
  readonly code: string;
  /** The caller keeps the community's money, and gets a message when the nightly recount differs. */
  readonly told: boolean;
}

/** What a recount can find, in the order it is looked for. */
export const FLAW_NAMES = {
  missing: '这一笔不见了',
  changed: '这一笔被改动过',
  link: '这一笔和前一笔接不上',
  sum: '这一笔的收和付不相等',
  balance: '这一笔后面的余额不对',
  rewritten: '以前核对过的账被换过',
  head: '总账和最后一笔不一致',
} as const;
export type Flaw = keyof typeof FLAW_NAMES;

/** The beginning of a hash, short enough to be read aloud. */
export const codeOf = (hash: string): string => hash.slice(0, 8).toUpperCase();
