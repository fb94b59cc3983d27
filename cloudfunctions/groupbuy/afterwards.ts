/** What vouchers of the fund do to the orders of a round that is settled. @see docs/domain/groupbuy.md §6 */
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  RoundId,
} from '../../miniprogram/contract/ids';
import { found, refuseIf } from '../kernel/errors';
import { type Reading, replace, type Store, type Write } from '../kernel/store';
import { type Afterward, afterDoor, type OrderDoc, orderId } from '../sale/public';
import type { RoundDoc } from './documents';

export interface OrderSide extends Afterward {
  readonly roundId: RoundId;
  /** Absent for a refund whose household nobody named. */
  readonly householdId: HouseholdId | undefined;
}

/** Where it is asked for: a courtyard's keepers ask for their own doors alone. */
interface Place {
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId | undefined;
}

/**
 * Whether it may be asked for. A round that is settled stays so, so that whoever signs need not look again.
 * @throws AppError `NOT_FOUND`, `SETTLED_AT_DOOR`, and as `orderAfter`
 */
export async function checkOrder(
  store: Pick<Store, 'get'>,
  side: OrderSide,
  place: Place,
): Promise<void> {
  const round = await store.get<RoundDoc>('rounds', side.roundId);
  const { settlement } = found(round, round?.communityId === place.communityId);
  refuseIf(settlement?.posted === undefined, 'SETTLED_AT_DOOR');
  await orderAfter(store, side, place);
}

/**
 * The household's order with it, for the commit that posts it; nothing where no household is named.
 * @throws AppError `NOT_FOUND`, `MORE_THAN_OWED`
 */
export async function orderAfter(
  read: Pick<Store, 'get'> | Reading,
  { roundId, householdId, ...afterward }: OrderSide,
  { communityId, courtyardId }: Place,
): Promise<readonly Write[]> {
  if (householdId === undefined) return [];
  const stored = await read.get<OrderDoc>('orders', orderId(roundId, householdId));
  const isHere =
    stored?.communityId === communityId &&
    (courtyardId === undefined || stored.courtyardId === courtyardId);
  return [replace('orders', afterDoor(found(stored, isHere), afterward))];
}
