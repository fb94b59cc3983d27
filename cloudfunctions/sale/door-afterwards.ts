/** What is settled with a household after its sale was, by a voucher of the fund. Pure. @see docs/domain/sale.md §4 */
import { yuanText } from '../../miniprogram/contract/money';
import type { Fen } from '../../miniprogram/contract/units';
import { refuseIf } from '../kernel/errors';
import type { Afterwards, OrderDoc } from './documents';
import { receivedOf } from './money';

export interface Afterward {
  readonly does: 'refund' | 'debtCollected' | 'debtForgiven';
  readonly fen: Fen;
}

const NOTHING: Afterwards = { collectedFen: 0, forgivenFen: 0, refundedFen: 0 };

const GROWS = {
  refund: 'refundedFen',
  debtCollected: 'collectedFen',
  debtForgiven: 'forgivenFen',
} as const satisfies Readonly<Record<Afterward['does'], keyof Afterwards>>;

/**
 * The order with it.
 * @throws AppError `MORE_THAN_OWED` for more than the household owes, or was paid by it and not given back yet
 */
export function afterDoor(order: OrderDoc, { does, fen }: Afterward): OrderDoc {
  const before = order.afterwards ?? NOTHING;
  const paidFen = receivedOf(order) + before.collectedFen - before.refundedFen;
  const charged = (order.door?.chargedFen ?? 0) - before.forgivenFen - before.refundedFen;
  const [what, haveFen] =
    does === 'refund' ? ['这一家付过的', paidFen] : ['这一家欠的', charged - paidFen];
  refuseIf(fen > haveFen, 'MORE_THAN_OWED', { what, have: yuanText(Math.max(0, haveFen)) });
  const grows = GROWS[does];
  return { ...order, afterwards: { ...before, [grows]: before[grows] + fen } };
}
