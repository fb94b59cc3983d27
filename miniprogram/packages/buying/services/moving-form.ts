/** Moving a delivery: its day, its hours, and where goods are put down. Pure. */
import { dayOf, instant, spokenDay, spokenInstant, timeOf } from '../../../contract/calendar';
import type { DeliveryForm, PickingForm, RoundForm } from '../../../contract/groupbuy-forms';
import type { CourtyardId } from '../../../contract/ids';
import type { EpochMs, LocalDate, LocalTime } from '../../../contract/units';
import { type PickingDraft, pickingDraft, pickingForm, wrongPicking } from './picking-form';

export interface MovingForm {
  readonly day: LocalDate;
  readonly from: LocalTime;
  readonly until: LocalTime;
  readonly text: string;
  readonly points: readonly PointForm[];
  /** Nobody is asked to the field, or nobody can be any more: null. */
  readonly picking: PickingDraft | null;
}

interface PointForm {
  readonly id: CourtyardId;
  readonly name: string;
  readonly point: string;
}

interface Yard {
  readonly courtyardId: CourtyardId;
  readonly name: string;
}

export const movingForm = (
  { delivery, dropPoints, picking }: RoundForm,
  yards: readonly Yard[],
  now: EpochMs,
): MovingForm => ({
  ...{ day: dayOf(delivery.from), from: timeOf(delivery.from), until: timeOf(delivery.until) },
  text: delivery.text,
  points: yards.map(({ courtyardId: id, name }) => ({ id, name, point: dropPoints[id] ?? '' })),
  picking: picking && now < picking.at ? pickingDraft(picking) : null,
});

export interface Moved {
  readonly delivery: DeliveryForm;
  /** Only those that are elsewhere now. */
  readonly dropPoints: RoundForm['dropPoints'];
  /** Only one that is another now. */
  readonly picking?: PickingForm;
}

export function movedOf(form: MovingForm, before: RoundForm): Moved {
  const { day, from, until, text, points, picking } = form;
  const elsewhere = points
    .map(({ id, point }) => [id, point.trim()] as const)
    .filter(([id, point]) => point !== (before.dropPoints[id] ?? ''));
  const delivery = { text: text.trim(), from: instant(day, from), until: instant(day, until) };
  const field = picking && pickingForm(picking);
  const isOther = field && JSON.stringify(field) !== JSON.stringify(asSent(before));
  const moved = { delivery, dropPoints: Object.fromEntries(elsewhere) };
  return isOther ? { ...moved, picking: field } : moved;
}

/** As the form would send it when nobody touches it. */
const asSent = ({ picking }: RoundForm): PickingForm | undefined =>
  picking && pickingForm(pickingDraft(picking));

/** What is wrong with it, in plain words; empty when nothing is. */
export function wrongMoving(
  { delivery, picking }: Moved,
  { closesAt, now }: { readonly closesAt: EpochMs; readonly now: EpochMs },
): string {
  if (delivery.until <= delivery.from) return '送菜结束要晚于开始';
  if (delivery.until <= now) return '这个时间已经过了';
  if (delivery.until <= closesAt) return '送菜要在截单以后';
  if (!picking) return '';
  if (picking.at <= now) return '去地里的时间已经过了';
  return wrongPicking(pickingDraft(picking), { closesAt, until: delivery.until });
}

/** What people will find changed, one line for each; none when nothing is. */
export function changesOf(
  { delivery, dropPoints, picking }: Moved,
  before: RoundForm,
  { points }: MovingForm,
  now: EpochMs,
): readonly string[] {
  const { from, until, text } = delivery;
  const when = `${spokenDay(dayOf(from), dayOf(now))} ${timeOf(from)}–${timeOf(until)}`;
  const isMoved = from !== before.delivery.from || until !== before.delivery.until;
  const ids = Object.keys(dropPoints) as CourtyardId[];
  return [
    ...(isMoved ? [`改到 ${when} 送`] : []),
    ...(text === before.delivery.text ? [] : [text === '' ? '不再写怎么送' : text]),
    ...ids.map((id) => {
      const name = points.find((one) => one.id === id)?.name ?? '';
      return `${name}改放${dropPoints[id] || '院里'}`;
    }),
    ...(picking ? [`去地里：${spokenInstant(picking.at, now)}，${picking.place}集合`] : []),
  ];
}
