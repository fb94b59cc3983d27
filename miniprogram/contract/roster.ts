/** Duty at the gate, its key, and care for those who could not come. @see docs/domain/roster.md */
import type { CareCardId, HouseholdId, KeyId, SwapAskId } from './ids';
import { act, query } from './protocol';
import type { JournalLine, KeyMoveView, SheetView } from './roster-records';
import type {
  CareCardView,
  CareOutcome,
  MineView,
  MonthView,
  RosterStatus,
  RulesForm,
  RulesView,
  SimulationView,
  TodayView,
  TurnId,
} from './roster-views';
import type { Count, EpochMs, LocalDate } from './units';

interface ForTurn {
  readonly turnId: TurnId;
}
interface ForKey {
  readonly keyId: KeyId;
}
/** Keepers name the household they act for; everybody else acts for the own or the helped one. */
interface ForHousehold {
  readonly householdId?: HouseholdId;
}
type Nothing = Record<string, never>;
type Moved = { readonly moved: Count };

export const roster = {
  fn: 'roster',
  actions: {
    rules: query<Nothing, RulesView>(),
    /** `compare`: also whose days would change, when a roster is running. */
    simulate: query<
      { readonly form: RulesForm; readonly wishedRounds?: Count; readonly compare?: boolean },
      SimulationView
    >(),
    saveRules: act<{ readonly form: RulesForm }, { readonly status: RosterStatus }>(),
    /** Puts the draft in force: a new roster from its first day, a running one from tomorrow. */
    publish: act<
      Nothing,
      { readonly status: RosterStatus; readonly holdsFrom: LocalDate } & Moved
    >(),
    today: query<Nothing, TodayView>(),
    month: query<{ readonly month: string }, MonthView>(),
    mine: query<ForHousehold, MineView>(),
    /** 我来不了: the turn goes to who comes next; the household comes back into the line after those days. */
    cannotCome: act<
      ForTurn & ForHousehold & { readonly days: Count; readonly reason: string },
      Moved
    >(),
    takeOver: act<ForTurn & ForHousehold, Moved>(),
    askSwap: act<
      ForTurn & ForHousehold & { readonly to?: HouseholdId },
      { readonly askId: SwapAskId }
    >(),
    /** With the turn given in exchange; the first household that answers has it. */
    answerSwap: act<{ readonly askId: SwapAskId } & ForTurn & ForHousehold, Moved>(),
    endSwap: act<{ readonly askId: SwapAskId } & ForHousehold, Nothing>(),
    /** 我可以顶, or not any more; only keepers see who. */
    offerStandIn: act<{ readonly offer: boolean }, Nothing>(),
    absence: act<ForHousehold & { readonly from: LocalDate; readonly until: LocalDate }, Moved>(),
    /** Somebody who was away takes part again, after the days the community asks for. */
    comeBack: act<
      ForHousehold & { readonly on: LocalDate; readonly quietDays: Count },
      Moved & { readonly freeOn: LocalDate }
    >(),
    declineMakeUp: act<ForTurn & ForHousehold, Moved>(),
    seen: act<Nothing, Nothing>(),
    readBriefing: act<Nothing, Nothing>(),
    endNote: act<{ readonly text: string }, Nothing>(),
    /** Who of the family stood there; without names it is taken back. */
    whoCame: act<ForTurn & { readonly names: string }, Nothing>(),
    /** The gate is closed, and somebody must go out or in. */
    openAtNight: act<{ readonly reason: string }, { readonly at: EpochMs }>(),
    /** Notes for the next household and openings at night, newest first. */
    journal: query<
      { readonly before?: EpochMs },
      { readonly items: readonly JournalLine[]; readonly next?: EpochMs }
    >(),
    /** What hangs at the gate. */
    sheet: query<{ readonly month: string }, SheetView>(),
    sheetFile: query<
      { readonly month: string },
      { readonly name: string; readonly base64: string }
    >(),
    /** `came`: the number on the sheet of the household that came; 0 when nobody did. */
    enterPaper: act<
      {
        readonly month: string;
        readonly rows: readonly { readonly row: Count; readonly came: Count }[];
      },
      { readonly changed: Count; readonly unchanged: Count }
    >(),
    giveKey: act<ForKey & { readonly at: EpochMs }, KeyState>(),
    /** By the second tap, or by the giver's code. */
    takeKey: act<ForKey & { readonly at: EpochMs; readonly code?: string }, KeyState>(),
    /** Written down afterwards: by the committee, or by either side when both phones were off. */
    recordKey: act<
      ForKey & { readonly to: HouseholdId | 'committee'; readonly at: EpochMs },
      KeyState
    >(),
    /** 没人应门，交给下一家. */
    passOn: act<ForKey, Moved & { readonly turnId: TurnId }>(),
    loseKey: act<ForKey, Nothing>(),
    replaceKey: act<ForKey & { readonly to: HouseholdId | 'committee' }, KeyState>(),
    keyHistory: query<
      ForKey & { readonly before?: Count },
      { readonly items: readonly KeyMoveView[]; readonly next?: Count }
    >(),
    /** A spare one for a gate that has a key. */
    addKey: act<
      { readonly gate: string; readonly name: string; readonly to: HouseholdId | 'committee' },
      { readonly keyId: KeyId }
    >(),
    /** Only a spare one that is back, or lost. */
    retireKey: act<ForKey, Nothing>(),
    careCards: query<Nothing, { readonly items: readonly CareCardView[] }>(),
    answerCare: act<
      { readonly cardId: CareCardId; readonly outcome: CareOutcome },
      { readonly outcome: CareOutcome }
    >(),
    pause: act<{ readonly from: LocalDate; readonly until: LocalDate }, Moved>(),
    standDown: act<
      { readonly on: LocalDate },
      { readonly cleanUpOn: LocalDate; readonly standDownOn: LocalDate } & Moved
    >(),
    signUpCleanUp: act<ForHousehold & { readonly join: boolean }, { readonly signedUp: Count }>(),
  },
} as const;

/** `held`: the key changed hands. `half`: one side has tapped. `wrong`: the code was another one. */
export interface KeyState {
  readonly state: 'held' | 'half' | 'wrong';
  readonly moves: Count;
  /** Tries left, after a wrong code. */
  readonly left?: Count;
}
