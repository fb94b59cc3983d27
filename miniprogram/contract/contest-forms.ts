/** The words and forms of the contests: what is filled in, and how it is called. @see docs/domain/contest.md */
import type { ContestId, CourtyardId, HouseholdId, PotId } from './ids';
import type { Count, LocalDate } from './units';

export const CONTEST_KINDS = ['beauty', 'care', 'name', 'show', 'balcony'] as const;

export type ContestKind = (typeof CONTEST_KINDS)[number];

export const CONTEST_NAMES: Readonly<Record<ContestKind, string>> = {
  beauty: '最美的花',
  care: '养得最好的花',
  name: '给花取名',
  show: '养花达人秀',
  balcony: '最美阳台',
};

/** What is entered: each pot once, or the household once. */
export const ENTERED_BY: Readonly<Record<ContestKind, 'pot' | 'household'>> = {
  beauty: 'pot',
  care: 'pot',
  name: 'pot',
  show: 'household',
  balcony: 'household',
};

export const ELECTORATES = ['committee', 'courtyard', 'community'] as const;

/** Who judges. The committee gives points; households cast one ballot each, among their own courtyard or everybody. */
export type Electorate = (typeof ELECTORATES)[number];

export const ELECTORATE_NAMES: Readonly<Record<Electorate, string>> = {
  committee: '各院院委会打分',
  courtyard: '各院住户投票，一家一票',
  community: '全社区住户投票，一家一票',
};

export const TIE_RULES = ['committee', 'share'] as const;

export type TieRule = (typeof TIE_RULES)[number];

/** Said before the contest opens. */
export const TIE_NAMES: Readonly<Record<TieRule, string>> = {
  committee: '并列时由院委会商量决定，写明理由',
  share: '并列的都得这个奖',
};

export const PRIZE_KINDS = ['pot', 'plate', 'other'] as const;

export type PrizeKind = (typeof PRIZE_KINDS)[number];

export const PRIZE_NAMES: Readonly<Record<PrizeKind, string>> = {
  pot: '一盆花',
  plate: '一块花名牌',
  other: '奖品',
};

/** The first of them goes to whoever is judged best, and so on. */
export interface TitleForm {
  readonly name: string;
  readonly prize: PrizeKind;
  /** `一盆高品质花卉`. */
  readonly prizeText: string;
}

export interface ContestForm {
  readonly kind: ContestKind;
  readonly title: string;
  readonly note: string;
  /** Filled in by staff; a courtyard's own contest is for that courtyard. */
  readonly courtyards: readonly CourtyardId[];
  /** Entries are taken from 00:00 of the first day until 24:00 of the last, in Beijing. */
  readonly opensOn: LocalDate;
  readonly closesOn: LocalDate;
  /** Points and ballots are taken until 24:00 of this day. */
  readonly judgingUntil: LocalDate;
  readonly electorate: Electorate;
  /** What the points are for; none: one mark for everything. */
  readonly criteria: readonly string[];
  readonly titles: readonly TitleForm[];
  readonly ties: TieRule;
}

/**
 * `waiting`: opened, but entries are not taken yet. `deciding`: points and ballots are in, and whoever decides has not
 * said the result.
 */
export const CONTEST_STATUSES = [
  'draft',
  'waiting',
  'open',
  'judging',
  'deciding',
  'announced',
  'delivered',
  'cancelled',
] as const;

export type ContestStatus = (typeof CONTEST_STATUSES)[number];

export const CONTEST_STATUS_NAMES: Readonly<Record<ContestStatus, string>> = {
  draft: '还没发布',
  waiting: '即将开始',
  open: '正在报名',
  judging: '正在评选',
  deciding: '正在定结果',
  announced: '已公布',
  delivered: '奖品已送到',
  cancelled: '已取消',
};

export const TOPICS = ['water', 'feed', 'prune', 'repot', 'pests', 'cuttings', 'choose'] as const;

/** What a video is about, so that others find it. */
export type Topic = (typeof TOPICS)[number];

export const TOPIC_NAMES: Readonly<Record<Topic, string>> = {
  water: '浇水',
  feed: '施肥',
  prune: '修剪',
  repot: '换盆换土',
  pests: '防虫治病',
  cuttings: '扦插分株',
  choose: '选花摆花',
};

export const TALENT_KINDS = ['photo', 'garden', 'host'] as const;

export type TalentKind = (typeof TALENT_KINDS)[number];

export const TALENT_NAMES: Readonly<Record<TalentKind, string>> = {
  photo: '摄影',
  garden: '养花',
  host: '主持',
};

export const CONTEST_LIMITS = {
  pictures: 3,
  /** What lies next to a picture and is shown on a wall. */
  thumbBytes: 20_000,
  videoSeconds: 60,
  videoBytes: 20_000_000,
  /** The name somebody gives a pot. */
  potName: 12,
  words: 200,
  /** Who held the camera or the watering can. */
  hands: 12,
  criteria: 5,
  titles: 3,
  points: 10,
  /** Judges who have to give points to an entry. */
  judges: 2,
  /** How often a household changes its entry or its ballot, and a judge a mark. */
  changes: 20,
} as const;

/** A picture and the small one beside it, both as they were answered when they were handed in. */
export interface PictureForm {
  readonly fileId: string;
  readonly thumbId: string;
}

export interface VideoForm {
  readonly fileId: string;
  readonly seconds: Count;
}

export interface EntryForm {
  /** Of a naming contest: the name. */
  readonly name?: string;
  readonly words: string;
  /** The first one is what a wall shows; of a video it is the cover. */
  readonly pictures: readonly PictureForm[];
  readonly video?: VideoForm;
  readonly topics: readonly Topic[];
  /** The video may be looked up as a how-to in the whole community. */
  readonly library: boolean;
  /** 动手的人, when it is somebody else than who taps: `孙女`. */
  readonly hands?: string;
  /** Whoever did it is under 14. */
  readonly handsUnder14: boolean;
  /** A child's face can be seen. */
  readonly childFace: boolean;
  /** 家长同意: needed for a child's face, and where a child under 14 takes part. */
  readonly guardianAgrees: boolean;
}

/** Read before a picture is chosen. */
export const FACE_WARNING =
  '照片和视频里最好不要拍到孩子的脸。拍到了，要先问过孩子的家长，勾上“照片里有孩子的脸，家长同意”才能报名。';

export const DELIVERY_OUTCOMES = ['handed', 'neighbour', 'absent', 'moved'] as const;

/** `handed` and `neighbour` end it; after the others somebody comes again. */
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

export const DELIVERY_NAMES: Readonly<Record<DeliveryOutcome, string>> = {
  handed: '送到本人手里',
  neighbour: '邻居代收',
  absent: '没人在家',
  moved: '搬走了，先放在社区',
};

export type PrizeState = 'won' | 'made' | 'out' | 'delivered';

export const PRIZE_STATE_NAMES: Readonly<Record<PrizeState, string>> = {
  won: '还没做好',
  made: '做好了',
  out: '在路上',
  delivered: '已送到',
};

/** What is entered: a pot, or the household of the call. */
export type EntryKey = PotId | HouseholdId;

export interface WinnerForm {
  /** Which title, counted from 0. */
  readonly title: Count;
  readonly entryIds: readonly `${ContestId}.${string}`[];
  readonly reason: string;
}
