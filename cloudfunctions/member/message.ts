/** Whoever asked and allowed a message is told of the answer. Pure. @see docs/domain/member.md §5 */
import type { CommunityId, JoinId } from '../../miniprogram/contract/ids';
import { messageTime } from '../../miniprogram/contract/messages';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { MemberDoc, WaitingJoin } from '../kernel/member-doc';
import { type OutboxDoc, queued } from '../kernel/outbox';

const TOLD_WITHIN_MS = 3 * 24 * 3_600_000;

export const answerMessage = (
  { _id, communityId }: MemberDoc,
  { householdId, courtyardId, label }: WaitingJoin,
  { isYes, now }: { readonly isYes: boolean; readonly now: EpochMs },
): OutboxDoc => {
  const joinId: JoinId = `${householdId}.${_id}`;
  const topic = `join.${joinId}.${now}`;
  return queued({
    id: topic,
    communityId,
    kind: 'join',
    topic,
    to: { memberId: _id },
    page: pageOf(communityId, courtyardId),
    values: { place: label, result: isYes ? '已加入' : '没有通过', at: messageTime(now) },
    at: now,
    until: now + TOLD_WITHIN_MS,
  });
};

const pageOf = (community: CommunityId, courtyard: string): string =>
  `pages/home/home?c=${community}&y=${courtyard}`;
