/** One step of a recount over the stored journals. */
import type { Count } from '../../miniprogram/contract/units';
import { after } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import { type Head, headOf, NO_JOURNAL } from './chain';
import { type FundDoc, fundIdOf, type JournalDoc, type RecountDoc, recountIdOf } from './documents';
import { STEP, type Step, step } from './recount';

export interface Books {
  readonly fund?: FundDoc;
  readonly recount?: RecountDoc;
}

/** One request. */
export async function booksOf(
  store: Pick<Store, 'getAll'>,
  communityId: FundDoc['communityId'],
): Promise<Books> {
  const id = fundIdOf(communityId);
  const docs = await store.getAll<FundDoc | RecountDoc>('funds', [id, recountIdOf(id)]);
  const fund = docs.find((one): one is FundDoc => one._id === id);
  const recount = docs.find((one): one is RecountDoc => one._id === recountIdOf(id));
  return { ...(fund ? { fund } : {}), ...(recount ? { recount } : {}) };
}

/** The head of the books was read before the journals, so what is posted meanwhile is left to the next time. */
export async function walk(
  store: Pick<Store, 'find'>,
  { fund, recount }: Books & { readonly fund: FundDoc },
  from: Head,
): Promise<Step> {
  const journals = await journalsAfter(store, fund.communityId, from.seq);
  return step(from, journals, { fund, ...(recount?.agreed ? { agreed: recount.agreed } : {}) });
}

const journalsAfter = (
  store: Pick<Store, 'find'>,
  communityId: FundDoc['communityId'],
  seq: Count,
): Promise<readonly JournalDoc[]> =>
  store.find<JournalDoc>({
    collection: 'journals',
    where: { communityId, seq: after(seq) },
    order: [['seq', 1]],
    limit: STEP,
  });

/**
 * A step from a journal that an earlier step has looked at: it comes with those that follow it, in one request.
 * @returns a chain that is broken there when it is gone
 */
export async function walkFrom(
  store: Pick<Store, 'find'>,
  books: Books & { readonly fund: FundDoc },
  seq: Count,
): Promise<Step> {
  if (seq === 0) return walk(store, books, NO_JOURNAL);
  const [anchor, ...rest] = await journalsAfter(store, books.fund.communityId, seq - 1);
  if (anchor?.seq !== seq) {
    const head = { ...NO_JOURNAL, seq: seq - 1 };
    return { head, broken: { seq, flaw: 'missing' }, ended: true };
  }
  const { fund, recount } = books;
  const marks = { fund, ...(recount?.agreed ? { agreed: recount.agreed } : {}) };
  return step(headOf(anchor), rest, marks);
}
