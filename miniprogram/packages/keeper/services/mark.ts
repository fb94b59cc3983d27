/** A household somebody reached, or tried to. */
import type { HouseholdId } from '../../../contract/ids';
import type { EpochMs } from '../../../contract/units';

/** What somebody tapped for a household; kept on the phone until it is sent. */
export interface Mark {
  readonly householdId: HouseholdId;
  readonly how: 'phone' | 'door';
  readonly reached: boolean;
  readonly at: EpochMs;
}
