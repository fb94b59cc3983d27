import type { CommunityId, CourtyardId, NoticeId } from '../../miniprogram/contract/ids';
import { noticeDigestId } from '../courtyard/public';
import type { Caller } from '../kernel/caller';
import { courtyardOf } from '../kernel/caller';
import { AppError } from '../kernel/errors';
import type { Call } from '../../miniprogram/contract/protocol';
import { replace, type Store, type Write } from '../kernel/store';
import { create } from '../kernel/store';
import type { NoticeDigest, NoticeDoc } from './documents';

/** The place a call writes notices for: a courtyard, or the community when staff name none. */
export const originOf = (call: Call): CourtyardId | CommunityId => call.courtyardId ?? call.communityId;

/**
 * A notice its courtyard may read.
 * @throws AppError `NOT_FOUND` — also for another courtyard's notice, so that ids cannot be probed
 */
export async function loadForReading(store: Store, id: NoticeId, call: Call): Promise<NoticeDoc> {
  const notice = await store.get<NoticeDoc>('notices', id);
  const courtyard = courtyardOf(call);
  const ours = notice?.communityId === call.communityId && notice.audience.includes(courtyard);
  if (!notice || !ours) throw new AppError('NOT_FOUND');
  return notice;
}

/**
 * A notice that is the caller's to change: of the courtyard of the call, or the community's for its staff.
 * @throws AppError `NOT_FOUND`
 */
export async function loadForWriting(
  store: Store,
  id: NoticeId,
  { call, caller }: { call: Call; caller: Caller },
): Promise<NoticeDoc> {
  const notice = await store.get<NoticeDoc>('notices', id);
  if (!notice || notice.communityId !== call.communityId) throw new AppError('NOT_FOUND');
  if (!mayChange(notice, call, caller)) throw new AppError('NOT_FOUND');
  return notice;
}

export function mayChange(notice: NoticeDoc, call: Call, { roles }: Caller): boolean {
  if (roles.has('staff') || roles.has('admin')) return true;
  const keeper = roles.has('owner') || roles.has('deputy') || roles.has('committee');
  return keeper && notice.origin === call.courtyardId;
}

/** The write that brings a digest in step; `change` is handed an empty one when there is none. */
export async function digestWrite(
  store: Store,
  notice: NoticeDoc,
  change: (digest: NoticeDigest) => NoticeDigest,
): Promise<Write> {
  const id = noticeDigestId(notice.origin);
  const digest = await store.get<NoticeDigest>('digests', id);
  if (digest) return replace('digests', change(digest));
  return create('digests', change({ _id: id, communityId: notice.communityId, rev: 1, entries: [] }));
}
