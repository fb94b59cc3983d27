/** How neighbours see a household, before the cloud has answered. Same words as the cloud's plate. Pure. */
import type { MyHouseholdView } from '../../../contract/member';
import { familyText } from '../../../services/words';

export interface Shown {
  readonly door: boolean;
  readonly name: boolean;
}

/** `2单元 101 李家`; without the door `2单元 李家`, without the name `2单元 101`, without both `2单元`. */
export function labelPreview(
  { unit, door, family }: Pick<MyHouseholdView, 'unit' | 'door' | 'family'>,
  shown: Shown,
): string {
  const parts = [unit, shown.door ? door : '', shown.name ? familyText(family) : ''];
  return parts.filter((part) => part !== '').join(' ') || '院里一户';
}
