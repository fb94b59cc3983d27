/** A pot and its passport: name, diary, prizes, gifts, and who would like a flower. @see docs/domain/pots.md */
import type { CampaignId, CommunityId, HouseholdId, PotId } from './ids';
import { isId } from './ids';
import { takesPicture } from './pictures';
import { act, query } from './protocol';
import type { Count, EpochMs } from './units';

/** Read off the order's door: `coming` nobody has handed it over yet, `notTaken` it stayed behind. */
export const POT_STATES = ['coming', 'handed', 'notTaken', 'cancelled'] as const;
export type PotState = (typeof POT_STATES)[number];
export const POT_STATE_NAMES: Readonly<Record<PotState, string>> = {
  coming: '还没送到',
  handed: '养着呢',
  notTaken: '没有领走',
  cancelled: '已经取消',
};

export const CARE_DEEDS = ['water', 'sun'] as const;
export type CareDeed = (typeof CARE_DEEDS)[number];
export const CARE_DEED_NAMES: Readonly<Record<CareDeed, string>> = {
  water: '浇了水',
  sun: '晒了太阳',
};

export const POT_LIMITS = {
  nameLength: 10,
  /** The words on a gift's card. */
  cardLength: 60,
  diaryLength: 100,
  /** An offer nobody answers is over after this long. */
  offerDays: 14,
  remindDaysMax: 14,
} as const;

export const ALLERGY_HINT = '花粉过敏、有哮喘、家里有小宝宝的邻居，送之前请先问一声。';

/** For varieties whose campaign says nothing of how to look after them. */
export const USUAL_CARE: readonly string[] = [
  '土干了再浇，一次浇透，不要积水',
  '放在亮处，中午太晒就挪一挪',
  '黄叶子、谢了的花及时摘掉',
];

const POT_CODE = /^\d{6}$/;

/** A code as people type it: with blanks, dashes or full-width digits; undefined when it is none. */
export function readPotCode(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '');
  return POT_CODE.test(digits) ? digits : undefined;
}

/** `412 875`: easier to read off a label. */
export const potCodeText = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** The scene of a label's code: which community's pot. */
export const potSceneOf = (community: CommunityId, code: string): string =>
  `${community.slice(3)}.${code}`;

export function readPotScene(
  scene: string,
): { readonly communityId: CommunityId; readonly code: string } | undefined {
  const [community, code = ''] = scene.split('.');
  const communityId = `cm_${community ?? ''}`;
  return isId('cm', communityId) && POT_CODE.test(code) ? { communityId, code } : undefined;
}

export interface PrizeView {
  /** `最美的花`. */
  readonly title: string;
  readonly at: EpochMs;
}

interface PotFace {
  readonly potId: PotId;
  readonly code: string;
  readonly variety: string;
  /** What others may read by now; empty while it has none. */
  readonly name: string;
  readonly state: PotState;
}

export interface MyPot extends PotFace {
  /** A name of the household's that still waits for the check. */
  readonly nameWaiting?: string;
  readonly wateredAt?: EpochMs;
  readonly photoUrl?: string;
  readonly prizes: readonly PrizeView[];
  /** It was offered to a neighbour who has not answered. */
  readonly offeredTo?: string;
}

/** A flower a neighbour would like to give. */
export interface OfferView extends PotFace {
  readonly offerId: string;
  readonly fromLabel: string;
  /** Empty while it waits for the check. */
  readonly card: string;
  readonly until: EpochMs;
}

export interface GivenView extends PotFace {
  readonly toLabel: string;
  readonly at: EpochMs;
}

export interface MyFlowersView {
  readonly pots: readonly MyPot[];
  readonly offered: readonly OfferView[];
  readonly given: readonly GivenView[];
  readonly allergyHint: string;
  readonly now: EpochMs;
}

export interface DiaryView {
  readonly entryId: string;
  readonly at: EpochMs;
  readonly did: readonly CareDeed[];
  readonly words: string;
  readonly photoUrl?: string;
  /** `checking`: the platform still looks at it, and only the household sees it. */
  readonly state: 'shown' | 'checking';
}

/** Who gave it to whom; only those two households are told. */
export interface HandView {
  readonly fromLabel: string;
  readonly toLabel: string;
  readonly card: string;
  readonly at: EpochMs;
}

export interface PassportView extends PotFace {
  readonly courtyardName: string;
  /** The `householdLabel`, or who takes care of the public corner. */
  readonly label: string;
  readonly mine: boolean;
  readonly nameWaiting?: string;
  /** A contest is being decided: the name stays as it is until then. */
  readonly frozenUntil?: EpochMs;
  readonly photoUrls: readonly string[];
  readonly prizes: readonly PrizeView[];
  readonly careLines: readonly string[];
  readonly wateredAt?: EpochMs;
  /** Latest first; empty for neighbours. */
  readonly diary: readonly DiaryView[];
  /** How often it was given away. */
  readonly handed: Count;
  readonly hands: readonly HandView[];
  readonly offer?: {
    readonly offerId: string;
    readonly toMe: boolean;
    readonly fromLabel: string;
    readonly toLabel: string;
    readonly card: string;
    readonly until: EpochMs;
  };
  readonly may: { readonly name: boolean; readonly write: boolean; readonly offer: boolean };
  readonly allergyHint: string;
  readonly now: EpochMs;
}

export interface LabelRow {
  readonly potId: PotId;
  readonly code: string;
  readonly codeText: string;
  readonly variety: string;
  readonly label: string;
  /** For a nameplate: only what has passed the check. */
  readonly name: string;
}

/** About oneself in one household; all of it is off until somebody switches it on. */
export interface FlowerSettings {
  readonly birthday?: { readonly month: Count; readonly day: Count };
  readonly remindEveryDays?: Count;
}

export interface WishesView {
  readonly month: Count;
  /** `这个月有 3 位邻居愿意收到花`. */
  readonly text: string;
  readonly items: readonly { readonly householdId: HouseholdId; readonly label: string }[];
}

/** Counts only; nobody can ask who met whom. */
export interface TiesView {
  /** `2020-03` */
  readonly month: string;
  readonly pairs: Count;
  readonly text: string;
}

interface ForPot {
  readonly potId: PotId;
}
interface ForOffer extends ForPot {
  readonly offerId: string;
}
type Nothing = Record<string, never>;
type Checked = 'shown' | 'checking';

export const potActions = {
  myFlowers: query<Nothing, MyFlowersView>(),
  passport: query<{ readonly potId: PotId } | { readonly code: string }, PassportView>(),
  namePot: act<ForPot & { readonly name: string }, ForPot & { readonly state: Checked }>(),
  addPotPhoto: takesPicture,
  writeDiary: act<
    ForPot & {
      readonly did: readonly CareDeed[];
      readonly words: string;
      readonly photo?: string;
    },
    ForPot & { readonly entryId: string; readonly state: Checked }
  >(),
  eraseDiary: act<ForPot & { readonly entryId: string }, ForPot>(),
  labels: query<
    { readonly campaignId: CampaignId; readonly after?: string },
    { readonly items: readonly LabelRow[]; readonly next?: string }
  >(),
  /** The picture of a label's code. */
  potCode: query<ForPot, { readonly codeUrl: string }>(),
  offerGift: act<
    ForPot & { readonly to: HouseholdId; readonly card: string },
    ForOffer & { readonly state: Checked }
  >(),
  answerGift: act<ForOffer & { readonly accept: boolean }, ForOffer>(),
  withdrawGift: act<ForOffer, ForOffer>(),
  flowerSettings: query<Nothing, FlowerSettings>(),
  /** 0 days: no reminders any more. */
  remind: act<{ readonly everyDays: Count }, Nothing>(),
  /** Somebody says the own birthday, and that a flower would be welcome. */
  wish: act<{ readonly month: Count; readonly day: Count }, Nothing>(),
  endWish: act<Nothing, Nothing>(),
  wishes: query<Nothing, WishesView>(),
  ties: query<{ readonly month: string }, TiesView>(),
} as const;
