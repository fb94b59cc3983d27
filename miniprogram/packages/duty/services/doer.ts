/** Which household a turn belongs to now; neighbours are shown labels only. Pure. */
import type { HouseholdId } from '../../../contract/ids';
import type { HouseholdOption, TurnId, TurnView } from '../../../contract/roster-views';

const ownerOf = (turnId: TurnId): HouseholdId => turnId.replace(/^\d+-/, '') as HouseholdId;

/**
 * The household of the turn's own id unless somebody took it over; then the one of that label.
 * @returns undefined when two households are labelled alike: then a person has to say which
 */
export function doerOf(
  { turnId, label }: Pick<TurnView, 'turnId' | 'label'>,
  households: readonly HouseholdOption[],
): HouseholdId | undefined {
  const owner = households.find(({ id }) => id === ownerOf(turnId));
  if (owner?.label === label) return owner.id;
  const alike = households.filter((one) => one.label === label);
  return alike.length === 1 ? alike[0]?.id : undefined;
}
