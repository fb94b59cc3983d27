/** Finds the door in a line somebody typed: `2单元501`, `2-501`, `二单元 501室`, `501`. Pure. */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Plate } from '../courtyard/public';

export interface Door {
  readonly household: HouseholdId;
  /** `2` of `2单元`; empty in a courtyard without stairs. */
  readonly unit: string;
  readonly door: string;
  /** As the paste-out writes it; empty where the household took its door off. */
  readonly label: string;
}

export type DoorFound =
  | { readonly found: 'one'; readonly household: HouseholdId; readonly rest: string }
  | { readonly found: 'none' | 'unknown'; readonly rest: string };

const digitsOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^0-9a-zA-Z]/g, '')
    .toLowerCase();

/** `plain` writes a label as a line is written before it is read. */
export const doorsOf = (
  plates: Readonly<Record<HouseholdId, Plate>>,
  plain: (text: string) => string,
): readonly Door[] =>
  (Object.entries(plates) as [HouseholdId, Plate][]).map(([household, plate]) => ({
    household,
    unit: digitsOf(plate.unit),
    door: digitsOf(plate.door),
    label: isDoorShown(plate) ? plain(plate.label) : '',
  }));

const isDoorShown = ({ door, label }: Plate): boolean => label.split(' ').includes(door);

const WITH_UNIT =
  /(\d{1,3})\s*(?:单元|栋|幢|号楼|-|\/|#)\s*(?:(\d{1,2})\s*(?:层|楼|-|\/)\s*)?(\d{1,4})(?!\d)\s*(?:室|号|房)?/;
const ALONE = /(?:^|[^\d])(\d{3,4})(?!\d)\s*(?:室|号|房)?/;
/** In courtyards of few doors a door may be a single digit; then it says so. */
const NAMED = /(?:^|[^\d])(\d{1,4})\s*(?:室|号|房)/;

/**
 * The words without the door are what was ordered. A whole label at the beginning is the door it names; else numbers
 * are looked for where no goods are named, because goods have numbers too. `searched` is as long as the words.
 */
export function doorIn(words: string, searched: string, doors: readonly Door[]): DoorFound {
  const labelled = byLabel(words, doors);
  if (labelled) return labelled;
  const without = (match: RegExpExecArray) =>
    `${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}`;
  const whole = WITH_UNIT.exec(searched);
  if (whole) {
    const [, unit = '', floor = '', door = ''] = whole;
    const match = doors.filter(
      (one) => one.unit === unit && (one.door === door || one.door === `${floor}${door}`),
    );
    return one(match, without(whole), 'unknown');
  }
  const lone = NAMED.exec(searched) ?? ALONE.exec(searched);
  if (!lone) return { found: 'none', rest: words };
  const match = doors.filter(({ door }) => door === lone[1]);
  // Behind the same number of several stairs anybody might live.
  return one(match, without(lone), match.length > 1 ? 'none' : 'unknown');
}

/** The longest label wins; one that two doors share names neither. */
function byLabel(words: string, doors: readonly Door[]): DoorFound | undefined {
  const fits = doors.filter(
    ({ label }) => label !== '' && (words === label || words.startsWith(`${label} `)),
  );
  const longest = Math.max(0, ...fits.map(({ label }) => label.length));
  const [first, second] = fits.filter(({ label }) => label.length === longest);
  if (!first || second) return undefined;
  return { found: 'one', household: first.household, rest: words.slice(longest) };
}

const one = (match: readonly Door[], rest: string, otherwise: 'none' | 'unknown'): DoorFound => {
  const [first] = match;
  return first && match.length === 1
    ? { found: 'one', household: first.household, rest }
    : { found: otherwise, rest };
};
