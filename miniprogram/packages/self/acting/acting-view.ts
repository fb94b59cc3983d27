/** 代办: whom I act for, and doors to choose from. Pure. */

import type { HouseholdId } from '../../../contract/ids';
import type { DoorsView, MeView } from '../../../contract/member';
import { unitText } from '../../../services/words';

export interface ActingRow {
  readonly id: HouseholdId;
  readonly label: string;
  readonly line: string;
  readonly active: boolean;
  /** The band says this one now. */
  readonly now: boolean;
}

export const actingRows = (view: MeView, subject: HouseholdId | undefined): ActingRow[] =>
  view.actingFor.map(({ householdId, label, personName, status }) => ({
    id: householdId,
    label,
    line: status === 'active' ? `替 ${personName} 办` : `等 ${personName} 家或群主点头`,
    active: status === 'active',
    now: householdId === subject,
  }));

export const unitChips = ({ units }: DoorsView, chosen: string) =>
  units.map(({ unit }) => ({ unit, name: unitText(unit) || '本院', chosen: unit === chosen }));

export const doorChips = ({ units }: DoorsView, unit: string, chosen: HouseholdId | '') =>
  (units.find((one) => one.unit === unit)?.doors ?? []).map(({ id, door }) => ({
    id,
    door,
    chosen: id === chosen,
  }));
