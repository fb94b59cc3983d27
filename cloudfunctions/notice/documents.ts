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
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';
import type { PictureStates } from '../kernel/shown-pictures';

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
  /** Verdicts about its pictures, so that opening it needs no look at the files. */
  readonly pictureStates: PictureStates;
  /** The words of the next version, while the platform's check of them is unavailable. */
  readonly waiting?: NoticeText;
  /** When the check is asked again; there only while words wait for it. */
  readonly recheckAt?: EpochMs;
  /** The latest acts by their request id: who did what, and what a replay is answered with. */
  readonly acts: Readonly<Record<string, NoticeAct>>;
}

export interface NoticeAct {
  readonly what: string;
  /** A hash of what it was asked with. */
  readonly print: string;
  readonly by: MemberId;
  readonly at: EpochMs;
  readonly status: NoticeStatus;
  readonly version: Count;
}

/** The board of one courtyard for one notice: whom it reached, and the question box. One claim changes it. */
export interface ReachDoc extends Doc {
  readonly _id: ReachId;
  readonly communityId: CommunityId;
  readonly noticeId: NoticeId;
  readonly courtyardId: CourtyardId;
  /** `rev` of the notice this board last heard of, so that an older spread never overtakes a newer one. */
  readonly noticeRev: Count;
  readonly title: string;
  readonly version: Count;
  readonly open: boolean;
  /** Whether the notice asks every household for an answer. */
  readonly asks: boolean;
  readonly validUntil: EpochMs;
  readonly marks: Readonly<Record<HouseholdId, ReachMark>>;
  /** Households reached, by version (`v1`) and way; counted in the claim that marks them. */
  readonly counts: Readonly<Record<string, Partial<Readonly<Record<ReachWay, Count>>>>>;
  /** Tries that reached nobody, by household and request id. */
  readonly tries: Readonly<Record<HouseholdId, Readonly<Record<string, ReachTry>>>>;
  readonly questions: Readonly<Record<QuestionId, Question>>;
  readonly questionCount: Count;
  /** Questions nobody has answered or hidden, with when they were asked: what waits for the keepers. */
  readonly unanswered: Readonly<Record<QuestionId, EpochMs>>;
  /** Every request that changed it, by its id: a hash of what it was asked with. */
  readonly asked: Readonly<Record<string, string>>;
  /** Who asked something here; finds a person's questions for export and erasure. */
  readonly askers: readonly MemberId[];
  /** When the check of a question or an answer is asked again. */
  readonly recheckAt?: EpochMs;
}

export interface ReachMark {
  /** Confirmations of an earlier version are kept and not counted. */
  readonly version: Count;
  readonly how: ReachWay;
  readonly by: MemberId;
  readonly at: EpochMs;
  readonly requestId: string;
}

export interface ReachTry {
  readonly how: 'phone' | 'door';
  readonly at: EpochMs;
  readonly by: MemberId;
}

export interface Question {
  readonly askerId: MemberId;
  readonly householdId: HouseholdId;
  readonly text: string;
  readonly at: EpochMs;
  readonly status: 'shown' | 'checking' | 'hidden';
  readonly reports?: Readonly<Record<MemberId, EpochMs>>;
  readonly answer?: Answer;
  /** Requests that answered it, with what a replay is told; the answer itself is the latest. */
  readonly answered?: Readonly<Record<string, 'shown' | 'checking'>>;
}

export interface Answer {
  readonly text: string;
  readonly at: EpochMs;
  readonly by: MemberId;
  readonly toAll: boolean;
  /** `refused`: the check said no later on; only those who answer still see it. */
  readonly status: 'shown' | 'checking' | 'refused';
}

/** What the courtyard tab shows of notices. One for each courtyard, one for the community. */
export interface NoticeDigest extends Doc {
  readonly kind: 'notice';
  readonly place: CourtyardId | CommunityId;
  /** The day it was last compared with the notices themselves. */
  readonly checkedOn: LocalDate;
  readonly entries: Readonly<Record<NoticeId, DigestEntry>>;
}

export interface DigestEntry {
  readonly noticeId: NoticeId;
  /** `rev` of the notice the entry was written from. */
  readonly rev: Count;
  readonly version: Count;
  readonly title: string;
  /** The first line of the body. */
  readonly line: string;
  readonly category: NoticeCategory;
  readonly by: string;
  readonly pinned: boolean;
  readonly mustConfirm: boolean;
  readonly from: EpochMs;
  /** Half-open; a withdrawn notice ends at the instant it was withdrawn. */
  readonly until: EpochMs;
  /** Only in the community's digest. */
  readonly audience?: readonly CourtyardId[];
}

export const reachId = (notice: NoticeId, courtyard: CourtyardId): ReachId =>
  `${notice}.${courtyard}`;

const DERIVED = 12;

/** A question's id carries its notice's, so that a question is found on its board without a search. */
export const questionId = (notice: NoticeId, derived: string): QuestionId =>
  `qs_${notice.slice(3)}${derived.slice(0, DERIVED)}`;

export const noticeOfQuestion = (question: QuestionId): NoticeId =>
  `nt_${question.slice(3, -DERIVED)}`;
