/** The last duty day everybody cleans up, the day after the posts stand down. Pure. @see docs/domain/roster.md §5 */
import { addDays } from '../../miniprogram/contract/calendar';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { CleanUp, RosterDoc } from './documents';

/** Who comes is kept with the day it was asked for: when the day changes, everybody is asked anew. */
export function cleanUpOf({
  plan,
  cleanUp,
}: Pick<RosterDoc, 'plan' | 'cleanUp'>): CleanUp | undefined {
  const on = plan?.endsOn;
  if (on === undefined) return undefined;
  return cleanUp?.on === on ? cleanUp : { on, households: [] };
}

const ASKED_DAYS = 14;

/** An end that was announced is asked about at once, one that stood in the rules from two weeks before. */
export const isAsked = ({ on, announced }: CleanUp, today: LocalDate): boolean =>
  today <= on && (announced === true || addDays(on, -ASKED_DAYS) <= today);
