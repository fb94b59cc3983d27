/**
 * Brings everything that is derived from a notice in step with it: the courtyards' boards, the messages, the
 * courtyard tab. Safe to repeat and to run twice at once; the tick repeats it when an instance died in between.
 * @see docs/domain/notice.md §3
 */
import type { EpochMs } from '../../miniprogram/contract/units';
import { put } from '../kernel/conditions';
import { DuplicateError } from '../kernel/database';
import { log } from '../kernel/log';
import { createOnce, type Store } from '../kernel/store';
import { headClaim, newBoard } from './board';
import { digestClaim, digestWith, emptyDigest } from './digest';
import type { NoticeDoc, ReachDoc } from './documents';
import { messagesOf } from './message';

const AT_ONCE = 10;

export async function spread(store: Store, notice: NoticeDoc, now: EpochMs): Promise<void> {
  await boardsInStep(store, notice);
  await createAll(store, 'outbox', messagesOf(notice, now));
  await digestInStep(store, notice, now);
  await store.claim({
    collection: 'notices',
    id: notice._id,
    while: { version: notice.version, status: notice.status },
    changes: { spreadPending: put(false) },
  });
}

async function boardsInStep(store: Store, notice: NoticeDoc): Promise<void> {
  const known = await store.find<
    Pick<ReachDoc, '_id' | 'communityId' | 'rev' | 'noticeRev' | 'courtyardId'>
  >({
    collection: 'reaches',
    where: { noticeId: notice._id },
    limit: 100,
    fields: ['noticeRev', 'courtyardId'],
  });
  const revs = new Map(known.map(({ courtyardId, noticeRev }) => [courtyardId, noticeRev]));
  const behind = notice.audience.filter((id) => (revs.get(id) ?? notice.rev) < notice.rev);
  const missing = notice.audience.filter((id) => !revs.has(id));
  await createAll(
    store,
    'reaches',
    missing.map((id) => newBoard(notice, id)),
  );
  await inGroups(behind, (id) => store.claim(headClaim(notice, id)));
}

/** One write for all of them; one by one when a rival, or an earlier run, made some of them. */
async function createAll(
  store: Store,
  collection: string,
  docs: readonly { readonly _id: string; readonly communityId: string; readonly rev: number }[],
): Promise<void> {
  if (docs.length === 0) return;
  try {
    await store.create(collection, docs);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    await inGroups(docs, (doc) => createOnce(store, collection, doc));
  }
}

async function digestInStep(store: Store, notice: NoticeDoc, now: EpochMs): Promise<void> {
  const claim = digestClaim(notice);
  if (await store.claim(claim)) return;
  const first = digestWith(emptyDigest(notice, now), notice);
  // When it is there already, either it knows a later state, or a rival made it a moment ago.
  if (!(await createOnce(store, 'digests', first))) await store.claim(claim);
}

/** Different documents, so a few may be written side by side. */
async function inGroups<T>(all: readonly T[], write: (one: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < all.length; i += AT_ONCE) {
    await Promise.all(all.slice(i, i + AT_ONCE).map(write));
  }
}

/**
 * The same right after an act. The act itself is done, so a failure here is not the caller's: it is logged, and
 * the tick finishes it.
 */
export async function spreadNow(store: Store, notice: NoticeDoc, now: EpochMs): Promise<void> {
  try {
    await spread(store, notice, now);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log({ level: 'error', fn: 'notice', action: 'spread', code: 'INTERNAL', ms: 0, stack });
  }
}
