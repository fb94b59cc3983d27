/** The messages a notice and an answer give rise to. Pure. @see docs/domain/notice.md §7 */
import type { CourtyardId, MemberId, NoticeId } from '../../miniprogram/contract/ids';
import { messageTime } from '../../miniprogram/contract/messages';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type OutboxDoc, queued } from '../kernel/outbox';
import type { Answer, NoticeDoc, Question } from './documents';

const pageOf = (notice: NoticeId, courtyard: CourtyardId, community: string): string =>
  `pages/notice/view/view?id=${notice}&c=${community}&y=${courtyard}`;

/** One person is told once of a version, however many of its courtyards they live in. */
export const topicOf = (notice: Pick<NoticeDoc, '_id' | 'version'>): string =>
  `${notice._id}.v${notice.version}`;

/**
 * One message job for each courtyard. A next version is told again only when it asks for an answer;
 * nothing is told of what is over or withdrawn.
 */
export function messagesOf(notice: NoticeDoc, now: EpochMs): readonly OutboxDoc[] {
  const news = notice.version === 1 || notice.mustConfirm;
  if (notice.status !== 'published' || notice.validUntil <= now || !news) return [];
  return notice.audience.map((courtyardId) =>
    queued({
      id: `${topicOf(notice)}.${courtyardId}`,
      communityId: notice.communityId,
      kind: 'notice',
      topic: topicOf(notice),
      to: { courtyardId },
      page: pageOf(notice._id, courtyardId, notice.communityId),
      values: {
        title: notice.title,
        from: notice.by,
        until: messageTime(notice.validUntil),
        hint: notice.mustConfirm ? '请点开看一看，回“收到”' : '请点开看一看',
      },
      at: notice.publishedAt,
      until: notice.validUntil,
    }),
  );
}

const TOLD_WITHIN_MS = 3 * 24 * 3_600_000;

/** Whoever asked is told of the answer. */
export const answerMessage = (
  { askerId }: Question,
  answer: Pick<Answer, 'text' | 'at'>,
  about: {
    readonly id: string;
    readonly communityId: string;
    readonly notice: NoticeId;
    readonly courtyardId: CourtyardId;
    readonly title: string;
  },
): OutboxDoc =>
  queued({
    id: about.id,
    communityId: about.communityId,
    kind: 'answer',
    topic: about.id,
    to: { memberId: askerId as MemberId },
    page: pageOf(about.notice, about.courtyardId, about.communityId),
    values: { title: about.title, answer: answer.text, at: messageTime(answer.at) },
    at: answer.at,
    until: answer.at + TOLD_WITHIN_MS,
  });
