/** Pictures and videos of entries: how their checks end, and what shows them. @see docs/domain/contest.md §4 */
import type { EntryId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import { fileId } from '../kernel/picture';
import type { Settled } from '../kernel/safety';
import { replace, type Store } from '../kernel/store';
import type { Shows } from '../kernel/sweep';
import { settled } from './contest';
import type { EntryDoc } from './documents';

/** Changes what is known of an entry's checks, and with it whether others see it. Safe to repeat. */
export const settleEntry = (
  store: Store,
  id: EntryId,
  { now, change }: { readonly now: number; readonly change: (entry: EntryDoc) => EntryDoc },
): Promise<void> =>
  store.transact(async (read) => {
    const entry = await read.get<EntryDoc>('entries', id);
    if (!entry) return { writes: [], value: undefined };
    const after = settled(change(entry), fileId, now);
    return { writes: [replace('entries', after)], value: undefined };
  });

const entriesWith = (store: Pick<Store, 'find'>, cloudId: string) =>
  store.find<EntryDoc>({
    collection: 'entries',
    where: { files: cloudId },
    limit: LIMITS.listMax,
    fields: ['communityId', 'live'],
  });

/** A picture's check has ended: every entry that shows it remembers how. */
export const rememberEntryPicture: Settled = async (store, file) => {
  const { _id, cloudId, communityId, state, at } = file;
  if (state !== 'passed' && state !== 'refused') return;
  const entries = await entriesWith(store, cloudId);
  for (const entry of entries.filter((one) => one.communityId === communityId)) {
    await settleEntry(store, entry._id, {
      now: at,
      change: (doc) => ({ ...doc, pictureStates: { ...doc.pictureStates, [_id]: state } }),
    });
  }
};

export const contestShows: Shows = async (store, { cloudId }) =>
  (await entriesWith(store, cloudId)).some(({ live }) => live);
