/** How a door and a household are called. @see docs/domain/directory.md §3 */
import type { HouseholdDoc } from './documents';

type Named = Pick<HouseholdDoc, 'unit' | 'door' | 'family'>;
type Shown = HouseholdDoc['shown'];

const NOTHING_SHOWN = '院里一户';

/** `2单元 101`: what anybody who looks for the own door may see. */
export const doorText = ({ unit, door }: Pick<Named, 'unit' | 'door'>): string =>
  [unit, door].filter((part) => part !== '').join(' ');

/** `李家`, also when somebody wrote the 家 already. */
const familyText = (family: string): string =>
  family === '' || family.endsWith('家') ? family : `${family}家`;

/** The `householdLabel`: `2单元 101 李家`, without what the household took off. */
export function labelOf({ unit, door, family }: Named, shown: Shown): string {
  const parts = [unit, shown.door ? door : '', shown.name ? familyText(family) : ''];
  const label = parts.filter((part) => part !== '').join(' ');
  return label === '' ? NOTHING_SHOWN : label;
}
