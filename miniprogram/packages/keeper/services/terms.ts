/** For how long somebody holds a role. Pure. */
import { addDays, dayOf, dayText, instant } from '../../../contract/calendar';
import type { EpochMs } from '../../../contract/units';

/** A role ends at an instant; people say the last day it still holds. */
export function untilText(until: EpochMs | undefined, now: EpochMs): string {
  if (until === undefined) return '没有写到期日';
  return `到 ${dayText(dayOf(until - 1), dayOf(now))}`;
}

const TERMS = [
  { days: 31, name: '一个月' },
  { days: 183, name: '半年' },
  { days: 365, name: '一年' },
] as const;

/** Stands for: until somebody ends it. */
export const OPEN_END = 0;

export interface Term {
  readonly days: number;
  readonly until: EpochMs;
  readonly name: string;
  readonly line: string;
  readonly chosen: boolean;
}

/** The usual terms; each ends at the midnight after its last day. */
export function termChips(now: EpochMs, chosenDays: number): Term[] {
  const today = dayOf(now);
  const fixed = TERMS.map(({ days, name }) => {
    const until = instant(addDays(today, days));
    return { days, until, name, line: untilText(until, now), chosen: days === chosenDays };
  });
  const open = { days: 0, until: OPEN_END, name: '不定期', line: '', chosen: chosenDays === 0 };
  return [...fixed, open];
}
