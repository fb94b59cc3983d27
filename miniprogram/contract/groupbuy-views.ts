/** What is filled in and shown of buying together. @see docs/domain/groupbuy.md */
import type { CourtyardId, HouseholdId, MemberId, RoundId, SupplierId } from './ids';
import type { Count, EpochMs, Fen } from './units';

/** Of one round: `i1`, `i2` … It is a map key. */
export type ItemId = string;
export type CountByItem = Readonly<Record<ItemId, Count>>;

/**
 * `waiting`: opened, but ordering has not begun. `closing`: ordering is over and the orders are being written.
 * `arrived`: the first courtyard has its goods. `distributing`: the first door was visited.
 */
export const ROUND_STATUSES = [
  'draft',
  'waiting',
  'open',
  'closing',
  'closed',
  'purchased',
  'arrived',
  'distributing',
  'settled',
  'cancelled',
] as const;
export type RoundStatus = (typeof ROUND_STATUSES)[number];

export const ROUND_STATUS_NAMES: Readonly<Record<RoundStatus, string>> = {
  draft: '还没开团',
  waiting: '即将开团',
  open: '正在接龙',
  closing: '正在汇总',
  closed: '已截单',
  purchased: '已采购',
  arrived: '已到院',
  distributing: '正在送',
  settled: '已结算',
  cancelled: '已取消',
};

export const SHORTAGE_RULES = ['fcfs', 'equal', 'priority'] as const;
export type ShortageRule = (typeof SHORTAGE_RULES)[number];
export const SHORTAGE_NAMES: Readonly<Record<ShortageRule, string>> = {
  fcfs: '先订先得',
  equal: '每家匀一匀',
  priority: '先顾困难家庭，再匀一匀',
};

export const LOSS_RULES = ['fund', 'supplier'] as const;
/** Who carries a loss: the micro-fund, or who supplied the goods. */
export type LossRule = (typeof LOSS_RULES)[number];

/** What is filled in on 开团. */
export interface RoundForm {
  readonly title: string;
  readonly note: string;
  readonly supplierId?: SupplierId;
  readonly items: readonly ItemForm[];
  /** All items together. */
  readonly capPerHousehold?: Count;
  readonly minimum?: MinimumForm;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly delivery: DeliveryForm;
  /** Filled in by staff; a courtyard's own round is for that courtyard. */
  readonly courtyards: readonly CourtyardId[];
  readonly dropPoints: Readonly<Record<CourtyardId, string>>;
  readonly shortageRule: ShortageRule;
  readonly lossRule: LossRule;
  readonly picking?: PickingForm;
}

export interface ItemForm {
  /** Absent for one that is added; the server numbers it. */
  readonly id?: ItemId;
  readonly name: string;
  /** `份`. */
  readonly unit: string;
  /** `约 500 克`. */
  readonly spec: string;
  /** For a weighed item both prices are for 500 g. */
  readonly costFen: Fen;
  readonly saleFen: Fen;
  /** Absent: as many as are ordered. */
  readonly stock?: Count;
  readonly capPerHousehold?: Count;
  /** The weight is found out later; until then a unit counts as this many grams. */
  readonly weighed?: { readonly gramsEach: Count };
}

export interface MinimumForm {
  readonly of: 'units' | 'fen';
  readonly amount: number;
  /** Once; whoever does not come together then either is called off. */
  readonly otherwise: 'extend' | 'cancel';
  readonly extendHours: Count;
}

export interface DeliveryForm {
  readonly text: string;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

export interface PickingForm {
  readonly at: EpochMs;
  readonly place: string;
  readonly places: Count;
}

/** How an order came in: by the household, by whoever helps it, on the telephone, or from the group's text. */
export type OrderedBy = 'self' | 'helper' | 'phone' | 'paste';
export const ORDERED_BY_NAMES: Readonly<Record<OrderedBy, string>> = {
  self: '自己订的',
  helper: '帮忙人订的',
  phone: '电话代订',
  paste: '接龙录入',
};

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

/** For organisers: everything about a round but its orders. */
export interface ManageView {
  readonly roundId: RoundId;
  readonly form: RoundForm;
  readonly status: RoundStatus;
  readonly statusText: string;
  readonly reason?: string;
  readonly supplierName?: string;
  readonly sums: SaleSums;
  readonly yards: readonly YardSums[];
  readonly picking?: PickingView;
  readonly picked: readonly PickedItem[];
  readonly arrivals: readonly ArrivalView[];
  readonly shortage?: { readonly rule: ShortageRule; readonly at: EpochMs; readonly done: boolean };
  readonly may: {
    readonly edit: boolean;
    readonly open: boolean;
    readonly extend: boolean;
    readonly cancel: boolean;
    readonly pick: boolean;
    readonly applyShortage: boolean;
    readonly arrive: boolean;
    readonly deliver: boolean;
    readonly settle: boolean;
  };
  readonly now: EpochMs;
}

/** 应收 = 实收 + 欠, always: `dueFen + overFen = receivedFen + owedFen`. */
export interface SaleSums {
  readonly households: Count;
  readonly units: Count;
  readonly dueFen: Fen;
  readonly receivedFen: Fen;
  readonly owedFen: Fen;
  /** Paid more than was due: change that could not be given. */
  readonly overFen: Fen;
  /** Cash taken at doors and not handed in yet: 在志愿者手中. */
  readonly withVolunteersFen: Fen;
}

export interface YardSums extends SaleSums {
  readonly courtyardId: CourtyardId;
  readonly name: string;
}

export interface PickedItem {
  readonly itemId: ItemId;
  readonly units: Count;
  readonly grams?: Count;
}

export interface ArrivalView {
  readonly courtyardId: CourtyardId;
  readonly name: string;
  readonly at: EpochMs;
  readonly counts: CountByItem;
}

/** 采购总表: items × courtyards. */
export interface TotalsView {
  readonly title: string;
  readonly status: RoundStatus;
  readonly yards: readonly {
    readonly courtyardId: CourtyardId;
    readonly name: string;
    readonly households: Count;
    readonly units: Count;
    readonly fen: Fen;
  }[];
  readonly items: readonly TotalsRow[];
  readonly households: Count;
  readonly units: Count;
  readonly fen: Fen;
  readonly now: EpochMs;
}

export interface TotalsRow {
  readonly itemId: ItemId;
  readonly name: string;
  readonly unit: string;
  /** Belongs to the courtyards of the view, in their order. */
  readonly perYard: readonly Count[];
  readonly ordered: Count;
  readonly allotted: Count;
  /** Absent until it was picked. */
  readonly picked?: Count;
  readonly handed: Count;
  /** Picked and not handed over: Σ handed + shrinkage = picked. */
  readonly shrinkage?: Count;
  /** To buy, at cost. */
  readonly costFen: Fen;
}

/** 装车单. */
export interface LoadingView {
  readonly title: string;
  readonly yards: readonly {
    readonly courtyardId: CourtyardId;
    readonly name: string;
    readonly dropPoint: string;
    readonly households: Count;
    readonly lines: readonly {
      readonly itemId: ItemId;
      readonly name: string;
      readonly unit: string;
      readonly units: Count;
      readonly arrived?: Count;
    }[];
    readonly units: Count;
  }[];
  readonly now: EpochMs;
}

export const DOOR_OUTCOMES = [
  'handed',
  'partly',
  'absent',
  'refused',
  'damaged',
  'neighbour',
] as const;
export type DoorOutcome = (typeof DOOR_OUTCOMES)[number];
export const DOOR_NAMES: Readonly<Record<DoorOutcome, string>> = {
  handed: '已送到',
  partly: '送了一部分',
  absent: '没人在家',
  refused: '不要了',
  damaged: '坏了没要',
  neighbour: '邻居代收',
};

export const PAYMENTS = ['cash', 'transfer', 'later'] as const;
export type Payment = (typeof PAYMENTS)[number];
export const PAYMENT_NAMES: Readonly<Record<Payment, string>> = {
  cash: '现金',
  transfer: '转账',
  later: '先欠着',
};

/** 送货清单, by stair and door. */
export interface DoorView {
  readonly roundId: RoundId;
  readonly title: string;
  readonly status: RoundStatus;
  readonly courtyardId: CourtyardId;
  readonly courtyardName: string;
  readonly dropPoint: string;
  readonly rows: readonly DoorRow[];
  readonly sums: SaleSums;
  /** Cash in the caller's hands from this courtyard. */
  readonly myCashFen: Fen;
  readonly mayDeliver: boolean;
  readonly now: EpochMs;
}

export interface DoorRow extends OrderView {
  readonly no: Count;
  readonly unit: string;
  readonly door: string;
  readonly label: string;
  readonly visited: boolean;
  readonly payment?: Payment;
  /** Told when something is put right; the server compares. */
  readonly doorRev: Count;
  /** The caller was at this door. */
  readonly byMe: boolean;
}

/** 交款. */
export interface HandInsView {
  readonly roundId: RoundId;
  readonly title: string;
  readonly courtyardName: string;
  readonly holders: readonly {
    readonly memberId: MemberId;
    readonly name: string;
    readonly mine: boolean;
    readonly cashFen: Fen;
    readonly transferFen: Fen;
    readonly doors: Count;
  }[];
  readonly handIns: readonly HandInView[];
  readonly sums: SaleSums;
  readonly now: EpochMs;
}

export interface HandInView {
  readonly handInId: string;
  readonly name: string;
  readonly mine: boolean;
  readonly at: EpochMs;
  readonly dueFen: Fen;
  readonly countedFen: Fen;
  readonly transferFen: Fen;
  /** Counted less due: negative when something is missing. */
  readonly differenceFen: Fen;
  readonly explanation: string;
  readonly doors: Count;
  readonly journalId: string;
}

export interface CostForm {
  readonly what: string;
  readonly fen: Fen;
  /** Out of the cash box, or owed for now. */
  readonly from: 'cash' | 'payable';
}

/** 结算: how the profit of a week comes about. */
export interface SettlementView {
  readonly roundId: RoundId;
  readonly title: string;
  readonly status: RoundStatus;
  readonly items: readonly SettlementRow[];
  readonly takingsFen: Fen;
  readonly handedInFen: Fen;
  readonly owedFen: Fen;
  readonly overFen: Fen;
  readonly withVolunteersFen: Fen;
  readonly purchaseFen: Fen;
  readonly costs: readonly CostForm[];
  readonly costsFen: Fen;
  /** Takings less purchase less costs; below nothing for a loss. */
  readonly profitFen: Fen;
  readonly lossRule: LossRule;
  /** What stands in the way of settling, in plain sentences. */
  readonly contradictions: readonly string[];
  readonly prepared?: { readonly at: EpochMs; readonly byMe: boolean };
  readonly posted?: { readonly at: EpochMs; readonly journalId: string; readonly profitFen: Fen };
  readonly may: { readonly prepare: boolean; readonly sign: boolean };
  readonly now: EpochMs;
}

export interface SettlementRow {
  readonly itemId: ItemId;
  readonly name: string;
  readonly unit: string;
  readonly ordered: Count;
  readonly picked: Count;
  readonly handed: Count;
  readonly shrinkage: Count;
  readonly purchaseFen: Fen;
  readonly takingsFen: Fen;
}

export interface SupplierForm {
  readonly supplierId?: SupplierId;
  readonly name: string;
  readonly place: string;
  readonly phone: string;
  readonly note: string;
  readonly state: SupplierState;
}
export const SUPPLIER_STATES = ['contacted', 'agreed', 'delivering', 'ended'] as const;
export type SupplierState = (typeof SUPPLIER_STATES)[number];
export const SUPPLIER_NAMES: Readonly<Record<SupplierState, string>> = {
  contacted: '联系过',
  agreed: '说好了',
  delivering: '正在供货',
  ended: '不再供货',
};
export interface SupplierView extends SupplierForm {
  readonly supplierId: SupplierId;
  readonly rounds: Count;
  readonly thanks: readonly { readonly text: string; readonly at: EpochMs }[];
}

export const PASTE_STATUSES = [
  'ok',
  'duplicate',
  'cancelled',
  'ordered',
  'noDoor',
  'unknownDoor',
  'unknownItem',
  'noCount',
] as const;
/**
 * `duplicate`: a later line of the same household counts instead. `cancelled`: taken back with -1.
 * `ordered`: the household has ordered itself, so the line would count twice. The rest is for somebody to look at.
 */
export type PasteStatus = (typeof PASTE_STATUSES)[number];
export const PASTE_NAMES: Readonly<Record<PasteStatus, string>> = {
  ok: '可以录入',
  duplicate: '后面又写了一条，以后面的为准',
  cancelled: '写了 -1，取消',
  ordered: '这家自己订过了，没有重复录',
  noDoor: '没写门牌，请核对',
  unknownDoor: '院里没有这个门牌，请核对',
  unknownItem: '没看懂订的什么，请核对',
  noCount: '没看懂订几份，请核对',
};

export interface PasteLine {
  readonly no: Count;
  readonly text: string;
  readonly status: PasteStatus;
  readonly householdId?: HouseholdId;
  readonly label?: string;
  readonly counts: CountByItem;
  /** `豌豆尖 2 份`. */
  readonly countsText: string;
}

export interface PasteView {
  readonly lines: readonly PasteLine[];
  /** What `applyPaste` is sent when nobody puts anything right. */
  readonly entries: readonly PasteEntry[];
  readonly active: Count;
  readonly merged: Count;
  readonly toCheck: Count;
  readonly cancelled: Count;
  /** `8 户可以录入，1 条重复，1 条取消，1 条请核对`. */
  readonly text: string;
}

/** What a household wants of the group's text, altogether; an empty one takes its line back. */
export interface PasteEntry {
  readonly householdId: HouseholdId;
  readonly counts: CountByItem;
}

export interface ShortageView {
  readonly rule: ShortageRule;
  readonly items: readonly {
    readonly itemId: ItemId;
    readonly name: string;
    readonly unit: string;
    readonly ordered: Count;
    readonly picked: Count;
    /** `30 户各 3 份，10 户各 2 份`. */
    readonly text: string;
  }[];
  /** Households that get less than they ordered. */
  readonly touched: Count;
  readonly unitsLess: Count;
  /** Owed less than without the shortage. */
  readonly fenLess: Fen;
}
