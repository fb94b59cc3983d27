/** The words and forms of buying together: what is filled in, and how it is called. @see docs/domain/groupbuy.md */
import type { CourtyardId, HouseholdId, SupplierId } from './ids';
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
  /** A cloud file id as `addPicture` answers it. */
  readonly picture?: string;
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
  /** Where one meets. */
  readonly place: string;
  readonly places: Count;
  /** What to bring along. */
  readonly note?: string;
}

/** How an order came in: by the household, by whoever helps it, on the telephone, or from the group's text. */
export type OrderedBy = 'self' | 'helper' | 'phone' | 'paste';

export const ORDERED_BY_NAMES: Readonly<Record<OrderedBy, string>> = {
  self: '自己订的',
  helper: '帮忙人订的',
  phone: '电话代订',
  paste: '接龙录入',
};

export interface PickedItem {
  readonly itemId: ItemId;
  readonly units: Count;
  readonly grams?: Count;
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

export interface CostForm {
  readonly what: string;
  readonly fen: Fen;
  /** Out of the cash box, or owed for now. */
  readonly from: 'cash' | 'payable';
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

/** What a household wants of the group's text, altogether; an empty one takes its line back. */
export interface PasteEntry {
  readonly householdId: HouseholdId;
  readonly counts: CountByItem;
}
