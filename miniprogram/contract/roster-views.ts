/** What is filled in and shown of duty at the gate. @see docs/domain/roster.md */
import type { CareCardId, HouseholdId, KeyId, SwapAskId } from './ids';
import type { Count, EpochMs, LocalDate, LocalTime } from './units';

/** The turn of a household in a round, whatever day it falls on: a swap is of turns, not of days. */
export type TurnId = `${number}-${HouseholdId}`;

/** What is filled in on 排班设置. */
export interface RulesForm {
  readonly startsOn: LocalDate;
  /** The last day of duty; without one it goes on until somebody ends it. */
  readonly endsOn?: LocalDate;
  /** How many households a day, at which gates, from when to when. */
  readonly posts: readonly PostForm[];
  readonly orderBy: 'door' | 'lots' | 'hand';
  /** What the lots are drawn from; everybody may see it and draw again. */
  readonly seed: string;
  /** The order when it is made by hand; whoever is not in it follows by door. */
  readonly order: readonly HouseholdId[];
  /** Tenants take part `now`, from a round on, or `never`. */
  readonly tenants: 'now' | 'later' | 'never';
  readonly tenantsFromRound: Count;
  /** No turns of their own; they may still stand in. */
  readonly exempt: readonly ExemptForm[];
  /** Who takes part later than the others, whatever the rule for tenants says. */
  readonly joins?: readonly JoinForm[];
  readonly restDays: Count;
  readonly heavyDays: 'same' | 'balanced';
  /** What everybody reads once before the first turn. */
  readonly briefing: string;
  /** 值守联系电话, the committee's own: digits, dashes and spaces. */
  readonly contact?: string;
}

export interface PostForm {
  /** `大门`: posts with one name are at one gate, and share its key. */
  readonly gate: string;
  readonly opensAt: LocalTime;
  readonly closesAt: LocalTime;
}

export interface ExemptForm {
  readonly householdId: HouseholdId;
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

/** From a day on, or from a round on. */
export type JoinForm =
  | { readonly householdId: HouseholdId; readonly from: LocalDate }
  | { readonly householdId: HouseholdId; readonly fromRound: Count };

export interface HouseholdOption {
  readonly id: HouseholdId;
  readonly label: string;
}

/** What rules mean, in figures and in sentences. */
export interface SimulationView {
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly days: Count;
  readonly households: Count;
  readonly turns: Count;
  readonly hours: Count;
  /** `24 户、每天 1 户、1月29日到4月5日 68 天`. */
  readonly headline: string;
  /** `20 户轮 3 次、4 户轮 2 次`. */
  readonly groupsText: string;
  readonly rounds: readonly RoundView[];
  /** True when everybody who takes part has at least one turn. */
  readonly everybody: boolean;
  /** Turns of each household, in the order of turns. */
  readonly perHousehold: readonly {
    readonly id: HouseholdId;
    readonly label: string;
    readonly turns: Count;
    readonly firstDay?: LocalDate;
  }[];
  readonly wish?: {
    readonly rounds: Count;
    readonly fits: boolean;
    readonly needDays?: Count;
    readonly endsOn?: LocalDate;
    readonly missingDays?: Count;
    readonly missingRounds: Count;
    readonly wouldFit: { readonly households: Count; readonly exactly: boolean };
    /** `4 轮需 96 天，到 5月3日`. */
    readonly text: string;
  };
  /** Plain sentences on what does not go together; empty when everything fits. */
  readonly contradictions: readonly string[];
  readonly fairness: { readonly score: Count; readonly formula: string };
  /** Households whose days publishing these rules would change, and the soonest of them in words. */
  readonly moved?: { readonly households: Count; readonly soonest: readonly string[] };
}

export interface RoundView {
  readonly no: Count;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly turns: Count;
  readonly of: Count;
  /** `第 1 轮 1月29日到2月21日 24 户`. */
  readonly text: string;
}

export interface RulesView {
  readonly status: RosterStatus;
  /** The draft when there is one, else what is published, else what is usual. */
  readonly form: RulesForm;
  readonly isDraft: boolean;
  /** What holds now, when a draft is shown instead of it. */
  readonly published?: RulesForm;
  readonly households: readonly HouseholdOption[];
  /** Who offered to stand in when somebody is missing. */
  readonly standIns: readonly HouseholdOption[];
  /** The day from which a publication now would hold. */
  readonly holdsFrom: LocalDate;
  readonly simulation: SimulationView;
  /** Households that have had at least one turn: the measure of success. */
  readonly reached: { readonly households: Count; readonly of: Count };
  readonly now: EpochMs;
}

export type RosterStatus = 'none' | 'draft' | 'published' | 'running' | 'stoodDown';

/** One turn as neighbours see it. */
export interface TurnView {
  readonly turnId: TurnId;
  readonly day: LocalDate;
  /** `2月9日 周日`. */
  readonly dayText: string;
  readonly gate: string;
  /** `08:00–20:00`. */
  readonly hours: string;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  /** Empty when nobody came. */
  readonly label: string;
  /** Who comes, as `label` says; absent when nobody did. */
  readonly householdId?: HouseholdId;
  readonly mine: boolean;
  /** Who of the family stood there; only for the household itself and for keepers. */
  readonly whoCame?: string;
  /** The weekend or a public holiday. */
  readonly heavy: boolean;
  readonly state: 'served' | 'today' | 'coming';
  /** A stand-in is looked for; on paper as well. */
  readonly seeking: boolean;
}

export interface KeyView {
  readonly keyId: KeyId;
  /** `大门钥匙`, or the name a spare one was given. */
  readonly name: string;
  readonly gate: string;
  /** It does not follow the duty: no `next`, and it moves by `recordKey`. */
  readonly spare: boolean;
  /** `3单元 101 张家` or `院委会`. */
  readonly holderLabel: string;
  readonly heldByMe: boolean;
  readonly since: EpochMs;
  readonly lost: boolean;
  /** Where the next handover stands; absent when nothing is ahead. */
  readonly next?: {
    readonly to: HouseholdId | 'committee';
    readonly label: string;
    readonly mine: boolean;
    readonly at: EpochMs;
    readonly text: string;
    readonly state: 'rests' | 'soon' | 'due' | 'offered';
    /** Who has tapped already. */
    readonly half?: 'giver' | 'receiver';
  };
  /** Who gets it when nobody opens the door; only for whoever may pass it on. */
  readonly after?: string;
  /** Only for the household that holds it, and for the committee when the committee does. */
  readonly code?: string;
  /** Who has it still, for whoever tapped while the other side has not, and for keepers: `recordKey` takes the tap back. */
  readonly stillWith?: HouseholdId | 'committee';
  readonly may: {
    readonly give: boolean;
    readonly take: boolean;
    readonly passOn: boolean;
    readonly record: boolean;
  };
}

export interface TodayView {
  readonly status: RosterStatus;
  readonly today: LocalDate;
  readonly turns: readonly TurnView[];
  readonly tomorrow: readonly TurnView[];
  readonly keys: readonly KeyView[];
  /** `今天门口：2单元 101 李家，到 20:00`. */
  readonly headline: string;
  /** The community's. */
  readonly phone: string;
  /** The committee's own, where the rules name one. */
  readonly contact?: string;
  /** For the caller's household, until it was read. */
  readonly briefing?: string;
  readonly note?: { readonly text: string; readonly day: LocalDate };
  readonly cleanUp?: {
    readonly on: LocalDate;
    readonly standDownOn: LocalDate;
    readonly signedUp: Count;
    readonly mine: boolean;
  };
  readonly groupText: { readonly duty: string; readonly key: string };
  readonly now: EpochMs;
}

export interface MonthView {
  readonly month: string;
  readonly title: string;
  readonly turns: readonly TurnView[];
  /** Days without anybody although there should be. */
  readonly uncovered: readonly LocalDate[];
  readonly previous?: string;
  readonly next?: string;
  readonly now: EpochMs;
}

/** 我的值守, of the own household or the one acted for; for keepers, of any here. */
export interface MineView {
  readonly household: { readonly id: HouseholdId; readonly label: string };
  readonly coming: readonly TurnView[];
  readonly served: readonly TurnView[];
  readonly servedMinutes: Count;
  /** `共 3 次 36 小时`. */
  readonly servedText: string;
  /** What changed and was not yet answered with 看到了. */
  readonly changed?: { readonly text: string; readonly at: EpochMs };
  /** A turn that will be made up at the end of the round; may be declined. */
  readonly makeUp?: TurnView;
  /** Requests of neighbours this household could answer. */
  readonly asked: readonly SwapAskView[];
  /** Own open requests. */
  readonly asking: readonly SwapAskView[];
  /** This household offered to stand in when somebody is missing. */
  readonly standsIn: boolean;
  /** The clean-up it is asked about, and what it said. */
  readonly cleanUp?: { readonly on: LocalDate; readonly answer: 'open' | 'yes' | 'no' };
  readonly now: EpochMs;
}

export interface SwapAskView {
  readonly askId: SwapAskId;
  readonly turn: TurnView;
  readonly toAll: boolean;
  readonly mine: boolean;
}

/** Kind words, three of them; the carer taps one and copies it, or just goes and knocks. */
export interface CareCardView {
  readonly cardId: CareCardId;
  readonly label: string;
  readonly wordings: readonly string[];
  readonly status: 'open' | 'answered';
  readonly outcome?: CareOutcome;
  /** `病了`. */
  readonly outcomeText?: string;
  readonly at: EpochMs;
}

export const CARE_OUTCOMES = ['fine', 'ill', 'away', 'trouble', 'forgot', 'serious'] as const;
export type CareOutcome = (typeof CARE_OUTCOMES)[number];
export const CARE_NAMES: Readonly<Record<CareOutcome, string>> = {
  fine: '一切都好',
  ill: '病了',
  away: '外出了',
  trouble: '有难事',
  forgot: '忘了',
  serious: '情况严重，请社区来人',
};
