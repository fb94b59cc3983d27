/** Reading a month of the chain. */
import type { CommunityId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import { after, before } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import { type Head, headOf, NO_JOURNAL, plusLegs, reversed } from './chain';
import type { JournalDoc } from './documents';

export interface MonthAsked {
  readonly communityId: CommunityId;
  readonly month: string;
}

/** Every journal carries the balances after it, so a month is told by two of them. Two requests. */
export async function headsOf(
  store: Store,
  { communityId, month }: MonthAsked,
): Promise<{ readonly before: Head; readonly after: Head }> {
  const last = (where: object) =>
    store.find<JournalDoc>({
      collection: 'journals',
      where: { communityId, ...where },
      order: [
        ['month', -1],
        ['seq', -1],
      ],
      limit: 1,
    });
  const [earlier] = await last({ month: before(month) });
  const [latest] = await last({ month });
  const from = earlier ? headOf(earlier) : NO_JOURNAL;
  return { before: from, after: latest ? headOf(latest) : from };
}

/** A month has rarely a hundred entries; what is beyond these is read page by page in the app. */
const PAGES_MAX = 20;

/** What a journal stood on. */
export const beforeIt = ({ seq, previous, balances, legs }: JournalDoc): Head => ({
  seq: seq - 1,
  hash: previous,
  balances: plusLegs(balances, reversed(legs)),
});

/** In order. */
export async function journalsOf(
  store: Store,
  { communityId, month }: MonthAsked,
): Promise<readonly JournalDoc[]> {
  const all: JournalDoc[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const more = await store.find<JournalDoc>({
      collection: 'journals',
      where: { communityId, month, seq: after(all.at(-1)?.seq ?? 0) },
      order: [['seq', 1]],
      limit: LIMITS.listMax,
    });
    all.push(...more);
    if (more.length < LIMITS.listMax) break;
  }
  return all;
}
