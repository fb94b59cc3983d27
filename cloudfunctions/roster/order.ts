/** In which order households take turns. Pure. @see docs/domain/roster.md §1 */
import type { HouseholdId } from '../../miniprogram/contract/ids';

export interface Door {
  readonly id: HouseholdId;
  readonly unit: string;
  readonly door: string;
}

/** By unit and door as people count them: 2单元 before 10单元, 101 before 1001. */
export const byDoor = (doors: readonly Door[]): readonly HouseholdId[] =>
  [...doors]
    .sort((a, b) => natural(a.unit, b.unit) || natural(a.door, b.door) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);

/** Compares digits as numbers and the rest as text, the same in every locale. */
function natural(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const [one = '', other = ''] = [left[i], right[i]];
    const difference = Number(one) - Number(other);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
    if (one !== other && Number.isNaN(difference)) return one < other ? -1 : 1;
  }
  return left.length - right.length;
}

/**
 * Drawing lots. Whoever knows the seed, which is shown to everybody, can draw the same lots again; where the
 * households stood before plays no part.
 */
export function byLots(households: readonly HouseholdId[], seed: string): readonly HouseholdId[] {
  const next = lotsFrom(seed);
  const drawn = [...households].sort();
  for (let i = drawn.length - 1; i > 0; i -= 1) {
    const j = next(i + 1);
    const [one, other] = [drawn[i], drawn[j]];
    if (one === undefined || other === undefined) continue;
    drawn[i] = other;
    drawn[j] = one;
  }
  return drawn;
}

/** Fair whole numbers below `max` from a text (FNV-1a into mulberry32); what would tip the scales is drawn again. */
function lotsFrom(seed: string): (max: number) => number {
  let state = 0x811c9dc5;
  for (const character of seed) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return (max) => {
    const fairBelow = Math.floor(2 ** 32 / max) * max;
    let drawn = word();
    while (drawn >= fairBelow) drawn = word();
    return drawn % max;
  };
}
