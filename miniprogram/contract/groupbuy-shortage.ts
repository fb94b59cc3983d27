/** Not enough for everybody: what a rule would give, and who is served first. @see docs/domain/groupbuy.md §13 */
import type { ItemId, ShortageRule } from './groupbuy-forms';
import type { HouseholdId } from './ids';
import type { Count, Fen } from './units';

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
  /** Absent where nobody comes first by the rule. */
  readonly priority?: PriorityView;
}

/** Who is served first. */
export interface PriorityView {
  readonly count: Count;
  /** Who they are, and whom the committee took out; only for the keepers of the place. */
  readonly households?: readonly PriorityHousehold[];
  /** Others of this round, who may be added; only for the keepers of the place. */
  readonly others?: readonly { readonly householdId: HouseholdId; readonly label: string }[];
}

export interface PriorityHousehold {
  readonly householdId: HouseholdId;
  readonly label: string;
  /** The register knows one person there, of sixty or more. */
  readonly alone: boolean;
  readonly first: boolean;
  /** The committee put it right. */
  readonly marked: boolean;
  readonly reason?: string;
}
