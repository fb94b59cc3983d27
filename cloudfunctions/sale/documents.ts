/** What a sale keeps: the allotment everybody claims from, the orders written from it, and the cash handed in. */
import type {
  DoorOutcome,
  ItemId,
  OrderedBy,
  Payment,
} from '../../miniprogram/contract/groupbuy-forms';
import type {
  CommunityId,
  CornerId,
  CourtyardId,
  HouseholdId,
  MemberId,
  PartyId,
} from '../../miniprogram/contract/ids';
import type { Count, EpochMs, Fen } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';

/** `gb_x` or `fl_x`. */
export type SaleId = `${string}_${string}`;

/** What is sold and how much of it a household may have. It never changes once ordering is open. */
export interface Terms {
  readonly saleId: SaleId;
  readonly communityId: CommunityId;
  readonly items: readonly TermsItem[];
  /** All items together. */
  readonly capPerHousehold?: Count;
  /** The public corners that order like households, each with its own cap. */
  readonly corners?: Readonly<Record<CornerId, Count>>;
  /** What everybody of a courtyard may order together; of every courtyard that takes part, or of none. */
  readonly quotas?: Readonly<Record<CourtyardId, Count>>;
}

export interface TermsItem {
  readonly id: ItemId;
  /** For one unit, or for 500 g of a weighed item. */
  readonly priceFen: Fen;
  /** Absent: as many as are ordered. */
  readonly stock?: Count;
  readonly capPerHousehold?: Count;
  readonly weighed?: { readonly gramsEach: Count };
}

/** The only place where stock and caps are decided. */
export interface AllotmentDoc extends Doc {
  readonly communityId: CommunityId;
  readonly saleId: SaleId;
  /** `sealed`: nothing is claimed any more, the orders may be written. `off`: there will be none. */
  readonly state: 'open' | 'sealed' | 'off';
  readonly off?: { readonly reason: string; readonly by: MemberId; readonly at: EpochMs };
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  /** How often ordering was opened once more because too little had been ordered. */
  readonly prolonged: Count;
  /** Only of items with a stock. */
  readonly remaining: Readonly<Record<ItemId, Count>>;
  readonly sold: Readonly<Record<ItemId, Count>>;
  /** By courtyard, so that one courtyard's neighbours are read without the others. */
  readonly claims: ClaimsByYard;
  readonly pastes: Readonly<Record<string, PasteOutcome>>;
  /** What each courtyard may still have, where there are quotas; below nothing when leftovers went to it. */
  readonly room?: Readonly<Record<CourtyardId, number>>;
  readonly waiting?: Readonly<Record<CourtyardId, Readonly<Record<PartyId, Wait>>>>;
  /** What went beyond the caps, to those who waited, or back: who decided it, and why. By request, or by what it was. */
  readonly given?: Readonly<Record<string, Given>>;
  /** Those who waited when ordering ended have had what was left. */
  readonly lineServed?: boolean;
  /** Who wrote the reasons, so that their words are found. */
  readonly writers?: readonly MemberId[];
}

export type ClaimsByYard = Readonly<Record<CourtyardId, Readonly<Record<PartyId, HouseClaim>>>>;

/** Somebody who waits for what comes free; no units: nobody any more. */
export interface Wait {
  /** Absent: whatever there is. */
  readonly itemId?: ItemId;
  readonly units: Count;
  readonly at: EpochMs;
  readonly actor: MemberId;
  /** Who taps for the household itself, to be told. */
  readonly told?: MemberId;
  readonly rev: Count;
  readonly requests: Readonly<Record<string, 1>>;
}

export interface Given {
  readonly what: 'extra' | 'waited' | 'freed';
  readonly courtyardId: CourtyardId;
  readonly party: PartyId;
  readonly counts: Readonly<Record<ItemId, Count>>;
  /** Absent where the rule decided, and nobody. */
  readonly by?: MemberId;
  readonly reason: string;
  readonly at: EpochMs;
}

export interface HouseClaim {
  readonly counts: Readonly<Record<ItemId, Count>>;
  readonly total: Count;
  readonly rev: Count;
  readonly actor: MemberId;
  readonly how: OrderedBy;
  readonly at: EpochMs;
  /** When something was last added: who comes first, when there is not enough. */
  readonly placedAt: EpochMs;
  readonly requests: Readonly<Record<string, 1>>;
  /** Who tapped for the household itself, to be told when something changes. */
  readonly told?: MemberId;
  /** The part that came from the group's text. */
  readonly pasted?: Readonly<Record<ItemId, Count>>;
}

export interface PasteOutcome {
  readonly entered: Count;
  readonly unchanged: Count;
  readonly cancelled: Count;
}

/**
 * `<sale>.<household>`. Written from the allotment when ordering is over; the same however often it is written.
 * Where public corners order as well, the household may be one of them.
 */
export interface OrderDoc<P extends PartyId = HouseholdId> extends Doc {
  readonly communityId: CommunityId;
  readonly saleId: SaleId;
  readonly courtyardId: CourtyardId;
  readonly householdId: P;
  readonly lines: Readonly<Record<ItemId, OrderLine>>;
  /** What is allotted, all items together. */
  readonly units: Count;
  readonly actor: MemberId;
  readonly how: OrderedBy;
  /** Who tapped for the household itself, to be told when something changes; absent when nobody did. */
  readonly told?: MemberId;
  readonly edits: Count;
  readonly placedAt: EpochMs;
  readonly door?: Door;
  /** By request id: the trail of the door, and what tells a tap that comes again. */
  readonly visits: Readonly<Record<string, Visit>>;
  /** Who said why something was put right, or which neighbour took goods in, so that their words are found. */
  readonly writers?: readonly MemberId[];
  /** The shortage decision it follows. */
  readonly shortage?: Count;
  /** What came on top after the door was done, and is not handed over yet. */
  readonly extra?: Readonly<Record<ItemId, Count>>;
  /** What nobody took home went to others at this instant. */
  readonly freedAt?: EpochMs;
  /** What was settled with the household after the sale was. */
  readonly afterwards?: Afterwards;
}

/** By vouchers of the fund; no volunteer holds any of it. */
export interface Afterwards {
  readonly collectedFen: Fen;
  readonly forgivenFen: Fen;
  readonly refundedFen: Fen;
}

export interface OrderLine {
  readonly ordered: Count;
  readonly allotted: Count;
  readonly reason?: 'fcfs' | 'equal' | 'priority';
  readonly priceFen: Fen;
  readonly handed?: Count;
  readonly grams?: Count;
}

export interface Door {
  readonly outcome: DoorOutcome;
  /** Nobody has to come again. */
  readonly final: boolean;
  readonly by: MemberId;
  readonly at: EpochMs;
  readonly chargedFen: Fen;
  readonly payment: Payment;
  readonly takenBy?: string;
  readonly rev: Count;
}

export interface Visit {
  readonly outcome: DoorOutcome;
  readonly chargedFen: Fen;
  /** Altogether, after it. */
  readonly receivedFen: Fen;
  readonly actor: MemberId;
  readonly at: EpochMs;
  /** Of a correction. */
  readonly reason?: string;
  readonly moves: readonly Move[];
}

/** Money that came into somebody's hands, or left them when negative. */
export interface Move {
  readonly holder: MemberId;
  readonly how: 'cash' | 'transfer';
  readonly fen: Fen;
}

/** `<sale>.<courtyard>.<member>.<n>`: cash and transfers of the doors it names; a later tick is the next one's. */
export interface HandInDoc extends Doc {
  readonly communityId: CommunityId;
  readonly saleId: SaleId;
  readonly courtyardId: CourtyardId;
  readonly memberId: MemberId;
  readonly no: Count;
  readonly at: EpochMs;
  readonly cash: Readonly<Record<PartyId, Fen>>;
  readonly transfer: Readonly<Record<PartyId, Fen>>;
  readonly dueFen: Fen;
  readonly countedFen: Fen;
  readonly transferFen: Fen;
  readonly explanation: string;
  readonly journalId: string;
  readonly requestId: string;
  /** What the courtyard's doors were charged by then, for what comes in after the settlement. */
  readonly chargedFen: Fen;
}

export const allotmentId = (sale: SaleId): string => `${sale}.all`;
export const orderId = (sale: SaleId, household: PartyId): string => `${sale}.${household}`;
export const handInId = (
  sale: SaleId,
  at: { readonly courtyardId: CourtyardId; readonly memberId: MemberId; readonly no: Count },
): string => `${sale}.${at.courtyardId}.${at.memberId}.${at.no}`;
