/** Reading a month of the chain. */
import type { CommunityId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { after, before } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import { type Head, headOf, NO_JOURNAL } from './chain';
import type { JournalDoc } from './documents';

export interface MonthAsked {
  readonly communityId: CommunityId;
  readonly month: string;
  /** Absent: also what was posted a moment ago. */
  readonly until?: EpochMs;
}

/** Every journal carries the balances after it, so a month is told by two of them. Two requests. */
export async function headsOf(
  store: Pick<Store, 'find'>,
  { communityId, month, until }: MonthAsked,
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
  const [latest] = await last({ month, ...(until === undefined ? {} : { at: before(until) }) });
  const from = earlier ? headOf(earlier) : NO_JOURNAL;
  return { before: from, after: latest ? headOf(latest) : from };
}

/** A month has rarely a hundred entries; the workbook says how many are beyond these. */
const PAGES_MAX = 20;

/** In order, up to a number. */
export async function journalsOf(
  store: Store,
  { communityId, month }: MonthAsked,
  until: Count,
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
  return all.filter(({ seq }) => seq <= until);
}
