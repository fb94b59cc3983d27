/** What is kept of a pot, of who would like flowers, and of how many neighbours met. @see docs/domain/pots.md §1 */
import type { CareDeed } from '../../../miniprogram/contract/flower-pots';
import type { ItemId } from '../../../miniprogram/contract/groupbuy-forms';
import type {
  CampaignId,
  CommunityId,
  CourtyardId,
  FileId,
  HouseholdId,
  MemberId,
  PartyId,
  PotId,
} from '../../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../../miniprogram/contract/units';
import type { Doc } from '../../kernel/database';
import { idFrom } from '../../kernel/ids';
import type { Asked } from '../../kernel/replay';

/** One pot: its id says of whose order it is, of which variety, and which of them. */
export interface PotDoc extends Doc {
  readonly _id: PotId;
  readonly communityId: CommunityId;
  readonly campaignId: CampaignId;
  readonly itemId: ItemId;
  /** From 1, of this variety in this order. */
  readonly no: Count;
  /** Whose order it was written from; the order's door says whether it was handed over. */
  readonly adopter: PartyId;
  /** Unique in the community. */
  readonly code: string;
  readonly variety: string;
  readonly care: readonly string[];
  /** Who has it now, and where that is. */
  readonly party: PartyId;
  readonly courtyardId: CourtyardId;
  /** Who has it, has had it, or is offered it: everybody whose list it stands on. */
  readonly parties: readonly PartyId[];
  readonly name?: PotName;
  /** Every naming by its request id, so that one that comes again undoes no later one. */
  readonly named: Readonly<Record<string, { readonly print: string; readonly state: Checked }>>;
  readonly names: Count;
  /** While a contest decides: the name stays. */
  readonly frozen?: { readonly by: string; readonly until: EpochMs };
  readonly diary: Readonly<Record<string, DiaryEntry>>;
  readonly entries: Count;
  readonly wateredAt?: EpochMs;
  /** Of the diary, in the order they came. */
  readonly pictures: readonly string[];
  readonly pictureStates: Readonly<Record<FileId, 'passed' | 'refused'>>;
  readonly prizes: Readonly<Record<string, Prize>>;
  readonly offer?: Offer;
  readonly hands: readonly Hand[];
  /** Whose words are on it, so that they are found. */
  readonly writers: readonly MemberId[];
  /** When the check of words is asked again. */
  readonly recheckAt?: EpochMs;
  /** What somebody still has to be told of. */
  readonly tell: readonly Telling[];
  readonly tellAt?: EpochMs;
  readonly at: EpochMs;
}

type Checked = 'shown' | 'checking';

export interface PotName {
  readonly text: string;
  readonly state: Checked;
  readonly by: MemberId;
  readonly at: EpochMs;
}

export interface DiaryEntry {
  readonly at: EpochMs;
  readonly by: MemberId;
  readonly did: readonly CareDeed[];
  readonly words: string;
  readonly state: Checked;
  /** The cloud's copy. */
  readonly picture?: string;
  readonly print: string;
}

export interface Prize {
  readonly title: string;
  readonly at: EpochMs;
}

export interface Offer {
  readonly id: string;
  readonly from: HouseholdId;
  readonly fromYard: CourtyardId;
  readonly fromLabel: string;
  readonly to: HouseholdId;
  readonly toYard: CourtyardId;
  readonly toLabel: string;
  readonly card: string;
  readonly cardState: Checked;
  readonly by: MemberId;
  readonly at: EpochMs;
  readonly until: EpochMs;
}

/** A gift that was taken. Labels as they were then, never names of persons. */
export interface Hand extends Omit<Offer, 'until'> {
  readonly takenAt: EpochMs;
}

export interface Telling {
  readonly what: 'offered' | 'accepted' | 'declined' | 'withdrawn';
  readonly offerId: string;
  readonly household: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly at: EpochMs;
}

/** How far a campaign's pots are written: which `rev` of each order they follow. */
export interface PotRunDoc extends Doc {
  readonly _id: CampaignId;
  readonly communityId: CommunityId;
  readonly seen: Readonly<Record<PartyId, Count>>;
  /** When the orders are looked at again; gone when nothing changes any more. */
  readonly dueAt?: EpochMs;
  readonly until: EpochMs;
}

/** `<household>.<member>`: what somebody switched on. With nothing switched on there is none. */
export interface FlowerWishDoc extends Doc {
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  readonly householdId: HouseholdId;
  readonly memberId: MemberId;
  readonly birthday?: { readonly month: Count; readonly day: Count };
  readonly everyDays?: Count;
  /** When the tick reminds, or looks whether the person still belongs to the household. */
  readonly dueAt: EpochMs;
  readonly asked: Asked;
}

/** `<courtyard>.2020-03`: how many pairs of households had to do with each other for the first time. */
export interface TieCountDoc extends Doc {
  readonly kind: 'count';
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  readonly month: string;
  readonly pairs: Count;
}

export const potId = (
  campaign: CampaignId,
  { adopter, itemId, no }: Pick<PotDoc, 'adopter' | 'itemId' | 'no'>,
): PotId => idFrom('pt', campaign, adopter, itemId, String(no));

export const wishId = (household: HouseholdId, member: MemberId): string =>
  `${household}.${member}`;
