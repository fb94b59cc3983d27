/** Unit, door, family and tenure as they are typed for a household. Pure. */
import { type HouseholdInput, TENURE_NAMES, TENURES } from '../../../contract/directory';
import { LIMITS } from '../../../contract/limits';

export const NEW_HOUSEHOLD: HouseholdInput = { unit: '', door: '', family: '', tenure: 'owner' };

export const inputOf = ({ unit, door, family, tenure }: HouseholdInput): HouseholdInput => ({
  unit,
  door,
  family,
  tenure,
});

export const tenureChips = (chosen: HouseholdInput['tenure']) =>
  TENURES.map((id) => ({ id, name: TENURE_NAMES[id], chosen: id === chosen }));

export interface HouseholdProblems {
  readonly unit?: string;
  readonly door?: string;
  readonly family?: string;
}

const WORD_MAX = 8;

/** Explained beside the field. A courtyard without units leaves the unit empty. */
export function householdProblems(input: HouseholdInput): HouseholdProblems {
  const door = input.door.trim();
  return {
    ...(input.unit.trim().length > WORD_MAX ? { unit: '单元写短一点，例如 2单元' } : {}),
    ...(door === '' ? { door: '写上门牌，例如 301' } : {}),
    ...(door.length > WORD_MAX ? { door: '门牌写短一点，例如 301' } : {}),
    ...(input.family.trim().length > LIMITS.nameLength ? { family: '姓写短一点，例如 李' } : {}),
  };
}

export const trimmed = (input: HouseholdInput): HouseholdInput => ({
  unit: input.unit.trim(),
  door: input.door.trim(),
  family: input.family.trim(),
  tenure: input.tenure,
});
