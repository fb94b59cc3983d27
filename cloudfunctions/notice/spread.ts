/** Brings every courtyard's board in step with a new version or a withdrawal. Safe to repeat. */
import { notAtLeast, present, put } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import { type NoticeDoc, reachId } from './documents';

/**
 * One conditional update for each courtyard; they are different documents, so they may run side by side.
 * The tick repeats it when an instance died in between.
 */
export async function spread(store: Store, notice: NoticeDoc): Promise<void> {
  const open = notice.status === 'published';
  await Promise.all(
    notice.audience.map((courtyard) =>
      store.claim({
        collection: 'reaches',
        id: reachId(notice._id, courtyard),
        while: open ? { version: notAtLeast(notice.version) } : { version: present() },
        changes: {
          open: put(open),
          version: put(notice.version),
          validUntil: put(notice.validUntil),
        },
      }),
    ),
  );
  await store.claim({
    collection: 'notices',
    id: notice._id,
    while: { version: notice.version, status: notice.status },
    changes: { spreadPending: put(false) },
  });
}
