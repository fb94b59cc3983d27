import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
  NoticeId,
  QuestionId,
  ReachId,
} from '../../miniprogram/contract/ids';
import type {
  NoticeCategory,
  NoticeStatus,
  NoticeText,
  ReachWay,
} from '../../miniprogram/contract/notice';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';

/** One document for all its versions and all its courtyards. */
export interface NoticeDoc extends Doc, NoticeText {
  readonly _id: NoticeId;
  readonly communityId: CommunityId;
  /** Who it is from: the courtyard, or the community itself. */
  readonly origin: CourtyardId | CommunityId;
  readonly by: string;
  readonly authorId: MemberId;
  readonly audience: readonly CourtyardId[];
  readonly status: NoticeStatus;
  readonly version: Count;
  /** Earlier versions as they were read; never edited. */
  readonly versions: readonly (NoticeText & {
    readonly version: Count;
    readonly publishedAt: EpochMs;
  })[];
  readonly publishedAt: EpochMs;
  readonly editedAt: EpochMs;
  /** True while some courtyard's board has not heard of the latest version or of the withdrawal. */
  readonly spreadPending: boolean;
}

/** The board of one courtyard for one notice: one claim marks a household. */
export interface ReachDoc extends Doc {
  readonly _id: ReachId;
  readonly noticeId: NoticeId;
  readonly courtyardId: CourtyardId;
  readonly version: Count;
  readonly open: boolean;
  readonly validUntil: EpochMs;
  readonly marks: Readonly<Record<HouseholdId, ReachMark>>;
  readonly tries: Readonly<
    Record<
      HouseholdId,
      { readonly how: 'phone' | 'door'; readonly at: EpochMs; readonly by: MemberId }
    >
  >;
}

export interface ReachMark {
  /** Confirmations of an earlier version are kept and not counted. */
  readonly version: Count;
  readonly how: ReachWay;
  readonly by: MemberId;
  readonly at: EpochMs;
  readonly requestId: string;
}

export interface QuestionDoc extends Doc {
  readonly _id: QuestionId;
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  readonly noticeId: NoticeId;
  readonly askerId: MemberId;
  readonly householdId: HouseholdId;
  readonly text: string;
  readonly at: EpochMs;
  readonly status: 'shown' | 'checking' | 'hidden';
  readonly reportedBy: readonly MemberId[];
  readonly answer?: {
    readonly text: string;
    readonly at: EpochMs;
    readonly by: MemberId;
    readonly toAll: boolean;
  };
}

/** What the courtyard tab shows of notices. One for each courtyard, one for the community. */
export interface NoticeDigest extends Doc {
  readonly entries: readonly DigestEntry[];
}

export interface DigestEntry {
  readonly noticeId: NoticeId;
  readonly version: Count;
  readonly title: string;
  /** The first line of the body. */
  readonly line: string;
  readonly category: NoticeCategory;
  readonly by: string;
  readonly pinned: boolean;
  readonly mustConfirm: boolean;
  readonly from: EpochMs;
  readonly until: EpochMs;
  /** Only in the community's digest. */
  readonly audience?: readonly CourtyardId[];
}

export const reachId = (notice: NoticeId, courtyard: CourtyardId): ReachId =>
  `${notice}.${courtyard}`;
