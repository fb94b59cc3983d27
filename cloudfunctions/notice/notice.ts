/** What may become of a notice. Pure: `now` comes in, the next document comes out. @see docs/domain/notice.md */
import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import type { NoticeState, NoticeText } from '../../miniprogram/contract/notice';
import type { EpochMs } from '../../miniprogram/contract/units';
import { refuseIf } from '../kernel/errors';
import { type Asked, isReplay } from '../kernel/replay';
import type { NoticeAct, NoticeDoc } from './documents';

/** Who acts, with which request, when. */
export interface Act extends Asked {
  readonly what: string;
  readonly by: MemberId;
  readonly now: EpochMs;
}

const RECHECK_MS = 5 * 60_000;
const ACTS_KEPT = 30;

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

/** What the platform's check is asked about. */
export const wordsOf = (text: Pick<NoticeText, 'title' | 'body'>): string =>
  `${text.title}\n${text.body}`;

/** Where a notice stands, as the caller of an act is told. */
export const stateOf = ({ _id, status, version, waiting }: NoticeDoc): NoticeState => ({
  noticeId: _id,
  status: waiting && status === 'published' ? 'checking' : status,
  version,
});

/**
 * The answer of an earlier run of the same request.
 * @throws AppError `INVALID` when the request id was used for another act, or with another input
 */
export function earlierState(notice: NoticeDoc, asked: Asked): NoticeState | undefined {
  const { requestId } = asked;
  const act = notice.acts[requestId];
  if (!act || !isReplay({ requestId, print: act.print }, asked)) return undefined;
  return { noticeId: notice._id, status: act.status, version: act.version };
}

/** The notice with the act remembered; the oldest acts are forgotten after 30. */
export function remembered(notice: NoticeDoc, { what, by, requestId, print, now }: Act): NoticeDoc {
  const { status, version } = stateOf(notice);
  const act: NoticeAct = { what, print, by, at: now, status, version };
  const latest = Object.entries(notice.acts)
    .sort(([, a], [, b]) => a.at - b.at)
    .slice(1 - ACTS_KEPT);
  return { ...notice, acts: { ...Object.fromEntries(latest), [requestId]: act } };
}

/** @throws AppError `NOTICE_NOT_DRAFT` */
export function redraft(
  draft: NoticeDoc,
  text: NoticeText,
  { audience, now }: { audience: readonly CourtyardId[]; now: EpochMs },
): NoticeDoc {
  refuseIf(draft.status !== 'draft' && draft.status !== 'checking', 'NOTICE_NOT_DRAFT');
  return unwaiting({ ...draft, ...textOf(text), audience, status: 'draft', editedAt: now });
}

/** @throws AppError `NOTICE_NOT_READY` with the missing field, `UNTIL_IN_PAST` */
export function refuseUnready(
  text: NoticeText,
  audience: readonly CourtyardId[],
  now: EpochMs,
): void {
  refuseIf(text.title.trim() === '', 'NOTICE_NOT_READY', { field: '标题' });
  refuseIf(text.body.trim() === '', 'NOTICE_NOT_READY', { field: '内容' });
  refuseIf(audience.length === 0, 'NOTICE_NOT_READY', { field: '发给哪些院子' });
  refuseIf(text.validUntil <= now, 'UNTIL_IN_PAST');
}

/** @throws AppError `NOTICE_NOT_DRAFT`, `NOTICE_NOT_READY`, `UNTIL_IN_PAST` */
export function refuseUnpublishable(draft: NoticeDoc, now: EpochMs): void {
  refuseIf(draft.status !== 'draft' && draft.status !== 'checking', 'NOTICE_NOT_DRAFT');
  refuseUnready(draft, draft.audience, now);
}

/**
 * A draft that neighbours may read from now on, or that waits while the check is unavailable.
 * @throws AppError as `refuseUnpublishable`
 */
export function publish(
  draft: NoticeDoc,
  { checked, now }: { checked: boolean; now: EpochMs },
): NoticeDoc {
  refuseUnpublishable(draft, now);
  if (!checked) {
    return { ...draft, status: 'checking', editedAt: now, recheckAt: now + RECHECK_MS };
  }
  const out = unwaiting(draft);
  return { ...out, status: 'published', publishedAt: now, editedAt: now, spreadPending: true };
}

/** @throws AppError `NOTICE_WITHDRAWN`, `NOTICE_EXPIRED`, `NOTICE_NOT_READY`, `UNTIL_IN_PAST` */
export function refuseUnrevisable(notice: NoticeDoc, text: NoticeText, now: EpochMs): void {
  refuseClosed(notice, now);
  refuseUnready(text, notice.audience, now);
}

/**
 * The next version of a published notice; the version people have read stays as it was.
 * While the check is unavailable the new words wait, and neighbours go on reading the old ones.
 * @throws AppError as `refuseUnrevisable`
 */
export function revise(
  notice: NoticeDoc,
  text: NoticeText,
  { checked, now }: { checked: boolean; now: EpochMs },
): NoticeDoc {
  refuseUnrevisable(notice, text, now);
  if (!checked) {
    return { ...notice, waiting: textOf(text), editedAt: now, recheckAt: now + RECHECK_MS };
  }
  const { version, publishedAt, versions } = notice;
  return {
    ...unwaiting(notice),
    ...textOf(text),
    version: version + 1,
    versions: [...versions, { ...textOf(notice), version, publishedAt }],
    publishedAt: now,
    editedAt: now,
    spreadPending: true,
  };
}

/**
 * What an owner, or the check when it is back, lets out: a first version or a next one.
 * @throws AppError `NOTICE_NOT_DRAFT` when nothing waits, else as `publish` and `revise`
 */
export function release(notice: NoticeDoc, now: EpochMs): NoticeDoc {
  if (notice.waiting) return revise(notice, notice.waiting, { checked: true, now });
  refuseIf(notice.status !== 'checking', 'NOTICE_NOT_DRAFT');
  return publish(notice, { checked: true, now });
}

/** The check is back and says no: a first version is a draft again, a next one is dropped. */
export function sentBack(notice: NoticeDoc, now: EpochMs): NoticeDoc {
  const back = unwaiting({ ...notice, editedAt: now });
  return notice.status === 'checking' ? { ...back, status: 'draft' } : back;
}

/** The check is still unavailable. */
export const askedAgain = (notice: NoticeDoc, now: EpochMs): NoticeDoc => ({
  ...notice,
  recheckAt: now + RECHECK_MS,
});

/** @throws AppError `NOTICE_WITHDRAWN`, `NOT_FOUND` for a draft */
export function withdraw(notice: NoticeDoc, now: EpochMs): NoticeDoc {
  refuseIf(notice.status === 'withdrawn', 'NOTICE_WITHDRAWN');
  refuseIf(notice.status !== 'published', 'NOT_FOUND');
  return { ...unwaiting(notice), status: 'withdrawn', editedAt: now, spreadPending: true };
}

/** At its last instant a notice is over. @throws AppError `NOTICE_WITHDRAWN`, `NOTICE_EXPIRED`, `NOT_FOUND` */
export function refuseClosed(notice: NoticeDoc, now: EpochMs): void {
  refuseIf(notice.status === 'withdrawn', 'NOTICE_WITHDRAWN');
  refuseIf(notice.status !== 'published', 'NOT_FOUND');
  refuseIf(notice.validUntil <= now, 'NOTICE_EXPIRED');
}

function unwaiting({ waiting: _, recheckAt: __, ...notice }: NoticeDoc): NoticeDoc {
  return notice;
}
