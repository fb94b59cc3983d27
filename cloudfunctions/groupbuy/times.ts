/** When and where a round is delivered, moved on and copied into the next week. Pure. @see docs/domain/groupbuy.md §1 */
import { isDeepStrictEqual } from 'node:util';
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type {
  DeliveryForm,
  PickingForm,
  RoundForm,
} from '../../miniprogram/contract/groupbuy-forms';
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
  /** Also where nobody was asked to the field before. */
  readonly picking?: PickingForm;
}

/**
 * Another window, or another way of delivering, is told to everybody who ordered, another drop point to those of its
 * courtyard, another time or place in the field to those who signed up.
 * @throws AppError `ROUND_NOT_OPEN`; `INVALID` for a window that ends before it begins, or before ordering does, and
 *   for a field that does not go with it; `NOT_FOUND` for a courtyard that takes no part
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
  const next: RoundDoc = {
    ...round,
    form: { ...form, delivery, dropPoints: { ...form.dropPoints, ...dropPoints } },
    editedAt: now,
  };
  const moved = saidOf(next, form, points);
  return wanted.picking ? withField(moved, wanted.picking, now) : moved;
}

/** One message for each who ordered, whatever changed with it. */
function saidOf(
  round: RoundDoc,
  { delivery: before, dropPoints }: RoundForm,
  points: readonly (readonly [CourtyardId, string])[],
): RoundDoc {
  const { form, editedAt: at } = round;
  const { from, until, text } = form.delivery;
  if (from !== before.from || until !== before.until) {
    return told(withPlan(round, before), { what: 'moved', at });
  }
  if (text !== before.text) return told(round, { what: 'how', at });
  return points
    .filter(([id, point]) => point !== (dropPoints[id] ?? ''))
    .reduce<RoundDoc>(
      (all, [courtyardId]) => told(all, { what: 'elsewhere', at, courtyardId }),
      round,
    );
}

const withPlan = (round: RoundDoc, { from, until }: DeliveryForm): RoundDoc => ({
  ...round,
  planned: { from, until, ...round.planned },
});

/** Before one has left, and with room for everybody who signed up. @throws AppError `ROUND_NOT_OPEN`, `INVALID` */
function withField(round: RoundDoc, picking: PickingForm, now: EpochMs): RoundDoc {
  const { form, pickers } = round;
  const before = form.picking;
  if (isDeepStrictEqual(before, picking)) return round;
  refuseIf(!GOODS_TO_FETCH.includes(round.status), 'ROUND_NOT_OPEN');
  const times = [now < picking.at, round.closesAt <= picking.at, picking.at <= form.delivery.until];
  const isWrong = times.includes(false) || picking.place === '' || picking.places < pickers.length;
  refuseIf(isWrong, 'INVALID', { field: 'picking' });
  const next: RoundDoc = {
    ...round,
    form: { ...form, picking },
    ...(before ? { planned: { pickingAt: before.at, ...round.planned } } : {}),
  };
  const isElsewhere = before && (before.at !== picking.at || before.place !== picking.place);
  return isElsewhere ? told(next, { what: 'field', at: now }) : next;
}

const GOODS_TO_FETCH: readonly RoundDoc['status'][] = ['open', 'closed', 'purchased'];

const WEEK_MS = 7 * DAY_MS;

/** The same goods, weekdays and times, in the first week in which ordering can still begin. */
export function copied(
  { form, planned }: Pick<RoundDoc, 'form' | 'planned'>,
  now: EpochMs,
): RoundForm {
  const weeks = Math.max(1, Math.ceil((now - form.opensAt) / WEEK_MS));
  const later = (at: EpochMs): EpochMs => at + weeks * WEEK_MS;
  const { picking, delivery } = form;
  const { from = delivery.from, until = delivery.until, pickingAt = picking?.at } = planned ?? {};
  return {
    ...form,
    // A new round numbers its own.
    items: form.items.map(({ id: _, ...item }) => item),
    opensAt: later(form.opensAt),
    closesAt: later(form.closesAt),
    delivery: { ...delivery, from: later(from), until: later(until) },
    ...(picking ? { picking: { ...picking, at: later(pickingAt ?? picking.at) } } : {}),
  };
}
