/** The one way into the ledger. @see docs/domain/fund.md §1 */
import type { JournalId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import { create, type Reading, replace, type Write } from '../kernel/store';
import { type JournalDraft, journalAfter, NO_JOURNAL } from './chain';
import { type FundDoc, fundIdOf, type JournalDoc } from './documents';

export interface Posted {
  /** Two writes, for the caller's own commit. */
  readonly writes: readonly Write[];
  readonly seq: Count;
  readonly journalId: JournalId;
  readonly journal: JournalDoc;
}

/**
 * Posts one journal inside the caller's transaction: one read, two writes. The fund is one document, so rivals come one
 * after another; whoever is second decides again on what the first left.
 * @throws AppError `CASH_SHORT`, `BANK_SHORT`
 * @throws RangeError for legs that do not add up to nothing: a caller's bug
 * A source that has posted already makes the commit fail with `DuplicateError`.
 */
export async function post(read: Reading, draft: JournalDraft): Promise<Posted> {
  const id = fundIdOf(draft.communityId);
  const fund = await read.get<FundDoc>('funds', id);
  const journal = journalAfter(fund ?? { ...NO_JOURNAL, at: 0 }, draft);
  const { seq, hash, at, balances } = journal;
  const head = { seq, hash, at, balances };
  const next = fund
    ? replace('funds', { ...fund, ...head })
    : create('funds', { _id: id, communityId: draft.communityId, rev: 1, ...head });
  return { writes: [create('journals', journal), next], seq, journalId: journal._id, journal };
}
