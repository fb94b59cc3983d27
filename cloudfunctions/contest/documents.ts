/** What a contest keeps. @see docs/domain/contest.md */
import type {
  ContestForm,
  DeliveryOutcome,
  EntryForm,
  EntryKey,
  PrizeKind,
  TalentKind,
} from '../../miniprogram/contract/contest-forms';
import type {
  CommunityId,
  ContestId,
  CourtyardId,
  EntryId,
  FileId,
  HouseholdId,
  MemberId,
  PrizeId,
} from '../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';
import type { PictureStates } from '../kernel/shown-pictures';

/** Where winners are found: a courtyard, or the whole community where everybody votes. */
export type Place = CourtyardId | CommunityId;

export interface ContestDoc extends Doc {
  readonly _id: ContestId;
  readonly communityId: CommunityId;
  /** The courtyard whose contest it is, or the community. */
  readonly origin: CourtyardId | CommunityId;
  readonly courtyards: readonly CourtyardId[];
  readonly form: ContestForm;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly judgingEndsAt: EpochMs;
  readonly status: 'draft' | 'open' | 'announced' | 'delivered' | 'cancelled';
  /** Neighbours see it. */
  readonly listed: boolean;
  /** What the tick does next. */
  readonly step?: 'judges' | 'count' | 'results' | 'prizes';
  readonly dueAt?: EpochMs;
  readonly reason?: string;
  /** Every prize that was won before is made, or on its way. */
  readonly madeAt?: EpochMs;
  readonly outAt?: EpochMs;
  readonly by: MemberId;
  /** By what lists are ordered: when it was edited, and its id. */
  readonly listKey: string;
}

/** What was entered. Its id says of which contest and of what, so there is one. */
export interface EntryDoc extends Doc {
  readonly _id: EntryId;
  readonly communityId: CommunityId;
  readonly contestId: ContestId;
  readonly courtyardId: CourtyardId;
  readonly householdId: HouseholdId;
  readonly key: EntryKey;
  readonly form: EntryForm;
  readonly actor: MemberId;
  readonly helped: boolean;
  readonly live: boolean;
  readonly at: EpochMs;
  /** By what a wall is ordered: the instant it was entered and what was entered. */
  readonly wallKey: string;
  /** Everything of it that lies in the cloud's storage. */
  readonly files: readonly string[];
  readonly pictureStates: PictureStates;
  readonly video?: { readonly fileId: FileId; readonly state: 'unseen' | 'passed' | 'refused' };
  readonly wordsPassed: boolean;
  /** A child entered it, and nobody grown up has said yes. */
  readonly guardianAsked: boolean;
  /** Others see it. */
  readonly listed: boolean;
  /** A check has not ended: when the tick looks again. */
  readonly checkAt?: EpochMs;
  /** A how-to of the whole community. */
  readonly library: boolean;
  readonly changes: Count;
  /** Every change by its request id, so that one that comes again undoes no later one. */
  readonly asked: Readonly<Record<string, string>>;
}

/** One judge's mark of one entry: `<entry>.<mb_x>`. Nobody else reads it before it is counted. */
export interface ScoreDoc extends Doc {
  readonly contestId: ContestId;
  readonly place: Place;
  readonly entryId: EntryId;
  readonly judgeId: MemberId;
  readonly points: readonly Count[];
  readonly at: EpochMs;
  readonly changes: Count;
  readonly asked: Readonly<Record<string, string>>;
  /** When it is of no more use. */
  readonly until: EpochMs;
}

/** One household's ballot: `ct_x.<hh_x>`. Sealed: nothing reads another household's before it is counted. */
export interface BallotDoc extends Doc {
  readonly contestId: ContestId;
  readonly place: Place;
  readonly householdId: HouseholdId;
  readonly entryId: EntryId;
  readonly actor: MemberId;
  readonly at: EpochMs;
  readonly changes: Count;
  readonly asked: Readonly<Record<string, string>>;
  readonly until: EpochMs;
}

export interface Judge {
  readonly memberId: MemberId;
  /** The own households and those one acts for. */
  readonly households: readonly HouseholdId[];
}

/** One place's judging and its result: `ct_x.<cy or cm>`. */
export interface VerdictDoc extends Doc {
  readonly communityId: CommunityId;
  readonly contestId: ContestId;
  readonly place: Place;
  readonly phase: 'empty' | 'judging' | 'counted' | 'announced';
  readonly panel: readonly Judge[];
  /** Whose committee judges, when it is not the courtyard's own. */
  readonly judgedBy?: Place;
  /** Judging goes on past its end, because an entry lacks points. */
  readonly late: boolean;
  readonly entries: Count;
  readonly households: Count;
  /** Points or ballots that counted. */
  readonly votes: Count;
  readonly rows: readonly CountedRow[];
  readonly winners: readonly Winner[];
  readonly announcedAt?: EpochMs;
  readonly announcedBy?: MemberId;
  /** Whom the tick still has to tell: the judges, or who entered. */
  readonly tell?: 'judges' | 'entrants';
  readonly at: EpochMs;
}

/** What came of an entry: points and how many judges gave them, or ballots. Best first. */
export interface CountedRow {
  readonly entryId: EntryId;
  readonly householdId: HouseholdId;
  readonly sum: Count;
  /** Judges who gave points; 1 for ballots. */
  readonly of: Count;
  readonly rank: Count;
  /** What each judge gave, smallest first. */
  readonly given: readonly Count[];
}

export interface Winner {
  readonly title: Count;
  readonly entryIds: readonly EntryId[];
  readonly reason: string;
}

export interface PrizeDoc extends Doc {
  readonly _id: PrizeId;
  readonly communityId: CommunityId;
  readonly contestId: ContestId;
  readonly courtyardId: CourtyardId;
  readonly householdId: HouseholdId;
  readonly entryId: EntryId;
  readonly titleNo: Count;
  readonly title: string;
  readonly kind: PrizeKind;
  readonly text: string;
  /** When the text was settled, at first or again. */
  readonly textAt: EpochMs;
  readonly done: boolean;
  readonly delivery?: {
    readonly outcome: DeliveryOutcome;
    readonly takenBy?: string;
    readonly by: MemberId;
    readonly at: EpochMs;
  };
  /** Whose words are in it. */
  readonly writers: readonly MemberId[];
  /** Visits by their request id. */
  readonly asked: Readonly<Record<string, string>>;
  readonly remakes: readonly {
    readonly text: string;
    readonly reason: string;
    readonly by: MemberId;
    readonly at: EpochMs;
  }[];
  /** The pot's passport does not tell of it yet. */
  readonly toPot: boolean;
  readonly at: EpochMs;
}

/**
 * What somebody is asked whether they would like to do. The id is a hash of person and kind, so there is one; after a
 * no nothing is in it but that it is closed.
 */
export type TalentDoc = Doc &
  (
    | {
        readonly status: 'asked' | 'agreed';
        readonly memberId: MemberId;
        readonly kind: TalentKind;
        readonly courtyardId: CourtyardId;
        readonly at: EpochMs;
      }
    | { readonly status: 'closed' }
  );

export const verdictId = (contest: ContestId, place: Place): string => `${contest}.${place}`;
export const entryIdOf = (contest: ContestId, key: EntryKey): EntryId => `${contest}.${key}`;
export const contestOf = (id: string): ContestId => id.split('.')[0] as ContestId;
export const scoreId = (entry: EntryId, judge: MemberId): string => `${entry}.${judge}`;
export const ballotId = (contest: ContestId, household: HouseholdId): string =>
  `${contest}.${household}`;
export const prizeIdOf = (entry: EntryId, title: Count): PrizeId => `${entry}.t${title}`;
