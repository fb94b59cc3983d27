import type { Tenure } from '../../miniprogram/contract/directory';
import type {
  CareCardId,
  CommunityId,
  CourtyardId,
  HouseholdId,
  KeyId,
  MemberId,
  RosterId,
  SwapAskId,
} from '../../miniprogram/contract/ids';
import type { CareOutcome, RulesForm, TurnId } from '../../miniprogram/contract/roster-views';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';
import type { Holder, KeyMove, KeyState } from './key-chain';
import type { Fact, Plannable } from './rules';

/** One for each courtyard. What is ahead is planned from it whenever somebody looks; what is over stands in it. */
export interface RosterDoc extends Doc {
  readonly _id: RosterId;
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  readonly draft?: RulesForm;
  /** What is in force. */
  readonly form?: RulesForm;
  readonly plan?: Plannable;
  /** Counts how often a roster began anew. */
  readonly season: Count;
  /** Settled turns of the month of the last settled day; those of earlier months have a document each. */
  readonly recent: readonly Fact[];
  readonly asks: readonly SwapAsk[];
  readonly standIns: readonly HouseholdId[];
  /** Whose days changed, and who has not tapped 看到了 yet. */
  readonly changed: Readonly<Record<HouseholdId, Change>>;
  readonly readBriefing: readonly HouseholdId[];
  readonly notes: readonly Note[];
  readonly cleanUp?: CleanUp;
  /** Who of the families stood at the door, for some weeks. */
  readonly came?: readonly Came[];
  /** The households by the number they have on paper, the first is 1; only ever added to. */
  readonly numbers?: readonly HouseholdId[];
  /** What paper says differently from the plan, in turns and minutes; the plan ahead does not know of it. */
  readonly corrections?: Readonly<Record<HouseholdId, Worth>>;
  /** What the register said when the plan last followed it. */
  readonly register?: {
    readonly season: Count;
    readonly homes: Readonly<Record<HouseholdId, Registered>>;
  };
  /** Minutes and days differ from what was told; the tick tells those who allow it. */
  readonly tellPending: boolean;
}

export interface Worth {
  readonly turns: Count;
  readonly minutes: Count;
}

/** Names the household wrote down itself, and only it and keepers read. */
export interface Came {
  readonly turn: TurnId;
  readonly day: LocalDate;
  readonly names: string;
  readonly by: MemberId;
}

export interface Registered {
  readonly tenure: Tenure;
  readonly away: readonly { readonly from: LocalDate; readonly until: LocalDate }[];
}

/** One month of turns that are over; only paper changes it. */
export interface RosterMonthDoc extends Doc {
  readonly courtyardId: CourtyardId;
  readonly month: string;
  readonly turns: readonly Fact[];
}

/** An open request to exchange a turn; bound to the turn, whatever day it comes to lie on. */
export interface SwapAsk {
  readonly id: SwapAskId;
  readonly turn: TurnId;
  readonly by: HouseholdId;
  /** Absent: the whole courtyard is asked. */
  readonly to?: HouseholdId;
  readonly at: EpochMs;
}

export interface Change {
  readonly was: readonly LocalDate[];
  readonly is: readonly LocalDate[];
  readonly at: EpochMs;
}

export interface Note {
  readonly day: LocalDate;
  readonly text: string;
  readonly by: HouseholdId;
  readonly member: MemberId;
  readonly at: EpochMs;
}

/** A line of the journal. */
export interface DutyLogDoc extends Doc {
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  readonly kind: 'note' | 'night';
  readonly text: string;
  readonly party: Holder;
  readonly by: MemberId;
  readonly at: EpochMs;
}

export interface CleanUp {
  readonly on: LocalDate;
  /** Somebody said that this is the end; otherwise the rules alone do. */
  readonly announced?: boolean;
  readonly households: readonly HouseholdId[];
  /** Those who said that they do not come; they are not asked again. */
  readonly declined?: readonly HouseholdId[];
}

export interface KeyDoc extends Doc, KeyState {
  readonly _id: KeyId;
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  /** The gate it opens. */
  readonly gate: string;
  /** A spare one has a name of its own, and does not follow the duty. */
  readonly name?: string;
  /** How many spare ones this gate has ever had. */
  readonly spareCount?: Count;
  readonly retiredAt?: EpochMs;
}

/** `ky_x.<no>`: so there cannot be two moves of one number. */
export interface KeyMoveDoc extends Doc, KeyMove {
  readonly keyId: KeyId;
  /** For which household, or the committee, it was written down. */
  readonly party?: Holder;
}

/** Read by the neighbour who was asked to look in, and by staff when it is serious. */
export interface CareCardDoc extends Doc {
  readonly _id: CareCardId;
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  /** Who did not come. */
  readonly about: HouseholdId;
  /** Who is asked to look in. */
  readonly carer: HouseholdId;
  readonly turn: TurnId;
  readonly at: EpochMs;
  readonly status: 'open' | 'answered';
  readonly outcome?: CareOutcome;
  readonly answeredBy?: MemberId;
  readonly answeredAt?: EpochMs;
  readonly serious: boolean;
}

/** Why somebody could not come; nobody who plans reads it. */
export interface PrivateSpanDoc extends Doc {
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly kind: 'duty';
  readonly reason: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly by: MemberId;
  /** Written down by a keeper for the household: nobody's own words. */
  readonly asKeeper?: true;
  readonly at: EpochMs;
}

const tailOf = (courtyard: CourtyardId): string => courtyard.slice(3);
export const rosterId = (courtyard: CourtyardId): RosterId => `rs_${tailOf(courtyard)}`;
export const keyId = (courtyard: CourtyardId, index: Count): KeyId =>
  `ky_${tailOf(courtyard)}k${index + 1}`;
/** A gate's own key is never taken out of use, so the number of its spare ones is never used twice. */
export const spareKeyId = (key: KeyId, no: Count): KeyId => `${key}s${no}`;
export const isSpare = ({ name }: Pick<KeyDoc, 'name'>): boolean => name !== undefined;
export const keyMoveId = (key: KeyId, no: Count): string => `${key}.${no}`;
export const monthId = ({ _id, season }: Pick<RosterDoc, '_id' | 'season'>, month: string) =>
  `${_id}.${season}.${month}`;

export const newRoster = (communityId: CommunityId, courtyardId: CourtyardId): RosterDoc => ({
  _id: rosterId(courtyardId),
  communityId,
  rev: 1,
  courtyardId,
  season: 0,
  recent: [],
  asks: [],
  standIns: [],
  changed: {},
  readBriefing: [],
  notes: [],
  tellPending: false,
});
