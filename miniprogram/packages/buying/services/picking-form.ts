/** Going to the field together: as filled in on 开团, and as it is sent. Pure. */
import { addDays, dayOf, daysBetween, instant, timeOf } from '../../../contract/calendar';
import type { PickingForm } from '../../../contract/groupbuy-forms';
import type { EpochMs, LocalDate, LocalTime } from '../../../contract/units';

export interface PickingDraft {
  readonly day: LocalDate;
  readonly time: LocalTime;
  /** Where one meets. */
  readonly place: string;
  /** How many are wanted. */
  readonly places: number;
  readonly note: string;
}

/** Early on the day of the delivery, as it usually is. */
export const firstPicking = (delivered: LocalDate): PickingDraft => ({
  ...{ day: delivered, time: '06:30', place: '', places: 6, note: '' },
});

export const pickingDraft = ({ at, place, places, note = '' }: PickingForm): PickingDraft => ({
  ...{ day: dayOf(at), time: timeOf(at), place, places, note },
});

export function pickingForm({ day, time, place, places, note }: PickingDraft): PickingForm {
  const words = note.trim();
  const when = { at: instant(day, time), place: place.trim(), places };
  return words === '' ? when : { ...when, note: words };
}

/** What is wrong with it, in plain words; empty when nothing is. */
export function wrongPicking(
  { day, time, place }: PickingDraft,
  { closesAt, until }: { readonly closesAt: EpochMs; readonly until: EpochMs },
): string {
  if (place.trim() === '') return '去地里的人在哪儿集合？比如 院门口';
  const at = instant(day, time);
  if (at < closesAt) return '去地里要在截单以后，才知道摘多少';
  return at > until ? '去地里要在送完以前' : '';
}

/** Its day keeps its distance from the delivery when that is moved. */
export const pickingMoved = (
  picking: PickingDraft,
  days: { readonly from: LocalDate; readonly to: LocalDate },
): PickingDraft => ({
  ...picking,
  day: addDays(picking.day, daysBetween(days.from, days.to)),
});
