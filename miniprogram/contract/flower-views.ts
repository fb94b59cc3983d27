/** What neighbours, workers and organisers see of adopting flowers. @see docs/domain/flower.md §2 */
import type { CampaignForm, CampaignStatus } from './flower-forms';
import type { DoorRow, HandInsView, SaleSums } from './groupbuy-desk';
import type { DeliveryForm, ItemId } from './groupbuy-forms';
import type { OrderView } from './groupbuy-views';
import type { CampaignId, CornerId, CourtyardId, PartyId } from './ids';
import type { Count, EpochMs, Fen } from './units';

export interface CampaignRow {
  readonly campaignId: CampaignId;
  readonly title: string;
  readonly status: CampaignStatus;
  readonly statusText: string;
  /** `今天 20:00 截止`. */
  readonly closesText: string;
  readonly deliveryText: string;
  readonly priceFen: Fen;
  /** Of the household the call is for. */
  readonly myPots: Count;
}

export interface CampaignListView {
  readonly items: readonly CampaignRow[];
  readonly next?: string;
  /** The caller may start a campaign. */
  readonly mayOpen: boolean;
  readonly now: EpochMs;
}

/** What a household or a corner has adopted. */
export interface AdoptionView extends Omit<OrderView, 'householdId'> {
  readonly householdId: PartyId;
}

/** What neighbours see of a campaign: counts only, never who. */
export interface CampaignView {
  readonly campaignId: CampaignId;
  readonly title: string;
  readonly note: string;
  readonly status: CampaignStatus;
  readonly statusText: string;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly closesText: string;
  readonly priceFen: Fen;
  readonly delivery: DeliveryForm;
  /** `3月7日 周六 09:00–12:00，送到院里`. */
  readonly deliveryText: string;
  readonly dropPoint: string;
  /** What whoever the call is for may have altogether. */
  readonly cap: Count;
  /** 还可认领: the cap less what is adopted, and never more than the courtyard and the stock have left. */
  readonly mayAdopt: Count;
  readonly pots: Count;
  readonly left: Count;
  readonly varieties: readonly VarietyView[];
  /** The own courtyard first, then those with the most. */
  readonly yards: readonly YardProgress[];
  /** Of whoever the call is for; absent when nothing is adopted. */
  readonly mine?: AdoptionView;
  /** The place in the waiting list of whoever the call is for. */
  readonly wait?: WaitView;
  /** Households and corners that wait, in all courtyards. */
  readonly waiting: Count;
  readonly corner?: CornerView;
  /** Why it was called off, or goes on longer. */
  readonly reason?: string;
  /** For the WeChat group. */
  readonly groupText: string;
  /** The caller goes to doors and adopts for others here. */
  readonly mayServe: boolean;
  /** The caller adopts for the courtyard's corner and gives what is left over. */
  readonly mayKeep: boolean;
  /** The caller runs the campaign. */
  readonly mayManage: boolean;
  readonly now: EpochMs;
}

export interface VarietyView {
  readonly itemId: ItemId;
  readonly name: string;
  readonly left: Count;
  readonly mine: Count;
  readonly picture?: string;
  readonly care: readonly string[];
}

export interface YardProgress {
  readonly courtyardId: CourtyardId;
  readonly name: string;
  readonly adopted: Count;
  readonly quota: Count;
  readonly full: boolean;
  readonly mine: boolean;
}

export interface WaitView {
  /** Absent: whatever there is. */
  readonly itemId?: ItemId;
  readonly pots: Count;
  /** How many wait before. */
  readonly ahead: Count;
}

export interface CornerView {
  readonly householdId: CornerId;
  readonly place: string;
  /** `院委会照看`. */
  readonly careText: string;
  readonly cap: Count;
  readonly adopted: Count;
  readonly rev: Count;
  readonly counts: Readonly<Record<ItemId, Count>>;
}

/** For whoever runs the campaign; of the courtyard of the call for whoever works there. */
export interface CampaignManageView {
  readonly campaignId: CampaignId;
  readonly form: CampaignForm;
  readonly status: CampaignStatus;
  readonly statusText: string;
  readonly reason?: string;
  readonly sums: SaleSums;
  readonly yards: readonly YardMoney[];
  readonly left: Count;
  readonly waiting: Count;
  readonly may: {
    readonly edit: boolean;
    readonly open: boolean;
    readonly extend: boolean;
    readonly callOff: boolean;
    readonly reoffer: boolean;
    readonly finish: boolean;
    readonly deliver: boolean;
  };
  readonly now: EpochMs;
}

/** 已送出并收到的钱 = 交回的现金 + 在志愿者手中; what was handed in is what the fund was credited. */
export interface YardMoney extends SaleSums {
  readonly courtyardId: CourtyardId;
  readonly name: string;
  readonly quota: Count;
  /** Handed over. */
  readonly handed: Count;
  /** Handed over and paid for. */
  readonly paidPots: Count;
  /** Due with the hand-ins, and credited to the fund by them. */
  readonly handedInFen: Fen;
}

/** 余花加领 and what went to those who waited, latest first: who decided what, and why. */
export interface LeftoverView {
  readonly items: readonly LeftoverRow[];
  readonly now: EpochMs;
}

export interface LeftoverRow {
  readonly at: EpochMs;
  /** What happened: 余花加领, 候补领到, 没领走收回. */
  readonly what: 'extra' | 'waited' | 'freed';
  readonly courtyardId: CourtyardId;
  readonly label: string;
  readonly byName: string;
  readonly potsText: string;
  readonly pots: Count;
  readonly reason: string;
}

/** What would come of a campaign, before anybody has adopted. */
export interface SimulationView {
  readonly pots: Count;
  /** What households and corners may have together. */
  readonly reach: Count;
  /** Nothing when it is enough. */
  readonly missing: Count;
  /** What that many households adopt at most, whatever courtyards they live in. */
  readonly byHouseholds: Count;
  readonly byCorners: Count;
  /** So many households are needed with the corners of the form, and without any. */
  readonly householdsNeeded: Count;
  readonly householdsNeededAlone: Count;
  readonly quotas: Count;
  /** Whether there is a home for every pot, in one sentence. */
  readonly verdict: string;
  /** `100 户 × 5 盆 = 500 < 600，差 100 盆`, and what follows from it. */
  readonly lines: readonly string[];
  /** What does not fit in the form, in plain sentences. */
  readonly warnings: readonly string[];
}

export interface FlowerDoorView {
  readonly campaignId: CampaignId;
  readonly title: string;
  readonly status: CampaignStatus;
  readonly courtyardId: CourtyardId;
  readonly courtyardName: string;
  readonly dropPoint: string;
  readonly rows: readonly FlowerDoorRow[];
  readonly sums: SaleSums;
  readonly myCashFen: Fen;
  readonly mayDeliver: boolean;
  readonly now: EpochMs;
}

/** The public corner is a door as well, the last one; its label says who takes care of it. */
export interface FlowerDoorRow extends Omit<DoorRow, 'householdId'> {
  readonly householdId: PartyId;
  /** Pots that came on top after this door was done: they are brought on a second visit. */
  readonly extraPots: Count;
}

export interface FlowerHandInsView extends Omit<HandInsView, 'roundId'> {
  readonly campaignId: CampaignId;
}
