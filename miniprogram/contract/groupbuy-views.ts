/** What neighbours see of buying together. @see docs/domain/groupbuy.md §2 */
import type {
  DeliveryForm,
  DoorOutcome,
  ItemId,
  OrderedBy,
  PickingForm,
  RoundStatus,
} from './groupbuy-forms';
import type { HouseholdId, RoundId } from './ids';
import type { Count, EpochMs, Fen } from './units';

export interface OrderLineView {
  readonly itemId: ItemId;
  readonly name: string;
  readonly unit: string;
  readonly ordered: Count;
  /** What is there for this household; differs from `ordered` only by the shortage rule. */
  readonly allotted: Count;
  /** Absent until somebody was at the door. */
  readonly handed?: Count;
  readonly grams?: Count;
  /** For one unit, or for 500 g of a weighed item. */
  readonly priceFen: Fen;
  readonly weighed: boolean;
  /** What was handed over costs this; until then what is allotted. */
  readonly fen: Fen;
  /** Why there is less than ordered. */
  readonly reason?: string;
}

export interface OrderView {
  readonly householdId: HouseholdId;
  readonly lines: readonly OrderLineView[];
  readonly units: Count;
  /** What was handed over; until then what is allotted. */
  readonly dueFen: Fen;
  readonly paidFen: Fen;
  readonly owedFen: Fen;
  readonly orderedBy: OrderedBy;
  /** Counts the changes made while the round was open; sent back as `seen`. */
  readonly rev: Count;
  readonly state: 'open' | 'frozen' | DoorOutcome;
  readonly takenBy?: string;
}

export interface ItemView {
  readonly itemId: ItemId;
  readonly name: string;
  readonly unit: string;
  readonly spec: string;
  readonly saleFen: Fen;
  readonly weighed?: { readonly gramsEach: Count };
  /** Absent: as many as are ordered. */
  readonly left?: Count;
  readonly capPerHousehold?: Count;
  readonly mine: Count;
  readonly sold: Count;
  /** A cloud file id; absent until its check has passed. */
  readonly picture?: string;
}

export interface RoundRow {
  readonly roundId: RoundId;
  readonly title: string;
  readonly status: RoundStatus;
  readonly statusText: string;
  readonly closesAt: EpochMs;
  /** `今天 20:00 截单`. */
  readonly closesText: string;
  readonly deliveryText: string;
  /** `豌豆尖、萝卜、莲花白`. */
  readonly itemsText: string;
  /** Cloud file ids of what its goods look like, a few of them. */
  readonly pictures: readonly string[];
  readonly myUnits: Count;
}

export interface RoundListView {
  readonly items: readonly RoundRow[];
  readonly next?: string;
  /** The caller may open a round here. */
  readonly mayOpen: boolean;
  readonly now: EpochMs;
}

/** What neighbours see of a round. */
export interface RoundView {
  readonly roundId: RoundId;
  readonly title: string;
  readonly note: string;
  readonly status: RoundStatus;
  readonly statusText: string;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly closesText: string;
  readonly delivery: DeliveryForm;
  readonly dropPoint: string;
  readonly items: readonly ItemView[];
  readonly capPerHousehold?: Count;
  readonly minimum?: {
    readonly of: 'units' | 'fen';
    readonly amount: number;
    readonly reached: number;
    readonly text: string;
  };
  /** Of the household the call is for; absent when nothing is ordered. */
  readonly mine?: OrderView;
  /** Households of this courtyard that ordered; who, nobody sees. */
  readonly joinedHere: Count;
  readonly picking?: PickingView;
  readonly supplierName?: string;
  /** Why it was called off, or why it goes on longer. */
  readonly reason?: string;
  /** For the WeChat group. */
  readonly groupText: string;
  /** The caller may work on this round. */
  readonly mayManage: boolean;
  readonly now: EpochMs;
}

export interface PickingView extends PickingForm {
  readonly signedUp: Count;
  readonly mine: boolean;
  /** Only for organisers. */
  readonly names?: readonly string[];
}

export interface MyOrderRow {
  readonly roundId: RoundId;
  readonly title: string;
  readonly status: RoundStatus;
  readonly statusText: string;
  readonly deliveryText: string;
  readonly order: OrderView;
}
