/** The one way into the ledger. @see docs/domain/fund.md §1 */
import type { JournalId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import { create, type Reading, replace, type Write } from '../kernel/store';
import { type JournalDraft, journalAfter, NO_JOURNAL } from './chain';
import { type FundDoc, fundIdOf, type JournalDoc, type RecountDoc, recountIdOf } from './documents';
import { nextNight } from './recount';

export interface Posted {
  /** Two writes, for the caller's own commit. */
  readonly writes: readonly Write[];
  readonly seq: Count;
  readonly journalId: JournalId;
}

/**
 * Posts one journal inside the caller's transaction: one read, two writes. The fund is one document, so rivals come one
 * after another; whoever is second decides again on what the first left.
 * A source that has posted already makes the commit fail with `DuplicateError`.
 * @throws AppError `CASH_SHORT`, `BANK_SHORT`
 * @throws RangeError for legs that do not add up to nothing: a caller's bug
 */
export const post = async (read: Reading, draft: JournalDraft): Promise<Posted> =>
  postOn(await read.get<FundDoc>('funds', fundIdOf(draft.communityId)), draft);

/** The same on a fund that was read in this transaction. @throws as `post` */
export function postOn(fund: FundDoc | undefined, draft: JournalDraft): Posted {
  const journal = journalAfter(fund ?? { ...NO_JOURNAL, at: 0 }, draft);
  const { seq, hash, at, balances } = journal;
  const head = { seq, hash, at, balances };
  const next = fund
    ? replace('funds', { ...fund, ...head })
    : create<FundDoc | RecountDoc>('funds', ...begun(journal));
  return { writes: [create('journals', journal), next], seq, journalId: journal._id };
}

/** The fund begins with its first journal, and with it the nightly recount. */
function begun({ fundId, communityId, seq, hash, at, balances }: JournalDoc) {
  const base = { communityId, rev: 1 };
  const fund: FundDoc = { ...base, _id: fundId, seq, hash, at, balances };
  const dueAt = nextNight(at);
  const recount: RecountDoc = {
    ...base,
    _id: recountIdOf(fundId),
    fundId,
    dueAt,
    from: NO_JOURNAL,
  };
  return [fund, recount] as const;
}
