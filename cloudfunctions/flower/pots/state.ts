/** Where a pot is, read off its order's door. Pure. @see docs/domain/pots.md §1 */
import type { PotState } from '../../../miniprogram/contract/flower-pots';
import type { ItemId } from '../../../miniprogram/contract/groupbuy-forms';
import type { PartyId } from '../../../miniprogram/contract/ids';
import type { Count } from '../../../miniprogram/contract/units';
import { type OrderDoc, orderId } from '../../sale/public';
import type { PotDoc } from './documents';

export type PotOrder = OrderDoc<PartyId>;
type Lines = Pick<PotOrder, 'lines' | 'door' | 'extra' | 'freedAt'>;

/**
 * Of several pots of a variety the first ones are those that were handed over. A pot that was given away was there,
 * whatever is put right at the door afterwards.
 */
export function stateOf(
  { itemId, no, hands }: Pick<PotDoc, 'itemId' | 'no' | 'hands'>,
  order: Lines | undefined,
): PotState {
  if (hands.length > 0) return 'handed';
  if (!order) return 'cancelled';
  const { lines, door, freedAt } = order;
  const line = lines[itemId];
  if (no <= (line?.handed ?? 0)) return 'handed';
  if (freedAt !== undefined) return 'notTaken';
  if (no > potsIn(order, itemId)) return 'cancelled';
  // What came on top after the door was done is brought on a second visit.
  const first = potsIn(order, itemId) - (order.extra?.[itemId] ?? 0);
  return door?.final && no <= first ? 'notTaken' : 'coming';
}

/** So many pots of a variety an order has. */
export const potsIn = ({ lines }: Pick<Lines, 'lines'>, itemId: ItemId): Count =>
  lines[itemId]?.allotted ?? 0;

export const potOrderId = ({
  campaignId,
  adopter,
}: Pick<PotDoc, 'campaignId' | 'adopter'>): string => orderId(campaignId, adopter);
