/** The orders a sealed allotment gives. Pure, and the same however often. @see docs/domain/sale.md §3 */
import type { CourtyardId, HouseholdId, PartyId } from '../../miniprogram/contract/ids';
import type { AllotmentDoc, HouseClaim, OrderDoc, OrderLine, Terms } from './documents';
import { orderId } from './documents';

/** One for each household that wants something, by id. */
export function ordersFrom<P extends PartyId = HouseholdId>(
  terms: Terms,
  { claims }: Pick<AllotmentDoc, 'claims'>,
): OrderDoc<P>[] {
  const orders = Object.entries(claims).flatMap(([courtyardId, households]) =>
    Object.entries(households)
      .filter(([, { total }]) => total > 0)
      .map(([id, claim]) =>
        orderFrom<P>(terms, claim, {
          courtyardId: courtyardId as CourtyardId,
          householdId: id as P,
        }),
      ),
  );
  return orders.sort((a, b) => (a._id < b._id ? -1 : 1));
}

export function orderFrom<P extends PartyId>(
  { saleId, communityId, items }: Terms,
  { counts, total, actor, how, told, rev, placedAt }: HouseClaim,
  at: Pick<OrderDoc<P>, 'courtyardId' | 'householdId'>,
): OrderDoc<P> {
  const lines = items.flatMap(({ id, priceFen }): [string, OrderLine][] => {
    const ordered = counts[id] ?? 0;
    return ordered > 0 ? [[id, { ordered, allotted: ordered, priceFen }]] : [];
  });
  return {
    _id: orderId(saleId, at.householdId),
    communityId,
    rev: 1,
    saleId,
    ...at,
    lines: Object.fromEntries(lines),
    units: total,
    actor,
    how,
    ...(told === undefined ? {} : { told }),
    edits: rev,
    placedAt,
    visits: {},
  };
}
