/** Notices down, worries up. @see docs/domain/notice.md */
import type { CourtyardId, HouseholdId, NoticeId, QuestionId } from './ids';
import { takesPicture } from './pictures';
import { act, type Page, query } from './protocol';
import type { Count, EpochMs } from './units';

export const NOTICE_CATEGORIES = [
  'everyday',
  'health',
  'water',
  'safety',
  'event',
  'supplies',
] as const;
export type NoticeCategory = (typeof NOTICE_CATEGORIES)[number];

export const CATEGORY_NAMES: Readonly<Record<NoticeCategory, string>> = {
  everyday: '日常',
  health: '防疫健康',
  water: '停水停电',
  safety: '安全提醒',
  event: '活动',
  supplies: '物资',
};

/** How a household was reached. `self`: in the app by one of its own; the rest by somebody for it. */
export const REACH_WAYS = ['self', 'helper', 'phone', 'door'] as const;
export type ReachWay = (typeof REACH_WAYS)[number];

export const REACH_NAMES: Readonly<Record<ReachWay, string>> = {
  self: '自己回',
  helper: '代办',
  phone: '电话',
  door: '上门',
};

export interface NoticeText {
  readonly title: string;
  readonly body: string;
  readonly category: NoticeCategory;
  readonly mustConfirm: boolean;
  readonly pinned: boolean;
  readonly validUntil: EpochMs;
  /** Cloud file ids as `addPicture` answers them, in order. */
  readonly pictures: readonly string[];
}

/**
 * `draft` → `checking` (the platform's check is unavailable) → `published` → `withdrawn`.
 * Expired is not a state: it is `validUntil ≤ now`.
 */
export type NoticeStatus = 'draft' | 'checking' | 'published' | 'withdrawn';

export interface NoticeView extends NoticeText {
  readonly id: NoticeId;
  readonly status: NoticeStatus;
  readonly version: Count;
  readonly by: string;
  readonly fromCommunity: boolean;
  readonly publishedAt?: EpochMs;
  readonly expired: boolean;
  /** Temporary addresses of the pictures that passed the check. */
  readonly pictureUrls: readonly string[];
  readonly picturesWaiting: Count;
  readonly audience: readonly { readonly id: CourtyardId; readonly name: string }[];
  /** The household the page speaks for: the subject when acting, else the caller's own. */
  readonly forHousehold?: { readonly id: HouseholdId; readonly label: string };
  readonly confirmed?: { readonly how: ReachWay; readonly at: EpochMs };
  readonly questions: readonly QuestionView[];
  readonly may: {
    readonly edit: boolean;
    readonly withdraw: boolean;
    readonly release: boolean;
    readonly readBoard: boolean;
    readonly answer: boolean;
  };
  readonly phone: string;
  readonly now: EpochMs;
}

export interface QuestionView {
  readonly id: QuestionId;
  readonly text: string;
  readonly at: EpochMs;
  /** `我家` for the asker's own; a household label only for those who may answer; else `一位邻居`. */
  readonly asker: string;
  readonly mine: boolean;
  /** `checking`: the platform's check has not looked at it yet; only the asker's and the keepers' side see it. */
  readonly status: 'shown' | 'checking' | 'hidden';
  readonly reportCount?: Count;
  readonly answer?: AnswerView;
}

export interface AnswerView {
  readonly text: string;
  readonly at: EpochMs;
  readonly toAll: boolean;
  /** Anything but `shown` only the keepers see: `checking` waits for the check, `refused` did not pass it. */
  readonly status: 'shown' | 'checking' | 'refused';
}

export interface NoticeRow {
  readonly id: NoticeId;
  readonly title: string;
  readonly category: NoticeCategory;
  readonly by: string;
  readonly fromCommunity: boolean;
  readonly at: EpochMs;
  readonly status: NoticeStatus;
  readonly expired: boolean;
  readonly mustConfirm: boolean;
  /** Whether the household the list is read for has answered; absent when none is, or nothing is asked. */
  readonly confirmed?: boolean;
  readonly pinned: boolean;
}

export interface BoardView {
  readonly noticeId: NoticeId;
  readonly title: string;
  readonly version: Count;
  readonly courtyardId: CourtyardId;
  readonly courtyardName: string;
  readonly householdCount: Count;
  readonly reachedCount: Count;
  readonly countByWay: Readonly<Record<ReachWay, Count>>;
  /** Not reached, by unit and door. */
  readonly callList: readonly CallRow[];
  readonly reached: readonly {
    readonly id: HouseholdId;
    readonly label: string;
    readonly how: ReachWay;
    readonly at: EpochMs;
  }[];
  readonly phone: string;
  readonly expired: boolean;
  readonly now: EpochMs;
}

export interface CallRow {
  readonly id: HouseholdId;
  readonly unit: string;
  readonly door: string;
  readonly family: string;
  /** Nobody lives there now; a call may still reach them, a knock will not. */
  readonly away?: boolean;
  /** The last try that reached nobody. */
  readonly lastTry?: { readonly how: 'phone' | 'door'; readonly at: EpochMs };
}

export interface CommunityBoardView {
  readonly noticeId: NoticeId;
  readonly title: string;
  readonly version: Count;
  readonly householdCount: Count;
  readonly reachedCount: Count;
  readonly countByWay: Readonly<Record<ReachWay, Count>>;
  /** Fewest reached first. */
  readonly courtyards: readonly {
    readonly id: CourtyardId;
    readonly name: string;
    readonly householdCount: Count;
    readonly reachedCount: Count;
  }[];
  readonly now: EpochMs;
}

export interface DraftInput extends NoticeText {
  /** Absent for a notice that is not saved yet. */
  readonly noticeId?: NoticeId;
  /** Courtyards it goes to; from a courtyard always that one. */
  readonly audience: readonly CourtyardId[];
}

interface ForNotice {
  readonly noticeId: NoticeId;
}
interface ForQuestion {
  readonly questionId: QuestionId;
}
type Nothing = Record<string, never>;

/** Where a notice stands after an act on it. */
export interface NoticeState {
  readonly noticeId: NoticeId;
  readonly status: NoticeStatus;
  readonly version: Count;
}

export const notice = {
  fn: 'notice',
  actions: {
    list: query<
      { readonly box: 'published' | 'drafts'; readonly after?: string },
      Page<NoticeRow>
    >(),
    view: query<ForNotice, NoticeView>(),
    saveDraft: act<DraftInput, NoticeState>(),
    publish: act<ForNotice, NoticeState>(),
    revise: act<ForNotice & NoticeText, NoticeState>(),
    release: act<ForNotice, NoticeState>(),
    withdraw: act<ForNotice, NoticeState>(),
    discardDraft: act<ForNotice, Nothing>(),
    confirm: act<
      ForNotice & { readonly version: Count },
      {
        readonly noticeId: NoticeId;
        readonly how: ReachWay;
        readonly at: EpochMs;
        readonly earlier: boolean;
      }
    >(),
    board: query<ForNotice, BoardView>(),
    communityBoard: query<ForNotice, CommunityBoardView>(),
    /** By phone or at the door; `reached: false` notes a try that reached nobody. */
    recordReach: act<
      ForNotice & {
        readonly householdId: HouseholdId;
        readonly version: Count;
        readonly how: 'phone' | 'door';
        readonly reached: boolean;
      },
      { readonly reached: boolean; readonly at: EpochMs }
    >(),
    phoneOf: query<
      { readonly householdId: HouseholdId },
      { readonly phones: readonly { readonly name: string; readonly phone: string }[] }
    >(),
    ask: act<
      ForNotice & { readonly text: string },
      { readonly questionId: QuestionId; readonly status: 'shown' | 'checking' }
    >(),
    answer: act<
      ForQuestion & { readonly text: string; readonly toAll: boolean },
      { readonly status: 'shown' | 'checking' }
    >(),
    hideQuestion: act<ForQuestion, Nothing>(),
    reportQuestion: act<ForQuestion, Nothing>(),
    addPicture: takesPicture,
  },
} as const;
