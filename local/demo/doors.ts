/** The doors of a courtyard. */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import { shares } from './chance';
import type { Courtyard } from './places';

export interface Door {
  readonly id: HouseholdId;
  /** `u1_101`: ends the openids of its people, before their letter. */
  readonly key: string;
  readonly unit: string;
  readonly door: string;
}

/** Every door of a courtyard, unit by unit, floor by floor. */
export function doorsOf({ key, kind, householdCount }: Courtyard): readonly Door[] {
  const perFloor = kind === 'commercial' ? 3 : 2;
  // A stairwell of seven floors when they fill exactly, of six otherwise; the estate has eleven.
  const even = householdCount % 14 === 0 ? 7 : 6;
  const floors = kind === 'commercial' ? 11 : even;
  const units = Math.ceil(householdCount / (floors * perFloor));
  const inUnit = shares(householdCount, Array(units).fill(1));
  return inUnit.flatMap((count, index) =>
    Array.from({ length: count }, (_, n): Door => {
      const unit = index + 1;
      const door = `${Math.floor(n / perFloor) + 1}${String((n % perFloor) + 1).padStart(2, '0')}`;
      return {
        id: `hh_${key}u${unit}d${door}`,
        key: `u${unit}_${door}`,
        unit: `${unit}单元`,
        door,
      };
    }),
  );
}
