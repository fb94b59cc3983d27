/** Finding households among those of a courtyard. Pure. */
import type { HouseholdRow } from '../../../contract/directory';
import { familyText, unitText } from '../../../services/words';

/** Door, unit and family contain every word that was typed: `2 李`, `301`, `2单元`. */
export function matchingRows(rows: readonly HouseholdRow[], text: string): readonly HouseholdRow[] {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return rows.filter((row) => {
    const all = `${unitText(row.unit)} ${row.door} ${familyText(row.family)}`;
    return words.every((word) => all.includes(word));
  });
}
