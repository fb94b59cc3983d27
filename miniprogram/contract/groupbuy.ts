/** Buying together, from the farmer's field to the door. @see docs/domain/groupbuy.md */
import type {
  DoorView,
  HandInsView,
  LoadingView,
  ManageView,
  PasteOutView,
  PasteView,
  SettlementView,
  SupplierView,
  TotalsView,
} from './groupbuy-desk';
import type {
  CostForm,
  CountByItem,
  DeliveryForm,
  DoorOutcome,
  ItemId,
  PasteEntry,
  Payment,
  PickedItem,
  PickingForm,
  RoundForm,
  RoundStatus,
  ShortageRule,
  SupplierForm,
} from './groupbuy-forms';
import type { ShortageView } from './groupbuy-shortage';
import type { MyOrderRow, RoundListView, RoundView } from './groupbuy-views';
import type { HouseholdId, RoundId, SupplierId } from './ids';
import { takesPicture } from './pictures';
import { act, type Page, query } from './protocol';
import type { Count, EpochMs, Fen } from './units';

type Nothing = Record<string, never>;
interface ForRound {
  readonly roundId: RoundId;
}
interface AndStatus extends ForRound {
  readonly status: RoundStatus;
}
interface File {
  readonly fileName: string;
  readonly base64: string;
}

/** More, or less when negative; several members of a household may do it at once. */
export interface OrderStep {
  readonly itemId: ItemId;
  readonly add: number;
}
interface OrderInput extends ForRound {
  readonly lines: readonly OrderStep[];
  /** The `rev` of the order as it was seen: refused when another member has changed it since. */
  readonly seen?: Count;
}
/** What changed, not what there is now: the same for a tap that comes again. */
interface Ordered extends ForRound {
  readonly units: number;
  readonly fen: Fen;
}

/** One visit of a door. `lines` are what was really handed over. */
export interface DoorInput {
  readonly householdId: HouseholdId;
  readonly outcome: DoorOutcome;
  readonly lines: readonly HandedLine[];
  readonly payment: Payment;
  /** Absent: exactly what is charged, or nothing when it is paid later. */
  readonly receivedFen?: Fen;
  /** Who took it in, for `neighbour`. */
  readonly takenBy?: string;
}
export interface HandedLine {
  readonly itemId: ItemId;
  readonly handed: Count;
  /** Only of a weighed item. */
  readonly grams?: Count;
}
/** The register is put right for this round: a household is served first, or not. Why, only keepers read. */
export interface PriorityChange {
  readonly householdId: HouseholdId;
  readonly first: boolean;
  readonly reason: string;
}
interface Visited {
  readonly householdId: HouseholdId;
  readonly chargedFen: Fen;
  readonly receivedFen: Fen;
}

export const groupbuy = {
  fn: 'groupbuy',
  actions: {
    list: query<{ readonly cursor?: string }, RoundListView>(),
    round: query<ForRound, RoundView>(),
    myOrders: query<{ readonly cursor?: string }, Page<MyOrderRow>>(),
    /** The rounds somebody works on, drafts included. */
    working: query<{ readonly cursor?: string }, RoundListView>(),
    manage: query<ForRound, ManageView>(),
    /** The last round of this place as a new form: the same goods, the same weekdays, the next week that is ahead. */
    copyLast: query<{ readonly roundId?: RoundId }, { readonly form: RoundForm }>(),
    /** Of goods; it is named in the form of the round. */
    addPicture: takesPicture,
    saveRound: act<{ readonly roundId?: RoundId; readonly form: RoundForm }, AndStatus>(),
    openRound: act<ForRound, AndStatus>(),
    extendRound: act<ForRound & { readonly closesAt: EpochMs }, AndStatus>(),
    cancelRound: act<ForRound & { readonly reason: string }, AndStatus>(),

    order: act<OrderInput, Ordered>(),
    /** On the telephone, or for somebody without a phone. */
    orderFor: act<OrderInput & { readonly householdId: HouseholdId }, Ordered>(),
    parsePaste: query<ForRound & { readonly text: string }, PasteView>(),
    applyPaste: act<
      ForRound & { readonly entries: readonly PasteEntry[] },
      { readonly entered: Count; readonly unchanged: Count; readonly cancelled: Count }
    >(),
    pasteOut: query<ForRound, PasteOutView>(),

    totals: query<ForRound, TotalsView>(),
    totalsText: query<ForRound, { readonly text: string }>(),
    totalsFile: query<ForRound, File>(),
    joinPicking: act<ForRound & { readonly join: boolean }, { readonly joined: boolean }>(),
    pick: act<ForRound & { readonly items: readonly PickedItem[] }, AndStatus>(),
    shortage: query<
      ForRound & { readonly rule: ShortageRule; readonly changes?: readonly PriorityChange[] },
      ShortageView
    >(),
    applyShortage: act<
      ForRound & { readonly rule: ShortageRule; readonly changes?: readonly PriorityChange[] },
      ForRound & { readonly rule: ShortageRule }
    >(),
    loading: query<ForRound, LoadingView>(),
    /** Of the courtyard of the call. */
    arrived: act<ForRound & { readonly counts: CountByItem }, AndStatus>(),
    /** Of a round that is open or on its way. Drop points that are not named stay where they are. */
    changeDelivery: act<
      ForRound & {
        readonly delivery: DeliveryForm;
        readonly dropPoints?: RoundForm['dropPoints'];
        /** Absent: as it was. */
        readonly picking?: PickingForm;
      },
      AndStatus
    >(),

    door: query<ForRound, DoorView>(),
    deliver: act<ForRound & DoorInput, Visited>(),
    correctDoor: act<
      ForRound & DoorInput & { readonly seen: Count; readonly reason: string },
      Visited
    >(),
    handIns: query<ForRound, HandInsView>(),
    /** `countedFen` is less than nothing where more was given back at doors than taken. */
    handIn: act<
      ForRound & { readonly countedFen: Fen; readonly explanation: string },
      { readonly handInId: string; readonly dueFen: Fen; readonly differenceFen: Fen }
    >(),

    settlement: query<
      ForRound & { readonly costs?: readonly CostForm[]; readonly purchaseFen?: Fen },
      SettlementView
    >(),
    prepareSettlement: act<
      ForRound & { readonly costs: readonly CostForm[]; readonly purchaseFen?: Fen },
      ForRound & { readonly profitFen: Fen }
    >(),
    signSettlement: act<
      ForRound & { readonly profitFen: Fen },
      ForRound & { readonly profitFen: Fen; readonly journalId: string }
    >(),

    suppliers: query<Nothing, { readonly items: readonly SupplierView[] }>(),
    saveSupplier: act<SupplierForm, { readonly supplierId: SupplierId }>(),
    thankSupplier: act<
      { readonly supplierId: SupplierId; readonly text: string },
      { readonly supplierId: SupplierId }
    >(),
  },
} as const;
