/** What neighbours see of a household. */
import { labelOf as labelOfHousehold } from '../../cloudfunctions/directory/public';
import { chance } from './chance';
import type { Home } from './population';

/** A few take their door or their name off; not the first door, whom everybody tries first. */
export function shownOf({ id, key }: Home): { readonly door: boolean; readonly name: boolean } {
  const wish = key === 'u1_101' ? 0.5 : chance('shown', id);
  return { door: wish >= 0.02, name: wish < 0.96 };
}

/** `2单元 101 李家`. */
export const labelOf = (home: Home): string => labelOfHousehold(home, shownOf(home));
