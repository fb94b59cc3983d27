/** Finds the door in a line somebody typed: `2单元501`, `2-501`, `二单元 501室`, `501`. Pure. */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Plate } from '../courtyard/public';

export interface Door {
  readonly household: HouseholdId;
  /** `2` of `2单元`; empty in a courtyard without stairs. */
  readonly unit: string;
  readonly door: string;
}

export type DoorFound =
  | { readonly found: 'one'; readonly household: HouseholdId; readonly rest: string }
  | { readonly found: 'none' | 'unknown'; readonly rest: string };

const digitsOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^0-9a-zA-Z]/g, '')
    .toLowerCase();

export const doorsOf = (plates: Readonly<Record<HouseholdId, Plate>>): readonly Door[] =>
  (Object.entries(plates) as [HouseholdId, Plate][]).map(([household, { unit, door }]) => ({
    household,
    unit: digitsOf(unit),
    door: digitsOf(door),
  }));

const WITH_UNIT =
  /(\d{1,3})\s*(?:单元|栋|幢|号楼|-|\/|#)\s*(?:(\d{1,2})\s*(?:层|楼|-|\/)\s*)?(\d{1,4})(?!\d)\s*(?:室|号|房)?/;
const ALONE = /(?:^|[^\d])(\d{3,4})(?!\d)\s*(?:室|号|房)?/;
/** In courtyards of few doors a door may be a single digit; then it says so. */
const NAMED = /(?:^|[^\d])(\d{1,4})\s*(?:室|号|房)/;

/** The words without the door are what was ordered. */
export function doorIn(words: string, doors: readonly Door[]): DoorFound {
  const whole = WITH_UNIT.exec(words);
  if (whole) {
    const [text, unit = '', floor = '', door = ''] = whole;
    const rest = words.replace(text, ' ');
    const match = doors.filter(
      (one) => one.unit === unit && (one.door === door || one.door === `${floor}${door}`),
    );
    return one(match, rest, 'unknown');
  }
  const lone = NAMED.exec(words) ?? ALONE.exec(words);
  if (!lone) return { found: 'none', rest: words };
  const rest = words.replace(lone[0], ' ');
  const match = doors.filter(({ door }) => door === lone[1]);
  // Behind the same number of several stairs anybody might live.
  return one(match, rest, match.length > 1 ? 'none' : 'unknown');
}

const one = (match: readonly Door[], rest: string, otherwise: 'none' | 'unknown'): DoorFound => {
  const [first] = match;
  return first && match.length === 1
    ? { found: 'one', household: first.household, rest }
    : { found: otherwise, rest };
};
