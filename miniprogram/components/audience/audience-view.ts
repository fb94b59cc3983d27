/** Which courtyards the list shows and which have a tick. Pure. */
import type { CourtyardRow } from '../../contract/directory';
import type { CourtyardId } from '../../contract/ids';

export interface AudienceRow {
  readonly id: CourtyardId;
  readonly name: string;
  readonly line: string;
  readonly chosen: boolean;
}

export function audienceRows(
  courtyards: readonly CourtyardRow[],
  chosen: readonly CourtyardId[],
  text: string,
): AudienceRow[] {
  const wanted = text.trim().toLowerCase();
  const ticked = new Set(chosen);
  return courtyards
    .filter(({ name, code, aliases }) =>
      [name, code, ...aliases].some((word) => word.toLowerCase().includes(wanted)),
    )
    .map(({ id, name, residentGroup, householdCount }) => ({
      id,
      name,
      line: `第 ${residentGroup} 小组 · ${householdCount} 户`,
      chosen: ticked.has(id),
    }));
}
