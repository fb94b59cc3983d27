/** What may become of a notice. Pure: `now` comes in, what to write comes out. @see docs/domain/notice.md */
import type { CourtyardId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { NoticeText, ReachWay } from '../../miniprogram/contract/notice';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { after, notAtLeast, put } from '../kernel/conditions';
import { AppError, refuseIf } from '../kernel/errors';
import type { Claim } from '../kernel/store';
import {
  type DigestEntry,
  type NoticeDigest,
  type NoticeDoc,
  type ReachDoc,
  type ReachMark,
  reachId,
} from './documents';

/** The fields of a notice that people read. */
export const textOf = (notice: NoticeText): NoticeText => ({
  title: notice.title,
  body: notice.body,
  category: notice.category,
  mustConfirm: notice.mustConfirm,
  pinned: notice.pinned,
  validUntil: notice.validUntil,
  pictures: notice.pictures,
});

/**
 * A draft that neighbours may read from now on, or that waits while the check is unavailable.
 * @throws AppError `NOTICE_NOT_DRAFT`, `NOTICE_NOT_READY` with the missing field, `UNTIL_IN_PAST`
 */
export function publish(draft: NoticeDoc, { checked, now }: { checked: boolean; now: EpochMs }): NoticeDoc {
  refuseIf(draft.status !== 'draft' && draft.status !== 'checking', 'NOTICE_NOT_DRAFT');
  refuseUnready(draft, draft.audience, now);
  if (!checked) return { ...draft, status: 'checking', editedAt: now };
  return { ...draft, status: 'published', publishedAt: now, editedAt: now };
}

/** @throws AppError `NOTICE_NOT_READY`, `UNTIL_IN_PAST` */
export function refuseUnready(text: NoticeText, audience: readonly CourtyardId[], now: EpochMs): void {
  refuseIf(text.title.trim() === '', 'NOTICE_NOT_READY', { field: '标题' });
  refuseIf(text.body.trim() === '', 'NOTICE_NOT_READY', { field: '内容' });
  refuseIf(audience.length === 0, 'NOTICE_NOT_READY', { field: '发给哪些院子' });
  refuseIf(text.validUntil <= now, 'UNTIL_IN_PAST');
}

/**
 * The next version of a published notice. The version people have read stays as it was.
 * @throws AppError `NOTICE_WITHDRAWN`, `NOTICE_EXPIRED`, `NOTICE_NOT_READY`, `UNTIL_IN_PAST`
 */
export function revise(notice: NoticeDoc, text: NoticeText, now: EpochMs): NoticeDoc {
  refuseClosed(notice, now);
  refuseUnready(text, notice.audience, now);
  const read = { ...textOf(notice), version: notice.version, publishedAt: notice.publishedAt };
  return {
    ...notice,
    ...text,
    version: notice.version + 1,
    versions: [...notice.versions, read],
    publishedAt: now,
    editedAt: now,
    spreadPending: true,
  };
}

/** @throws AppError `NOTICE_WITHDRAWN` */
export function withdraw(notice: NoticeDoc, now: EpochMs): NoticeDoc {
  refuseIf(notice.status === 'withdrawn', 'NOTICE_WITHDRAWN');
  refuseIf(notice.status !== 'published', 'NOT_FOUND');
  return { ...notice, status: 'withdrawn', editedAt: now, spreadPending: true };
}

/** At its last instant a notice is over. @throws AppError `NOTICE_WITHDRAWN`, `NOTICE_EXPIRED`, `NOT_FOUND` */
export function refuseClosed(notice: NoticeDoc, now: EpochMs): void {
  refuseIf(notice.status === 'withdrawn', 'NOTICE_WITHDRAWN');
  refuseIf(notice.status !== 'published', 'NOT_FOUND');
  refuseIf(notice.validUntil <= now, 'NOTICE_EXPIRED');
}

/** An empty board; made for every courtyard of the audience when a notice that asks for an answer is published. */
export const newBoard = (notice: NoticeDoc, courtyardId: CourtyardId): ReachDoc => ({
  _id: reachId(notice._id, courtyardId),
  communityId: notice.communityId,
  rev: 1,
  noticeId: notice._id,
  courtyardId,
  version: notice.version,
  open: true,
  validUntil: notice.validUntil,
  marks: {},
  tries: {},
});

export interface Confirmation {
  readonly notice: NoticeDoc['_id'];
  readonly courtyard: CourtyardId;
  readonly household: HouseholdId;
  readonly version: Count;
  readonly how: ReachWay;
  readonly by: MemberId;
  readonly at: EpochMs;
  readonly requestId: string;
}

/**
 * What it takes to mark a household as reached: the one conditional update of its courtyard's board.
 * A mark of an earlier version gives way; a mark of this version stays who made it first.
 */
export function reachClaim(c: Confirmation): Claim {
  const mark: ReachMark = {
    version: c.version,
    how: c.how,
    by: c.by,
    at: c.at,
    requestId: c.requestId,
  };
  return {
    collection: 'reaches',
    id: reachId(c.notice, c.courtyard),
    while: {
      open: true,
      version: c.version,
      validUntil: after(c.at),
      [`marks.${c.household}.version`]: notAtLeast(c.version),
    },
    changes: { [`marks.${c.household}`]: put(mark) },
  };
}

/**
 * Which sentence to say when the claim did not go through.
 * @returns the mark that is already there: not a failure, the household has been told
 * @throws AppError `NOTICE_CHANGED`, `NOTICE_WITHDRAWN`, `NOTICE_EXPIRED`, `NOT_FOUND`
 */
export function whyNotReached(board: ReachDoc | undefined, c: Confirmation): ReachMark {
  if (!board) throw new AppError('NOT_FOUND');
  const mark = board.marks[c.household];
  if (mark && mark.version === c.version && board.version === c.version) return mark;
  refuseIf(!board.open, 'NOTICE_WITHDRAWN');
  refuseIf(board.version !== c.version, 'NOTICE_CHANGED', { version: board.version });
  refuseIf(board.validUntil <= c.at, 'NOTICE_EXPIRED');
  throw new AppError('BUSY');
}

const LINE_LENGTH = 40;

/** A notice as the courtyard tab shows it. */
export function digestEntry(notice: NoticeDoc): DigestEntry {
  const line = notice.body.trim().split('\n')[0] ?? '';
  return {
    noticeId: notice._id,
    version: notice.version,
    title: notice.title,
    line: line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)}…` : line,
    category: notice.category,
    by: notice.by,
    pinned: notice.pinned,
    mustConfirm: notice.mustConfirm,
    from: notice.publishedAt,
    until: notice.validUntil,
    ...(notice.origin === notice.communityId ? { audience: notice.audience } : {}),
  };
}

const DIGEST_MAX = 30;

/**
 * The digest with this notice's latest state: entered, replaced or taken out. What is over leaves too.
 * Order: newest first; the oldest fall off after 30.
 */
export function digestWith(digest: NoticeDigest, notice: NoticeDoc, now: EpochMs): NoticeDigest {
  const others = digest.entries.filter((e) => e.noticeId !== notice._id && e.until > now);
  const entries = notice.status === 'published' ? [digestEntry(notice), ...others] : others;
  return { ...digest, entries: entries.sort((a, b) => b.from - a.from).slice(0, DIGEST_MAX) };
}

/** Which entries a courtyard sees at an instant: pinned first, then newest. */
export function entriesFor(
  digests: readonly NoticeDigest[],
  courtyard: CourtyardId,
  now: EpochMs,
): readonly DigestEntry[] {
  return digests
    .flatMap(({ entries }) => entries)
    .filter((e) => e.from <= now && now < e.until && (e.audience?.includes(courtyard) ?? true))
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.from - a.from);
}

/** How many households of a board each way reached, counting only its version. */
export function countByWay(board: Pick<ReachDoc, 'marks' | 'version'>): Record<ReachWay, number> {
  const counts = { self: 0, helper: 0, phone: 0, door: 0 };
  for (const mark of Object.values(board.marks)) {
    if (mark.version === board.version) counts[mark.how] += 1;
  }
  return counts;
}

export const sumOf = (counts: Readonly<Record<ReachWay, number>>): number =>
  counts.self + counts.helper + counts.phone + counts.door;

export const PICTURES_MAX = LIMITS.pictures;
