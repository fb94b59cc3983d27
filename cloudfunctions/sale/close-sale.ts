/** What happens at the closing instant of any sale. Safe to repeat, and to stop anywhere. @see docs/domain/sale.md §3 */
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Store } from '../kernel/store';
import { seal, writeOrders } from './closing';
import type { AllotmentDoc, Terms } from './documents';
import { allotmentOf } from './repository';

export interface Clock {
  readonly now: EpochMs;
  late(): boolean;
}

/** A call leaves the rest to the tick after this long. */
const CALL_MS = 6_000;

export const clockOf = (cloud: { now(): number }, now: EpochMs): Clock => {
  const startedAt = cloud.now();
  return { now, late: () => cloud.now() - startedAt > CALL_MS };
};

/** What a kind of sale makes of what its allotment says. Each answers whether the sale moved on. */
export interface Closing {
  readonly terms: Terms;
  /** The window was moved and whoever moved it died before the sale was told: the allotment is right. */
  longer(allotment: AllotmentDoc): Promise<boolean>;
  calledOff(reason: string): Promise<boolean>;
  /** Before the orders are written; an allotment to write them from, or what the sale did instead. */
  sealed?(allotment: AllotmentDoc): Promise<AllotmentDoc | boolean>;
  written(allotment: AllotmentDoc): Promise<boolean>;
}

/**
 * First nothing is claimed any more, then what was claimed decides what becomes of the sale, then its orders are
 * written.
 * @returns whether the sale moved on
 */
export async function closeSale(store: Store, closing: Closing, clock: Clock): Promise<boolean> {
  const { terms } = closing;
  const { saleId, communityId } = terms;
  await seal(store, saleId, clock.now);
  const allotment = await allotmentOf(store, { saleId, communityId });
  if (!allotment) return false;
  if (allotment.state === 'open') return closing.longer(allotment);
  if (allotment.state === 'off') return closing.calledOff(allotment.off?.reason ?? '');
  const from = closing.sealed ? await closing.sealed(allotment) : allotment;
  if (typeof from === 'boolean') return from;
  if (!(await writeOrders(store, { terms, allotment: from, late: clock.late }))) return false;
  return closing.written(from);
}
