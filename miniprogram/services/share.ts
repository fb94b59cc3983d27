/** Cards for the group and texts for those who never tap cards. */
import type { CourtyardId, HouseholdId, NoticeId } from '../contract/ids';
import { LIMITS } from '../contract/limits';
import { session } from './session';

interface Card {
  readonly title: string;
  readonly path: string;
}

/** A card's title has at most 20 characters; what is cut ends in an ellipsis. */
export function cardTitle(text: string): string {
  const max = LIMITS.shareTitleLength;
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}

const place = (courtyardId: CourtyardId | undefined): string =>
  `c=${session.communityId}${courtyardId ? `&y=${courtyardId}` : ''}`;

export const courtyardCard = (): Card => ({
  title: cardTitle(session.courtyardName ? `${session.courtyardName}的院坝` : '我们院的院坝'),
  path: `/pages/home/home?${place(session.courtyardId)}`,
});

export const noticeCard = (id: NoticeId, title: string): Card => ({
  title: cardTitle(title),
  path: `/pages/notice/view/view?id=${id}&${place(session.courtyardId)}`,
});

/** Whoever opens it joins this household at once. */
export const inviteCard = (
  household: {
    readonly id: HouseholdId;
    readonly courtyardId: CourtyardId;
    readonly label: string;
  },
  code: string,
): Card => ({
  title: cardTitle(`请您进${household.label}`),
  path: `/pages/join/join?${place(household.courtyardId)}&h=${household.id}&k=${code}`,
});

/** At most 12 lines; blank lines and spaces at the ends are gone; what is too much becomes 全文 in the mini-program. */
export function groupText(lines: readonly string[]): string {
  const full = lines
    .flatMap((line) => line.split('\n'))
    .map((line) => line.trim())
    .filter(Boolean);
  const max = LIMITS.groupTextLines;
  if (full.length <= max) return full.join('\n');
  return [...full.slice(0, max - 1), '……全文请点院坝小程序里的通知'].join('\n');
}

export async function copyForGroup(lines: readonly string[]): Promise<void> {
  await wx.setClipboardData({ data: groupText(lines) });
  wx.showToast({ title: '已复制，去群里长按粘贴', icon: 'none', duration: 2_500 });
}
