/** The micro-fund: every fen, for everybody to read. @see docs/domain/fund.md */
import type { Account } from './fund-accounts';
import type {
  AuditView,
  JournalRow,
  JournalView,
  OverviewView,
  StatementView,
  VoucherForm,
  VoucherRow,
  VoucherStatus,
  VoucherView,
} from './fund-views';
import type { VoucherId } from './ids';
import { takesPicture } from './pictures';
import { act, type Page, query } from './protocol';
import type { Count } from './units';

interface ForVoucher {
  readonly voucherId: VoucherId;
}
interface ForMonth {
  readonly month: string;
}
type Nothing = Record<string, never>;

/** Where a voucher stands after an act on it; `seq` is its journal. */
export interface VoucherState {
  readonly voucherId: VoucherId;
  readonly status: VoucherStatus;
  readonly seq?: Count;
}

export const fund = {
  fn: 'fund',
  actions: {
    overview: query<Nothing, OverviewView>(),
    /** Newest first. */
    journals: query<
      { readonly month?: string; readonly account?: Account; readonly before?: Count },
      { readonly items: readonly JournalRow[]; readonly next?: Count }
    >(),
    journal: query<{ readonly seq: Count }, JournalView>(),
    statement: query<ForMonth, StatementView>(),
    statementFile: query<ForMonth, { readonly name: string; readonly base64: string }>(),
    /** Recounts the chain after that journal, as far as one call goes. */
    audit: query<{ readonly from?: Count }, AuditView>(),
    vouchers: query<
      { readonly status: VoucherStatus; readonly after?: string },
      Page<VoucherRow>
    >(),
    voucher: query<ForVoucher, VoucherView>(),
    propose: act<{ readonly form: VoucherForm }, VoucherState>(),
    /** By somebody else than whoever asked; posts it. */
    sign: act<ForVoucher, VoucherState>(),
    decline: act<ForVoucher & { readonly reason: string }, VoucherState>(),
    withdrawVoucher: act<ForVoucher, VoucherState>(),
    addEvidence: takesPicture,
  },
} as const;
