/** When somebody who wants to be reminded is reminded. Pure. @see docs/domain/pots.md §7 */
import { addDays, DAY_MS, dayOf, instant } from '../../../miniprogram/contract/calendar';
import type { Count, EpochMs } from '../../../miniprogram/contract/units';
import type { MemberDoc } from '../../kernel/member-doc';
import type { FlowerWishDoc } from './documents';

/** Whether the person still belongs to the household is looked at this often. */
export const LOOK_MS = 7 * DAY_MS;

/** Not in the night, and before people go out. */
const MORNING = '08:30';

/** So many days after an instant, in the morning. */
export const nextReminder = (from: EpochMs, everyDays: Count): EpochMs =>
  instant(addDays(dayOf(from), everyDays), MORNING);

/** Lives there, or helps there with the household's yes. */
export const belongs = (
  member: Pick<MemberDoc, 'households' | 'actingFor'> | undefined,
  { householdId }: Pick<FlowerWishDoc, 'householdId'>,
): boolean =>
  member !== undefined &&
  (member.households.some((one) => one.householdId === householdId) ||
    member.actingFor.some((one) => one.householdId === householdId && one.status === 'active'));

/**
 * Watered since, the reminder waits until it is time again; it is never said twice for one day.
 * @returns when to look again, and whether to say something now
 */
export function reminderAt(
  everyDays: Count,
  wateredAt: EpochMs | undefined,
  now: EpochMs,
): { readonly say: boolean; readonly next: EpochMs } {
  const due = wateredAt === undefined ? now : nextReminder(wateredAt, everyDays);
  return due <= now ? { say: true, next: nextReminder(now, everyDays) } : { say: false, next: due };
}
