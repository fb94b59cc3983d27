/** The end of ordering: nothing is claimed any more, then the orders are written. Safe to repeat. @see docs/domain/sale.md §3 */
import type { MemberId, PartyId } from '../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { before, not, notAtLeast, plus, put } from '../kernel/conditions';
import { createMissing, type Store } from '../kernel/store';
import {
  type AllotmentDoc,
  allotmentId,
  type OrderDoc,
  type SaleId,
  type Terms,
} from './documents';
import { ordersFrom } from './orders';
import { type ShortageDecision, withShortage } from './shortage';

const AT_ONCE = 50;

/** Of rivals at the closing instant each claim comes wholly before the seal or is refused. */
export const seal = (store: Store, saleId: SaleId, at: EpochMs): Promise<boolean> =>
  store.claim({
    collection: 'allotments',
    id: allotmentId(saleId),
    while: { state: 'open', closesAt: before(at + 1) },
    changes: { state: put('sealed') },
  });

/** Ordering goes on: only ever longer, so an old request that comes again takes nothing away. */
export const prolong = (
  store: Store,
  saleId: SaleId,
  {
    until,
    at,
    from,
  }: { readonly until: EpochMs; readonly at: EpochMs; readonly from: 'open' | 'sealed' },
): Promise<boolean> =>
  store.claim({
    collection: 'allotments',
    id: allotmentId(saleId),
    while: {
      state: from,
      closesAt: before(from === 'open' ? until : at + 1),
    },
    changes: {
      state: put('open'),
      closesAt: put(until),
      ...(from === 'sealed' ? { prolonged: plus(1) } : {}),
    },
  });

export const callOff = (
  store: Store,
  saleId: SaleId,
  off: { readonly reason: string; readonly by: MemberId; readonly at: EpochMs },
): Promise<boolean> =>
  store.claim({
    collection: 'allotments',
    id: allotmentId(saleId),
    while: { state: not('off') },
    changes: { state: put('off'), off: put(off) },
  });

/**
 * Writes the orders that are missing.
 * @returns false when it had to stop early; then it is called again
 */
export async function writeOrders(
  store: Store,
  {
    terms,
    allotment,
    late,
  }: {
    readonly terms: Terms;
    readonly allotment: Pick<AllotmentDoc, 'claims'>;
    late(): boolean;
  },
): Promise<boolean> {
  const orders = ordersFrom<PartyId>(terms, allotment);
  for (let i = 0; i < orders.length; i += AT_ONCE) {
    if (late()) return false;
    await createMissing(store, 'orders', orders.slice(i, i + AT_ONCE));
  }
  return true;
}

/**
 * Brings every order in step with a shortage decision. A door that is done stays as it was, and so does an order that
 * a later decision has reached: numbers only rise, so an older run that wakes up late changes nothing.
 * @returns false when it had to stop early, or somebody else was faster; then it is called again
 */
export async function applyShortage(
  store: Store,
  orders: readonly OrderDoc[],
  { decision, late }: { readonly decision: ShortageDecision; late(): boolean },
): Promise<boolean> {
  const after = withShortage(orders, decision);
  let isComplete = true;
  for (const [i, order] of after.entries()) {
    const was = orders[i];
    if (!was || order === was) continue;
    // Only before the first decision an order that stays the same needs no mark: there is nothing older to undo it.
    if (decision.no === 1 && same(was, order)) continue;
    if (late()) return false;
    const isWritten = await store.claim({
      collection: 'orders',
      id: order._id,
      while: { shortage: notAtLeast(decision.no), 'door.final': not(true) },
      changes: {
        lines: put(order.lines),
        units: put(order.units),
        shortage: put(decision.no),
      },
    });
    isComplete &&= isWritten;
  }
  return isComplete;
}

const same = (a: OrderDoc, b: OrderDoc): boolean =>
  a.units === b.units && JSON.stringify(linesIn(a)) === JSON.stringify(linesIn(b));

const linesIn = ({ lines }: OrderDoc): readonly (readonly [string, Count, string | undefined])[] =>
  Object.entries(lines)
    .map(([id, { allotted, reason }]) => [id, allotted, reason] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
