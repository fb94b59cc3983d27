import type { Tenure } from '../../miniprogram/contract/directory';
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
  PersonId,
} from '../../miniprogram/contract/ids';
import type { AgeBand } from '../../miniprogram/contract/member';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';

export interface HouseholdDoc extends Doc {
  readonly _id: HouseholdId;
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  readonly unit: string;
  readonly door: string;
  readonly family: string;
  /** The `householdLabel`; the same text as the courtyard's plate of this household. */
  readonly label: string;
  /** What the household lets neighbours see of its label. */
  readonly shown: { readonly door: boolean; readonly name: boolean };
  readonly tenure: Tenure;
  readonly people: readonly PersonEntry[];
  readonly helpers: readonly HelperEntry[];
  /** Days nobody is there, without a reason. Both days included. */
  readonly away: readonly { readonly from: LocalDate; readonly until: LocalDate }[];
  /** `merged` and `archived` households keep their document, so old records still name them. */
  readonly status: 'active' | 'merged' | 'archived';
  /** Codes that let family in at once. */
  readonly invites?: readonly InviteCode[];
  /** Wrong codes tried since the last one was given out. Too many, and all codes are void. */
  readonly wrongCodes?: Count;
  /**
   * Members whose copy of the household may be behind; small updates bring them in step. Never empty while anything
   * else that follows the household is behind.
   */
  readonly relabel?: readonly MemberId[];
  /** Households whose members, those named in `relabel`, belong here now. Only until they are in step. */
  readonly absorbed?: readonly HouseholdId[];
  readonly mergedInto?: HouseholdId;
  /** Who left, or took it off the register, and what they leave behind elsewhere is not settled yet. */
  readonly leftBy?: readonly MemberId[];
  /** Corrections, merges and splits, oldest first; never edited. */
  readonly trail: readonly {
    readonly at: EpochMs;
    readonly what: string;
    readonly by: MemberId | 'setting';
  }[];
}

export interface PersonEntry {
  readonly id: PersonId;
  readonly name: string;
  readonly ageBand: AgeBand;
  /** Uses a text-only phone or none. */
  readonly phoneOnly: boolean;
  /** The WeChat member who is this person. */
  readonly memberId?: MemberId;
}

export interface InviteCode {
  readonly code: string;
  readonly by: MemberId;
  readonly until: EpochMs;
  readonly requestId: string;
  readonly usedBy?: MemberId;
}

export interface HelperEntry {
  readonly memberId: MemberId;
  readonly name: string;
  /** Who is helped. */
  readonly personName: string;
  readonly status: 'asked' | 'active';
  readonly since: EpochMs;
  readonly consentBy?: MemberId;
}

/** Phone numbers, apart from what everybody's actions read. */
export interface ContactsDoc extends Doc {
  readonly _id: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly phones: readonly {
    readonly personId: PersonId;
    readonly name: string;
    readonly phone: string;
  }[];
}
