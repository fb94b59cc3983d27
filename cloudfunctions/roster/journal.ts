/** The journal of a gate. Pure. @see docs/domain/roster.md §10 */
import { dayOf, HOUR_MS } from '../../miniprogram/contract/calendar';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { JournalLine } from '../../miniprogram/contract/roster-records';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { DutyLogDoc } from './documents';
import { labelIn, type Yard } from './repository';

export const logId = (courtyard: CourtyardId, parts: readonly string[]): string =>
  [courtyard, ...parts].join('.');

export const lineOf = ({ at, kind, text, party }: DutyLogDoc, yard: Yard): JournalLine => ({
  at,
  kind,
  // Whoever wrote it has left, and took the words along.
  text: text === '' ? '（内容已删除）' : text,
  by: labelIn(yard, party),
});

/** The cursor is an instant, so lines of one instant stay on one page. */
export function pageOf(
  found: readonly DutyLogDoc[],
  size: Count,
): { readonly shown: readonly DutyLogDoc[]; readonly next?: EpochMs } {
  const over = found[size];
  if (!over) return { shown: found };
  const shown = found.slice(0, size).filter(({ at }) => at > over.at);
  const last = shown.at(-1);
  return last ? { shown, next: last.at } : { shown: found, next: over.at };
}

/** One night goes from noon to noon. */
export const nightOf = (now: EpochMs): LocalDate => dayOf(now - 12 * HOUR_MS);
