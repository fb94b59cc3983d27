/** What those who run a round, go to doors and settle are shown. @see docs/domain/groupbuy.md §4 */
import type {
  CostForm,
  CountByItem,
  ItemId,
  LossRule,
  PasteEntry,
  PasteStatus,
  Payment,
  PickedItem,
  RoundForm,
  RoundStatus,
  ShortageRule,
  SupplierForm,
} from './groupbuy-forms';
import type { OrderView, PickingView } from './groupbuy-views';
import type { CourtyardId, HouseholdId, MemberId, RoundId, SupplierId } from './ids';
import type { Count, EpochMs, Fen } from './units';

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
  /** Names of goods whose picture is still being looked at. */
  readonly picturesWaiting: readonly string[];
  /** Names of goods whose picture did not pass; the form is without it. */
  readonly picturesRefused: readonly string[];
  readonly may: {
    readonly edit: boolean;
    readonly open: boolean;
    readonly extend: boolean;
    /** The delivery may still be moved. */
    readonly move: boolean;
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
  /** To buy, at cost. Only for those who run the round. */
  readonly costFen?: Fen;
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
  readonly may: {
    readonly prepare: boolean;
    readonly sign: boolean;
    /** Of a round that is settled: ask for money back, or for its journal to be put right. */
    readonly correct: boolean;
  };
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

export interface SupplierView extends SupplierForm {
  readonly supplierId: SupplierId;
  readonly rounds: Count;
  readonly thanks: readonly { readonly text: string; readonly at: EpochMs }[];
}

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

/** A round as text for the WeChat group. */
export interface PasteOutView {
  /** What is sold and until when; how many joined, never who. */
  readonly text: string;
  /** Only for those who go to the doors of this courtyard. */
  readonly orders?: {
    /** Household by household: `1. 2单元 101 李家 豌豆尖×2 萝卜×1`. */
    readonly named: string;
    /** `豌豆尖 24 份`, and no household. */
    readonly counts: string;
    readonly households: Count;
  };
}
