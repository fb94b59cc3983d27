/** The courtyard's door plates, in step with the households. Pure. @see docs/domain/directory.md §3 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { CourtyardDoc, Plate } from '../courtyard/public';
import { refuseIf } from '../kernel/errors';
import { copiesOf } from './copies';
import type { HouseholdDoc } from './documents';
import { labelOf } from './labels';
import { order } from './search';

export const plateOf = ({ unit, door, family, label, tenure }: HouseholdDoc): Plate => ({
  unit,
  door,
  family,
  label,
  away: tenure === 'away',
});

/** Doors as one walks past them. */
export const inOrder = (
  plates: CourtyardDoc['plates'],
): readonly (readonly [HouseholdId, Plate])[] =>
  (Object.entries(plates) as [HouseholdId, Plate][]).sort(
    ([, a], [, b]) => order.compare(a.unit, b.unit) || order.compare(a.door, b.door),
  );

/** The courtyard with this household's plate as the household is now; without one when nobody lives there any more. */
export function withPlate(courtyard: CourtyardDoc, household: HouseholdDoc): CourtyardDoc {
  const plates = Object.fromEntries(
    Object.entries(courtyard.plates).filter(([id]) => id !== household._id),
  ) as Record<HouseholdId, Plate>;
  if (household.status === 'active') plates[household._id] = plateOf(household);
  return { ...courtyard, plates, registerMoved: true };
}

/** @throws AppError `DOOR_TAKEN` when another household has the same unit and door */
export function refuseTaken(
  { plates }: CourtyardDoc,
  { unit, door }: Pick<Plate, 'unit' | 'door'>,
  except?: HouseholdId,
): void {
  const taken = Object.entries(plates).some(
    ([id, plate]) => id !== except && plate.unit === unit && plate.door === door,
  );
  refuseIf(taken, 'DOOR_TAKEN');
}

/** The household with the label its facts give; who carries a copy of an old one is noted. */
export function labelled(household: HouseholdDoc): HouseholdDoc {
  const label = labelOf(household, household.shown);
  if (label === household.label) return household;
  const behind = new Set([...(household.relabel ?? []), ...copiesOf(household)]);
  return { ...household, label, relabel: [...behind] };
}
