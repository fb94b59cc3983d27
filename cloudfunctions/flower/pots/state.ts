/** Where a pot is, read off its order's door. Pure. @see docs/domain/pots.md §1 */
import type { PotState } from '../../../miniprogram/contract/flower-pots';
import type { OrderDoc } from '../../sale/public';
import type { PotDoc } from './documents';

/**
 * Of several pots of a variety the first ones are those that were handed over. A pot that was given away was there,
 * whatever is put right at the door afterwards.
 */
export function stateOf(
  { itemId, no, hands }: Pick<PotDoc, 'itemId' | 'no' | 'hands'>,
  order: Pick<OrderDoc, 'lines' | 'door'> | undefined,
): PotState {
  if (hands.length > 0) return 'handed';
  const line = order?.lines[itemId];
  if (!line) return 'cancelled';
  if (no <= (line.handed ?? 0)) return 'handed';
  if (no > line.allotted) return 'cancelled';
  return order?.door?.final ? 'notTaken' : 'coming';
}
