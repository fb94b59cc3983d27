/** What the phone is shown of notices. Pure. */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { NoticeRow, NoticeText, NoticeView } from '../../miniprogram/contract/notice';
import type { Call } from '../../miniprogram/contract/protocol';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { CommunityPlaceDigest } from '../courtyard/public';
import type { Caller } from '../kernel/caller';
import type { Standing } from '../kernel/shown-pictures';
import type { NoticeDoc, ReachDoc } from './documents';
import { textOf } from './notice';
import { nameOf } from './place';
import { questionsFor } from './question';
import { isKeeper, isOwner, isReacher, mayChange } from './repository';

export const rowOf = (notice: NoticeDoc, now: EpochMs): NoticeRow => ({
  id: notice._id,
  title: notice.title,
  category: notice.category,
  by: notice.by,
  fromCommunity: notice.origin === notice.communityId,
  at: notice.status === 'published' ? notice.publishedAt : notice.editedAt,
  status: notice.status,
  expired: notice.validUntil <= now,
  mustConfirm: notice.mustConfirm,
  pinned: notice.pinned,
});

export interface Seen {
  readonly notice: NoticeDoc;
  readonly board: ReachDoc | undefined;
  readonly place: CommunityPlaceDigest;
  readonly call: Call;
  readonly caller: Caller;
  readonly forHousehold: { readonly id: HouseholdId; readonly label: string } | undefined;
  readonly plates: Readonly<Record<HouseholdId, { readonly label: string }>>;
  readonly pictures: Standing & { readonly urls: readonly string[] };
  readonly now: EpochMs;
}

export function noticeView(seen: Seen): NoticeView {
  const { notice, board, place, caller, forHousehold, now } = seen;
  const mine = forHousehold && board?.marks?.[forHousehold.id];
  const confirmed = mine && mine.version === notice.version ? mine : undefined;
  return {
    id: notice._id,
    ...wordsFor(seen),
    by: notice.by,
    fromCommunity: notice.origin === notice.communityId,
    ...(notice.publishedAt > 0 ? { publishedAt: notice.publishedAt } : {}),
    expired: notice.validUntil <= now,
    pictureUrls: seen.pictures.urls,
    picturesWaiting: seen.pictures.waiting,
    audience: audienceFor(seen),
    ...(forHousehold ? { forHousehold } : {}),
    ...(confirmed ? { confirmed: { how: confirmed.how, at: confirmed.at } } : {}),
    questions: questionsFor(board?.questions ?? {}, {
      memberId: caller.member?._id,
      householdId: forHousehold?.id,
      keeper: isKeeper(caller),
      plates: seen.plates,
    }),
    may: rightsOf(seen),
    phone: place.phone,
    now,
  };
}

/**
 * Those who may change it read the words that wait for the check; everybody else the words that are out,
 * and of the pictures not even the file ids of those that have not passed.
 */
function wordsFor({ notice, call, caller, pictures }: Seen) {
  const { status, version } = notice;
  const text = textFor(notice, call, caller);
  if (text !== notice)
    return { ...textOf(text), status: 'checking' as const, version: version + 1 };
  const shown = mayChange(notice, call, caller) ? text.pictures : pictures.passed;
  return { ...textOf(text), pictures: shown, status, version };
}

/** The version a caller is shown: the one that is out, or for those who may change it the one that waits. */
export function textFor(notice: NoticeDoc, call: Call, caller: Caller): NoticeText {
  const { status, waiting } = notice;
  const waits = waiting && status === 'published' && mayChange(notice, call, caller);
  return waits ? waiting : notice;
}

/** A neighbour needs to know of the own courtyard only. */
function audienceFor({ notice, place, call, caller }: Seen): NoticeView['audience'] {
  const all = mayChange(notice, call, caller);
  return notice.audience
    .filter((id) => all || id === call.courtyardId)
    .map((id) => ({ id, name: nameOf(place, id) }));
}

function rightsOf({ notice, call, caller, now }: Seen): NoticeView['may'] {
  const mine = mayChange(notice, call, caller);
  const out = notice.status === 'published';
  const open = !out || now < notice.validUntil;
  const waits = notice.status === 'checking' || notice.waiting !== undefined;
  return {
    edit: mine && open && notice.status !== 'withdrawn',
    withdraw: mine && out,
    release: mine && isOwner(caller) && waits,
    readBoard: isReacher(caller) && out && notice.mustConfirm,
    answer: isKeeper(caller) && out,
  };
}
