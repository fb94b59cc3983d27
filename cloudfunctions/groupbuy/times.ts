/** When and where a round is delivered, moved on and copied into the next week. Pure. @see docs/domain/groupbuy.md §1 */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type { DeliveryForm, RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { AppError, refuseIf } from '../kernel/errors';
import type { RoundDoc } from './documents';
import { told } from './groupbuy';

const MOVABLE: readonly RoundDoc['status'][] = ['open', 'closed', 'purchased', 'arrived'];

export const mayMove = ({ status }: Pick<RoundDoc, 'status'>): boolean => MOVABLE.includes(status);

export interface Moving {
  readonly delivery: DeliveryForm;
  readonly dropPoints?: RoundForm['dropPoints'];
}

/**
 * Another window is told to everybody who ordered, another drop point to those of its courtyard.
 * @throws AppError `ROUND_NOT_OPEN`; `INVALID` for a window that ends before it begins, or before ordering does;
 *   `NOT_FOUND` for a courtyard that takes no part
 */
export function withDelivery(round: RoundDoc, wanted: Moving, now: EpochMs): RoundDoc {
  const { delivery, dropPoints = {} } = wanted;
  refuseIf(!mayMove(round), 'ROUND_NOT_OPEN');
  const ends = [delivery.from, round.closesAt, now];
  refuseIf(
    ends.some((at) => delivery.until <= at),
    'INVALID',
    { field: 'delivery' },
  );
  const { form } = round;
  const points = Object.entries(dropPoints) as [CourtyardId, string][];
  if (points.some(([id]) => !round.courtyards.includes(id))) throw new AppError('NOT_FOUND');
  const elsewhere = points.filter(([id, point]) => point !== (form.dropPoints[id] ?? ''));
  const isMoved = !isSame(delivery, form.delivery);
  const next: RoundDoc = {
    ...round,
    form: { ...form, delivery, dropPoints: { ...form.dropPoints, ...dropPoints } },
    ...(isMoved ? { planned: round.planned ?? form.delivery } : {}),
    editedAt: now,
  };
  if (isMoved) return told(next, { what: 'moved', at: now });
  return elsewhere.reduce<RoundDoc>(
    (all, [courtyardId]) => told(all, { what: 'elsewhere', at: now, courtyardId }),
    next,
  );
}

const isSame = (a: DeliveryForm, b: DeliveryForm): boolean =>
  a.from === b.from && a.until === b.until && a.text === b.text;

const WEEK_MS = 7 * DAY_MS;

/** The same goods, weekdays and times, in the first week in which ordering can still begin. */
export function copied(
  { form, planned }: Pick<RoundDoc, 'form' | 'planned'>,
  now: EpochMs,
): RoundForm {
  const weeks = Math.max(1, Math.ceil((now - form.opensAt) / WEEK_MS));
  const later = (at: EpochMs): EpochMs => at + weeks * WEEK_MS;
  const { picking } = form;
  const delivery = planned ?? form.delivery;
  return {
    ...form,
    // A new round numbers its own.
    items: form.items.map(({ id: _, ...item }) => item),
    opensAt: later(form.opensAt),
    closesAt: later(form.closesAt),
    delivery: { ...delivery, from: later(delivery.from), until: later(delivery.until) },
    ...(picking ? { picking: { ...picking, at: later(picking.at) } } : {}),
  };
}
