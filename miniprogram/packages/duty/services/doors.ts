/** Households as doors to choose from, stair by stair. Pure. */
import type { HouseholdId } from '../../../contract/ids';
import { groupBy } from '../../../services/words';
import { plateWords } from './label';

export interface DoorOption {
  readonly id: HouseholdId;
  readonly label: string;
}

interface DoorChoice extends DoorOption {
  /** `101 李家`: what is left of the label under the heading of its stair. */
  readonly text: string;
}

export interface Stair {
  readonly name: string;
  readonly doors: readonly DoorChoice[];
}

/** `2单元 101 李家` stands under 2单元; labels without a stair stand together under 其他. */
export function stairsOf(options: readonly DoorOption[]): readonly Stair[] {
  const rows = options.map((option) => ({ option, stair: stairOf(option.label) }));
  return groupBy(rows, ({ stair }) => stair).map(({ key, rows: inStair }) => ({
    name: key,
    doors: inStair.map(({ option }) => ({ ...option, text: shortOf(option.label, key) })),
  }));
}

const stairOf = (label: string): string => {
  const parts = plateWords(label).where.split(' ');
  return parts.length > 1 ? (parts[0] ?? '') : '';
};

const shortOf = (label: string, stair: string): string =>
  stair === '' ? label : label.slice(stair.length).trim();
