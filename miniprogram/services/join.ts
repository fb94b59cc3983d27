/** Picking one's door: pure choices over the doors of a courtyard. */
import type { HouseholdId } from '../contract/ids';
import { LIMITS } from '../contract/limits';
import { AGE_BAND_NAMES, AGE_BANDS, type AgeBand, type DoorsView } from '../contract/member';

export type Unit = DoorsView['units'][number];

export interface Choice {
  readonly unit: string;
  readonly householdId: HouseholdId | '';
  readonly door: string;
}

export const NO_CHOICE: Choice = { unit: '', householdId: '', door: '' };

/** A courtyard with one unit needs no first tap; an invitation names the door. */
export function firstChoice(units: readonly Unit[], invited?: string): Choice {
  for (const { unit, doors } of units) {
    const found = doors.find(({ id }) => id === invited);
    if (found) return { unit, householdId: found.id, door: found.door };
  }
  const only = units.length === 1 ? units[0] : undefined;
  return only ? { ...NO_CHOICE, unit: only.unit } : NO_CHOICE;
}

export const doorsOf = (units: readonly Unit[], unit: string): Unit['doors'] =>
  units.find((one) => one.unit === unit)?.doors ?? [];

/** `2单元 502`; a unit without a number is left out. */
export const doorText = ({ unit, door }: Choice): string => [unit, door].filter(Boolean).join(' ');

export const AGE_CHOICES = AGE_BANDS.map((band) => ({ band, name: AGE_BAND_NAMES[band] }));

interface JoinForm {
  readonly choice: Choice;
  readonly name: string;
  readonly ageBand: AgeBand | '';
}

/** What is still missing, in the order of the page; empty when it can be sent. */
export function missing({ choice, name, ageBand }: JoinForm): string {
  if (!choice.unit) return '先选单元';
  if (!choice.householdId) return '再选门牌';
  if (!name.trim()) return '写一个称呼';
  if (name.trim().length > LIMITS.nameLength) return `称呼最多 ${LIMITS.nameLength} 个字`;
  return ageBand ? '' : '选一下年纪';
}
