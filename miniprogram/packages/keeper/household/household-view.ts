/** 一户: what keepers see and correct. Pure. */
import { dayOf, spokenDay } from '../../../contract/calendar';
import {
  type HouseholdDetail,
  type HouseholdInput,
  TENURE_NAMES,
  TENURES,
} from '../../../contract/directory';
import { LIMITS } from '../../../contract/limits';
import { AGE_BAND_NAMES } from '../../../contract/member';
import type { EpochMs } from '../../../contract/units';

export const householdPage = (detail: HouseholdDetail, now: EpochMs) => ({
  id: detail.id,
  label: detail.label,
  tenure: TENURE_NAMES[detail.tenure],
  joined: detail.joined ? '用小程序' : '还没用小程序',
  people: detail.people.map((person) => ({
    id: person.id,
    name: person.name,
    ageBand: person.ageBand,
    phoneOnly: person.phoneOnly,
    line: [
      AGE_BAND_NAMES[person.ageBand],
      person.phoneOnly ? '只用老年手机' : '',
      person.memberId === undefined ? '' : '用小程序',
    ]
      .filter((word) => word !== '')
      .join(' · '),
  })),
  trail: [...detail.trail].reverse().map(({ at, what, by }) => ({
    at,
    what,
    line: `${spokenDay(dayOf(at), dayOf(now))} · ${by}`,
  })),
});

export type HouseholdPage = ReturnType<typeof householdPage>;

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

/** Explained beside the field. A courtyard without units leaves the unit empty. */
export function householdProblems(input: HouseholdInput): HouseholdProblems {
  const door = input.door.trim();
  return {
    ...(input.unit.trim().length > 8 ? { unit: '单元写短一点，例如 2单元' } : {}),
    ...(door === '' ? { door: '写上门牌，例如 301' } : {}),
    ...(door.length > 8 ? { door: '门牌写短一点，例如 301' } : {}),
    ...(input.family.trim().length > LIMITS.nameLength ? { family: '姓写短一点，例如 李' } : {}),
  };
}

export const trimmed = (input: HouseholdInput): HouseholdInput => ({
  unit: input.unit.trim(),
  door: input.door.trim(),
  family: input.family.trim(),
  tenure: input.tenure,
});
