/** The 院落 tab: what is going on here today, and what waits for the caller. @see docs/domain/courtyard.md §3 */
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  KeyId,
  MemberId,
  NoticeId,
  RoundId,
  SwapAskId,
} from './ids';
import type { Role } from './roles';
import type { TurnId } from './roster-views';
import type { Count, EpochMs, Fen, LocalDate, LocalTime } from './units';

/** Who the caller is in this courtyard. */
export type Standing =
  | { readonly status: 'stranger' }
  | { readonly status: 'waiting'; readonly door: string }
  | {
      readonly status: 'member';
      readonly memberId: MemberId;
      readonly name: string;
      /** Absent for staff and owners who do not live here. */
      readonly household?: HouseholdView;
      readonly roles: readonly Role[];
    };

export interface HouseholdView {
  readonly id: HouseholdId;
  /** What neighbours see: `2单元 101 李家`. */
  readonly label: string;
}

/** A household the caller may act for. */
export interface ActingView extends HouseholdView {
  readonly courtyardId: CourtyardId;
  readonly personName: string;
}

export interface HomeView {
  readonly communityId: CommunityId;
  readonly communityName: string;
  /** The community's office; one tap away on every page. */
  readonly phone: string;
  /** 0 is everyday; 1 the highest response level. */
  readonly responseLevel: Count;
  readonly drill: boolean;
  readonly courtyard?: CourtyardCard;
  /** Only for neighbours of a courtyard whose roster is published or running. */
  readonly duty?: DutyCard;
  /** Only for neighbours: what is bought together here, what closes next first. */
  readonly buying?: readonly BuyingCard[];
  readonly standing: Standing;
  /** The caller's other courtyards, and those of a staff member's last visit. */
  readonly otherCourtyards: readonly { readonly id: CourtyardId; readonly name: string }[];
  readonly actingFor: readonly ActingView[];
  readonly waiting: readonly WaitingItem[];
  readonly notices: readonly NoticeLine[];
  readonly now: EpochMs;
}

export interface CourtyardCard {
  readonly id: CourtyardId;
  readonly name: string;
  readonly gate?: { readonly opensAt: LocalTime; readonly closesAt: LocalTime };
  readonly groupBound: boolean;
  readonly ownerLabel?: string;
}

/** Who is at the gate, and where its key is. */
export interface DutyCard {
  /** `今天门口：2单元 101 李家，到 20:00`. */
  readonly headline: string;
  /** `钥匙在 3单元 102 张家，今晚 20:00 交给 2单元 101 李家`. */
  readonly keyLine?: string;
  /** `明天：3单元 102 张家`. */
  readonly tomorrowLine?: string;
  /** Today is the caller's household's day. */
  readonly mine: boolean;
}

/** A round neighbours can order from, or one of which something comes to the caller's household. */
export interface BuyingCard {
  readonly roundId: RoundId;
  readonly title: string;
  readonly status: 'waiting' | 'open' | 'ordered';
  /** `今天 20:00 截单`, `明天 09:00–11:00 送到`. */
  readonly when: string;
  /** `我家订了 3 样 ¥25.50`; of the household here, once ordering is over. */
  readonly mine?: string;
  /** From this instant on the card is wrong. */
  readonly until: EpochMs;
}

/** Whom it waits for: the caller's own household, or one the caller helps. */
interface ForHousehold {
  readonly forHousehold: HouseholdView;
  /** True when it waits for somebody the caller helps. */
  readonly helping: boolean;
  /** Of that household; it need not be the courtyard that is open. */
  readonly courtyardId: CourtyardId;
}

/** Something that waits for the caller or for a household the caller acts for. */
export type WaitingItem =
  | ConfirmItem
  | DutyItem
  | ParcelItem
  | BuyingItem
  /** Keepers: so many ask to join. */
  | { readonly kind: 'joins'; readonly count: Count }
  /** Keepers: at the opening the key is not with who is on duty, or it is lost. */
  | { readonly kind: 'keyAlarm'; readonly keyId: KeyId; readonly text: string }
  /** Keepers: the committee gives the key to the first on duty, or gets it back from the last. */
  | {
      readonly kind: 'committeeKey';
      readonly keyId: KeyId;
      readonly give: boolean;
      readonly at: EpochMs;
      readonly text: string;
    }
  /** Keepers: questions under a notice that nobody has answered. */
  | {
      readonly kind: 'questions';
      readonly noticeId: NoticeId;
      readonly title: string;
      readonly count: Count;
    };

export interface ConfirmItem extends ForHousehold {
  readonly kind: 'confirm';
  readonly noticeId: NoticeId;
  readonly version: Count;
  readonly title: string;
  readonly line: string;
}

/** Goods that come to a household today. */
export interface ParcelItem extends ForHousehold {
  readonly kind: 'parcel';
  readonly roundId: RoundId;
  readonly title: string;
  /** `今天 09:00–11:00`. */
  readonly when: string;
  readonly kinds: Count;
  readonly fen: Fen;
  /** Something of it is weighed at the door, so it may cost a little more or less. */
  readonly about: boolean;
}

/** What a round asks of those who run it, or go to the doors of this courtyard. */
export type BuyingItem = {
  readonly kind: 'buying';
  readonly roundId: RoundId;
  readonly title: string;
} & (
  | /** Ordering is over, and nothing was bought yet. */ { readonly todo: 'buy' }
  | { readonly todo: 'doors'; readonly doors: Count; readonly when: string }
  | {
      /** In the caller's own hands, as it was at an instant. */
      readonly todo: 'handIn';
      readonly fen: Fen;
      readonly asOf: EpochMs;
    }
);

/** What duty at the gate asks of a household. `text` is the sentence the household reads. */
export type DutyItem = ForHousehold &
  (
    | {
        /** The turn of today or tomorrow. */
        readonly kind: 'duty';
        readonly turnId: TurnId;
        readonly day: LocalDate;
        readonly text: string;
      }
    | {
        /** The next handover: to give, or to receive. */
        readonly kind: 'key';
        readonly keyId: KeyId;
        readonly give: boolean;
        readonly at: EpochMs;
        readonly text: string;
      }
    /** A neighbour asks this household, or everybody, to exchange turns. */
    | { readonly kind: 'swap'; readonly askId: SwapAskId; readonly text: string }
    /** Days changed, and nobody has tapped 看到了. */
    | { readonly kind: 'dutyChanged'; readonly at: EpochMs; readonly text: string }
    /** Care cards nobody has answered. */
    | { readonly kind: 'care'; readonly count: Count }
    /** The clean-up day before the stand-down, until the household has answered. */
    | { readonly kind: 'cleanUp'; readonly on: LocalDate; readonly text: string }
  );

export interface NoticeLine {
  readonly id: NoticeId;
  readonly title: string;
  readonly category: string;
  readonly by: string;
  readonly at: EpochMs;
  readonly pinned: boolean;
  readonly mustConfirm: boolean;
  readonly confirmed: boolean;
}
