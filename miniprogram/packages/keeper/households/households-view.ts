/** 住户名册: the doors of a courtyard by unit. Pure. */
import { type HouseholdRow, TENURE_NAMES } from '../../../contract/directory';
import type { HouseholdId } from '../../../contract/ids';
import { familyText, groupBy, unitText } from '../../../services/words';

export interface HouseholdLine {
  readonly id: HouseholdId;
  readonly door: string;
  readonly family: string;
  readonly line: string;
  readonly joined: boolean;
  readonly spoken: string;
}

export interface UnitLines {
  readonly unit: string;
  readonly rows: readonly HouseholdLine[];
}

/** Rows by unit, in the order the register gives them. */
export const householdUnits = (rows: readonly HouseholdRow[]): readonly UnitLines[] =>
  groupBy(rows, ({ unit }) => unitText(unit)).map(({ key, rows: inUnit }) => ({
    unit: key,
    rows: inUnit.map(householdLine),
  }));

function householdLine(row: HouseholdRow): HouseholdLine {
  const family = familyText(row.family) || '没写姓';
  const joined = row.joined ? '用小程序' : '还没用小程序';
  return {
    id: row.id,
    door: row.door,
    family,
    line: `${TENURE_NAMES[row.tenure]} · ${row.peopleCount} 人 · ${joined}`,
    joined: row.joined,
    spoken: `${unitText(row.unit)} ${row.door} ${family}`,
  };
}

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
