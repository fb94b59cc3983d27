/** How neighbours see a household, before the cloud has answered. Same words as the server's plate. Pure. */
import type { MyHouseholdView } from '../../../contract/member';
import { familyText, unitText } from '../../../services/words';

export interface Shown {
  readonly door: boolean;
  readonly name: boolean;
}

/** `2单元 101 李家`; without the door `2单元 李家`, without the name `2单元 101`, without both `2单元 一户`. */
export function labelPreview(
  { unit, door, family }: Pick<MyHouseholdView, 'unit' | 'door' | 'family'>,
  shown: Shown,
): string {
  const parts = [unitText(unit), shown.door ? door : '', shown.name ? familyText(family) : ''];
  const seen = parts.filter((part) => part !== '');
  return shown.door || shown.name ? seen.join(' ') : [...seen, '一户'].join(' ');
}
