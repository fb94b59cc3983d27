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
