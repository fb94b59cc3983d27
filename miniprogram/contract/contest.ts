/** The contests of the flower festival: one engine for five kinds. @see docs/domain/contest.md */
import type {
  ContestForm,
  ContestStatus,
  DeliveryOutcome,
  EntryForm,
  EntryKey,
  PictureForm,
  TalentKind,
  Topic,
  WinnerForm,
} from './contest-forms';
import type {
  AskedToJudge,
  ContestListView,
  ContestView,
  EntryView,
  HowToItem,
  JudgingView,
  OwnPotView,
  PrizesView,
  ReportView,
  ResultView,
  TalentRow,
  TalentView,
  TallyView,
  WaitingVideo,
  WallItem,
} from './contest-views';
import type { ContestId, CourtyardId, EntryId, PrizeId, TalentId } from './ids';
import { act, type Page, query } from './protocol';
import type { Count, LocalDate } from './units';

type Nothing = Record<string, never>;
interface ForContest {
  readonly contestId: ContestId;
}
interface ForEntry {
  readonly entryId: EntryId;
}
interface AndStatus extends ForContest {
  readonly status: ContestStatus;
}
interface Entered extends ForEntry {
  readonly enteredOn: LocalDate;
}
/** Where winners are found: the courtyard of the call, or another one; none where the whole community votes. */
interface AtPlace extends ForContest {
  readonly at?: CourtyardId;
}

export const contest = {
  fn: 'contest',
  actions: {
    /** `running`: what somebody prepares and runs, drafts included. */
    list: query<{ readonly box?: 'running'; readonly cursor?: string }, ContestListView>(),
    contest: query<ForContest, ContestView>(),
    pots: query<Nothing, { readonly items: readonly OwnPotView[] }>(),
    wall: query<ForContest & { readonly cursor?: string }, Page<WallItem>>(),
    entry: query<ForEntry, EntryView>(),
    saveContest: act<{ readonly contestId?: ContestId; readonly form: ContestForm }, AndStatus>(),
    openContest: act<ForContest, AndStatus>(),
    cancelContest: act<ForContest & { readonly reason: string }, AndStatus>(),

    /** Answers the cloud's own copies: the ones to name from here on. */
    addPicture: act<PictureForm, PictureForm & { readonly state: 'waiting' | 'passed' }>(),
    addVideo: act<{ readonly fileId: string }, { readonly fileId: string }>(),
    /** `key` is absent where the household enters as such. */
    enter: act<ForContest & { readonly key?: EntryKey; readonly form: EntryForm }, Entered>(),
    changeEntry: act<ForEntry & { readonly form: EntryForm }, ForEntry>(),
    withdrawEntry: act<ForEntry, ForEntry>(),
    /** A grown-up of the family says yes to what a child entered. */
    agreeEntry: act<ForEntry, ForEntry>(),
    waitingVideos: query<ForContest, { readonly items: readonly WaitingVideo[] }>(),
    lookAtVideo: act<
      ForEntry & { readonly pass: boolean },
      ForEntry & { readonly pass: boolean }
    >(),

    /** Other courtyards whose entries this courtyard's committee is asked to judge. */
    askedToJudge: query<Nothing, { readonly items: readonly AskedToJudge[] }>(),
    judging: query<AtPlace & { readonly cursor?: string }, JudgingView>(),
    /** One number for each criterion, or a single one. Given again it replaces the earlier ones. */
    score: act<
      ForEntry & { readonly points: readonly Count[] },
      ForEntry & { readonly points: readonly Count[] }
    >(),
    vote: act<ForEntry & { readonly instead?: EntryId }, ForEntry>(),
    tally: query<AtPlace, TallyView>(),
    announce: act<
      AtPlace & { readonly winners: readonly WinnerForm[] },
      ForContest & { readonly prizes: Count }
    >(),
    results: query<AtPlace, ResultView>(),

    /** Of the courtyard of the call; without one, of all of them. */
    prizes: query<ForContest, PrizesView>(),
    /** All prizes that were won by now are made, or on their way. */
    stepPrizes: act<ForContest & { readonly to: 'made' | 'out' }, ForContest>(),
    deliverPrize: act<
      {
        readonly prizeId: PrizeId;
        readonly outcome: DeliveryOutcome;
        readonly takenBy?: string;
      },
      { readonly prizeId: PrizeId; readonly outcome: DeliveryOutcome }
    >(),
    remakePrize: act<
      { readonly prizeId: PrizeId; readonly text: string; readonly reason: string },
      { readonly prizeId: PrizeId }
    >(),

    howTos: query<{ readonly topic?: Topic; readonly cursor?: string }, Page<HowToItem>>(),

    /** Always answered alike, whatever becomes of it. */
    suggestTalent: act<ForEntry & { readonly kind: TalentKind }, Nothing>(),
    myTalents: query<Nothing, { readonly items: readonly TalentView[] }>(),
    /** No also takes back an earlier yes; then nothing is left of it. */
    answerTalent: act<{ readonly talentId: TalentId; readonly yes: boolean }, Nothing>(),
    talents: query<Nothing, { readonly items: readonly TalentRow[] }>(),

    report: query<ForContest, ReportView>(),
  },
} as const;
