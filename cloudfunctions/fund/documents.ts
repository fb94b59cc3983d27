import type { Account, Balances, Leg } from '../../miniprogram/contract/fund-accounts';
import type {
  Flaw,
  JournalKind,
  SourceKind,
  VoucherForm,
  VoucherStatus,
} from '../../miniprogram/contract/fund-views';
import type {
  CommunityId,
  CourtyardId,
  FundId,
  JournalId,
  MemberId,
  VoucherId,
} from '../../miniprogram/contract/ids';
import type { Role } from '../../miniprogram/contract/roles';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';
import type { Asked } from '../kernel/replay';
import type { PictureStates } from '../kernel/shown-pictures';

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
  /** Its own number and that one: who asks for a journal gets what corrects it in the same request. */
  readonly touches: readonly Count[];
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

/** Something to enter by hand: asked for by one person, posted by the signature of another. Its form never changes. */
export interface VoucherDoc extends Doc {
  readonly _id: VoucherId;
  readonly communityId: CommunityId;
  /** The courtyard that asked, when its keepers did. */
  readonly courtyardId?: CourtyardId;
  readonly form: VoucherForm;
  readonly status: VoucherStatus;
  readonly proposedBy: Signer;
  readonly proposedAt: EpochMs;
  /** What the platform's check says of its words; nobody but those who sign reads them before they passed. */
  readonly wordsState: 'passed' | 'waiting' | 'refused';
  /** When the check is asked again; there only while the words wait for it. */
  readonly recheckAt?: EpochMs;
  /** Who signed, declined or took it back, and by which request, so that a replay is answered alike. */
  readonly decided?: Signer &
    Asked & {
      readonly at: EpochMs;
      readonly reason?: string;
    };
  /** Its journal. */
  readonly seq?: Count;
  /** Verdicts on its pictures as they were when it was signed; later ones are the files' to tell. */
  readonly pictureStates: PictureStates;
}

/** How far the recount of a chain is, and what it found. One beside each fund. */
export interface RecountDoc extends Doc {
  readonly _id: `${FundId}.recount`;
  readonly communityId: CommunityId;
  readonly fundId: FundId;
  readonly dueAt: EpochMs;
  /** What the next step stands on; the beginning when a run is over. */
  readonly from: Pick<FundDoc, 'seq' | 'hash' | 'balances'>;
  /** The latest whole run that agreed. A later chain must still pass through its hash. */
  readonly agreed?: { readonly at: EpochMs; readonly seq: Count; readonly hash: string };
  readonly broken?: { readonly at: EpochMs; readonly seq: Count; readonly flaw: Flaw };
}

export const recountIdOf = (fund: FundId): RecountDoc['_id'] => `${fund}.recount`;

export const fundIdOf = (community: CommunityId): FundId => `fd_${community.slice(3)}`;

const SEQ_DIGITS = 6;

export const journalIdOf = (fund: FundId, seq: Count): JournalId =>
  `${fund}.${String(seq).padStart(SEQ_DIGITS, '0')}`;
