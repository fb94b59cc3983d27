/** What the pages say about things that wait to be sent. */
import type { HouseholdId, NoticeId } from '../contract/ids';
import { deskNotes } from './desks';
import { dropped, waiting } from './queue';

export function pendingLine(): string {
  const count = waiting().length;
  if (count > 0) return `没有网，${count} 件先记在手机里，有网自动送`;
  if (deskNotes().some(({ sending }) => sending)) return '有一条通知没等到回音，点开接着发';
  return dropped().length > 0 ? '有的没送成，点开看看为什么' : '';
}

/** Whether 收到 for this notice waits in the phone; without a household: for my own. */
export const confirmWaits = (noticeId: NoticeId, subject: HouseholdId | undefined): boolean =>
  waiting().some(
    ({ fn, call }) =>
      `${fn}.${call.action}` === 'notice.confirm' &&
      call.subject === subject &&
      (call.input as { noticeId: NoticeId }).noticeId === noticeId,
  );
