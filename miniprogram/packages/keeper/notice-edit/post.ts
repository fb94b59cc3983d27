/** The desk's way to the cloud and to the phone's storage. */
import type { CourtyardId, NoticeId } from '../../../contract/ids';
import { dropDesk, keepDesk, readDesk } from '../../../services/desks';
import { newRequestId } from '../../../services/intents';
import { notice } from '../../../services/notice';
import { at } from '../../../services/place';
import { isBlank } from './form';
import type { Desk, Post } from './publishing';

/** Where a notice is written: for one courtyard, or from the community. */
export interface DeskPlace {
  readonly courtyardId?: CourtyardId;
  readonly noticeId?: NoticeId;
}

const nameOf = ({ courtyardId, noticeId }: DeskPlace): string =>
  `notice.${courtyardId ?? 'community'}.${noticeId ?? 'new'}`;

const urlOf = ({ courtyardId, noticeId }: DeskPlace): string => {
  const query = [
    ...(noticeId ? [`id=${noticeId}`] : []),
    courtyardId ? `y=${courtyardId}` : 'from=community',
  ];
  return `/packages/keeper/notice-edit/notice-edit?${query.join('&')}`;
};

export const deskAt = (place: DeskPlace): Desk | undefined => readDesk<Desk>(nameOf(place));

export const clearDesk = (place: DeskPlace): void => dropDesk(nameOf(place));

/** @returns false when the phone had no room for it */
export function putDesk(place: DeskPlace, desk: Desk): boolean {
  if (isBlank(desk.form) && !desk.unanswered) {
    clearDesk(place);
    return true;
  }
  const note = {
    name: nameOf(place),
    title: desk.form.title.trim() || '还没写标题的通知',
    at: Date.now(),
    sending: desk.unanswered !== undefined,
    url: urlOf(place),
  };
  return keepDesk(note, desk);
}

export function postFor(place: DeskPlace): Post {
  const manner = (requestId: string) => ({ ...at(place.courtyardId ?? ''), requestId });
  return {
    saveDraft: (input, requestId) => notice.saveDraft(input, manner(requestId)),
    publish: (noticeId, requestId) => notice.publish({ noticeId }, manner(requestId)),
    revise: (noticeId, text, requestId) => notice.revise({ noticeId, ...text }, manner(requestId)),
    newRequestId,
    keep: (desk) => putDesk(place, desk),
  };
}
