import type {
  Account,
  Balances,
  JournalKind,
  Leg,
  SourceKind,
} from '../../miniprogram/contract/fund-views';
import type {
  CommunityId,
  CourtyardId,
  FundId,
  JournalId,
  MemberId,
} from '../../miniprogram/contract/ids';
import type { Role } from '../../miniprogram/contract/roles';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';

/** The head of a community's chain of journals. Every posting replaces it, so postings come one after another. */
export interface FundDoc extends Doc {
  readonly _id: FundId;
  readonly communityId: CommunityId;
  /** The number of the latest journal; 0 before the first. */
  readonly seq: Count;
  readonly hash: string;
  readonly at: EpochMs;
  /** Debits positive, credits negative; they add up to nothing. */
  readonly balances: Balances;
}

/** One posting. Never edited: what was wrong is put right by another journal. */
export interface JournalDoc extends Doc {
  readonly _id: JournalId;
  readonly communityId: CommunityId;
  readonly fundId: FundId;
  readonly seq: Count;
  /** Never earlier than the journal before. */
  readonly at: EpochMs;
  /** The Beijing month of `at`, `2020-03`. */
  readonly month: string;
  readonly kind: JournalKind;
  readonly legs: readonly Leg[];
  /** The accounts of the legs, to find an account's journals. */
  readonly accounts: readonly Account[];
  /** After it: every account touched so far. */
  readonly balances: Balances;
  readonly source: { readonly kind: SourceKind; readonly id: string };
  /** Unique in the community: a source posts once. */
  readonly sourceKey: string;
  /** What its source belongs to, for example a round of buying together. */
  readonly about?: string;
  /** The courtyard whose money it is, where it is one courtyard's. */
  readonly courtyardId?: CourtyardId;
  /** The journal it reverses or adjusts. */
  readonly corrects?: Count;
  /** Words of ours, names of things and places at most; never of a person. */
  readonly memo: string;
  readonly signers: readonly Signer[];
  /** The hash of the journal before; empty for the first. */
  readonly previous: string;
  readonly hash: string;
}

/** Who answers for it, and in which role. */
export interface Signer {
  readonly by: MemberId;
  readonly as: Role;
}

export const fundIdOf = (community: CommunityId): FundId => `fd_${community.slice(3)}`;

const SEQ_DIGITS = 6;

export const journalIdOf = (fund: FundId, seq: Count): JournalId =>
  `${fund}.${String(seq).padStart(SEQ_DIGITS, '0')}`;
