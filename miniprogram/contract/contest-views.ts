/** What neighbours, judges and organisers see of the contests. @see docs/domain/contest.md */
import type {
  ContestForm,
  ContestKind,
  ContestStatus,
  DeliveryOutcome,
  EntryForm,
  EntryKey,
  PrizeKind,
  PrizeState,
  TalentKind,
  Topic,
} from './contest-forms';
import type { ContestId, CourtyardId, EntryId, PrizeId, TalentId } from './ids';
import type { Page } from './protocol';
import type { Count, EpochMs, LocalDate } from './units';

export interface ContestRow {
  readonly contestId: ContestId;
  readonly kind: ContestKind;
  readonly kindText: string;
  readonly title: string;
  readonly status: ContestStatus;
  readonly statusText: string;
  /** `今天 24:00 截止报名`. */
  readonly whenText: string;
}

export interface ContestListView extends Page<ContestRow> {
  readonly mayOpen: boolean;
  readonly now: EpochMs;
}

/** How an entry stands; only its own household is told. */
export type EntryState = 'shown' | 'checking' | 'video' | 'guardian' | 'refused' | 'withdrawn';

export const ENTRY_STATE_NAMES: Readonly<Record<EntryState, string>> = {
  shown: '已经在墙上',
  checking: '正在检查，过一会儿再看',
  video: '等院里的人看一遍视频',
  guardian: '等家里大人点头',
  refused: '有图片或视频不能用，请换一张',
  withdrawn: '已撤回',
};

export interface MyEntryView {
  readonly entryId: EntryId;
  readonly key: EntryKey;
  readonly form: EntryForm;
  readonly state: EntryState;
  readonly stateText: string;
  readonly enteredOn: LocalDate;
  readonly helped: boolean;
  readonly thumbUrls: readonly string[];
}

/** A pot one may enter. */
export interface OwnPotView {
  readonly key: EntryKey;
  readonly variety: string;
  readonly name: string;
}

export interface ContestView extends ContestRow {
  readonly form: ContestForm;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly judgingEndsAt: EpochMs;
  readonly whoJudges: string;
  readonly tiesText: string;
  readonly faceWarning: string;
  /** Of the household of the call. */
  readonly mine: readonly MyEntryView[];
  /** Whom the household votes for, as long as ballots may be changed. */
  readonly ballot?: EntryId;
  readonly mayEnter: boolean;
  readonly mayVote: boolean;
  readonly mayJudge: boolean;
  readonly mayRun: boolean;
  readonly groupText: string;
  readonly now: EpochMs;
}

export interface WallItem {
  readonly entryId: EntryId;
  /** `2单元 101 李家` in the own courtyard, `桂花巷9号院一户` elsewhere. */
  readonly label: string;
  readonly name?: string;
  readonly words: string;
  readonly thumbUrl: string;
  readonly video: boolean;
  readonly mine: boolean;
}

export interface EntryView extends WallItem {
  readonly contestId: ContestId;
  readonly pictureUrls: readonly string[];
  readonly videoUrl?: string;
  readonly topics: readonly Topic[];
  /** `浇水、修剪`. */
  readonly topicsText: string;
  readonly enteredOn: LocalDate;
}

/** A video somebody of the courtyard has to look at before others see it. */
export interface WaitingVideo {
  readonly entryId: EntryId;
  readonly words: string;
  readonly videoUrl: string;
  readonly childFace: boolean;
}

export interface JudgingItem {
  readonly entryId: EntryId;
  readonly name?: string;
  readonly words: string;
  readonly thumbUrl: string;
  readonly pictureUrls: readonly string[];
  readonly videoUrl?: string;
  /** The judge's own points; absent where none were given. */
  readonly points?: readonly Count[];
}

export interface AskedToJudge {
  readonly contestId: ContestId;
  readonly at: CourtyardId;
  readonly title: string;
  readonly courtyardName: string;
  readonly until: EpochMs;
}

/** Without labels: a judge sees flowers, not doors, and never the own household's. */
export interface JudgingView {
  readonly title: string;
  readonly courtyardName: string;
  readonly criteria: readonly string[];
  readonly items: readonly JudgingItem[];
  readonly next?: string;
  /** Entries that are left out because they are of the own family or of somebody one acts for. */
  readonly leftOut: Count;
  readonly until: EpochMs;
  /** Another courtyard's committee was asked, this one. */
  readonly asked: boolean;
  readonly now: EpochMs;
}

export interface TallyRow {
  readonly entryId: EntryId;
  readonly label: string;
  readonly name?: string;
  readonly thumbUrl: string;
  readonly rank: Count;
  /** `8.67 分`, `12 票`. */
  readonly resultText: string;
  /** What each judge gave, in no order that tells who. */
  readonly given: readonly Count[];
}

/** After judging is over, and not before: for whoever says the result. */
export interface TallyView {
  readonly title: string;
  readonly placeName: string;
  readonly rows: readonly TallyRow[];
  /** For each title who gets it; more than one to choose from where there is a tie the committee decides. */
  readonly awards: readonly AwardView[];
  readonly announced: boolean;
  readonly now: EpochMs;
}

export interface AwardView {
  readonly title: Count;
  readonly name: string;
  readonly among: readonly EntryId[];
  readonly shared: boolean;
}

export interface ResultView {
  readonly title: string;
  readonly placeName: string;
  readonly announcedAt: EpochMs;
  /** Another courtyard's committee judged: which. */
  readonly judgedBy?: string;
  readonly winners: readonly WinnerView[];
  readonly share: {
    readonly title: string;
    readonly pictureUrl: string;
    readonly groupText: string;
  };
}

export interface WinnerView {
  readonly entryId: EntryId;
  readonly title: string;
  readonly label: string;
  readonly name?: string;
  readonly pictureUrl: string;
  readonly resultText: string;
  readonly reason: string;
}

export interface PrizeRow {
  readonly prizeId: PrizeId;
  readonly courtyardId: CourtyardId;
  readonly courtyardName: string;
  readonly unit: string;
  readonly door: string;
  readonly label: string;
  readonly title: string;
  readonly kind: PrizeKind;
  readonly kindText: string;
  /** What stands on the plate, or what is handed over. */
  readonly text: string;
  readonly state: PrizeState;
  readonly stateText: string;
  readonly outcome?: DeliveryOutcome;
  readonly outcomeText?: string;
  readonly takenBy?: string;
  readonly deliveredAt?: EpochMs;
  readonly remade: Count;
}

export interface PrizesView {
  readonly title: string;
  readonly rows: readonly PrizeRow[];
  readonly delivered: Count;
  readonly now: EpochMs;
}

export interface HowToItem extends WallItem {
  readonly topics: readonly Topic[];
  readonly topicsText: string;
  readonly contestId: ContestId;
}

export interface TalentView {
  readonly talentId: TalentId;
  readonly kind: TalentKind;
  readonly kindText: string;
  readonly status: 'asked' | 'agreed';
}

export interface TalentRow extends Omit<TalentView, 'status'> {
  readonly name: string;
}

export interface ReportView {
  readonly title: string;
  readonly status: ContestStatus;
  readonly courtyards: Count;
  readonly households: Count;
  readonly entries: Count;
  /** Points or ballots; only once they are opened. */
  readonly votes?: Count;
  readonly prizes: Count;
  readonly places: readonly {
    readonly placeName: string;
    readonly entries: Count;
    readonly households: Count;
    readonly judges: Count;
    readonly judgedBy?: string;
    readonly phase: 'empty' | 'judging' | 'counted' | 'announced';
  }[];
  readonly now: EpochMs;
}
