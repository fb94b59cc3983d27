/** The first door that is visited tells the sale that its goods are being handed out. */
import type { ErrorCode } from '../../miniprogram/contract/errors';
import type { EpochMs } from '../../miniprogram/contract/units';
import { oneOf, put } from '../kernel/conditions';
import type { Doc } from '../kernel/database';
import { refuseIf } from '../kernel/errors';
import type { Store } from '../kernel/store';

const KEPT = 500;
const told = new Set<string>();

export interface Walk {
  readonly collection: string;
  readonly id: string;
  readonly from: readonly string[];
  readonly to: string;
  /** Doors are visited in these as well. */
  readonly underWay: readonly string[];
  readonly off: ErrorCode;
}

interface Walked extends Doc {
  readonly status: string;
}

/**
 * Before money is taken at a door: a sale whose goods are being handed out is never called off, and at the doors of
 * one that was called off nobody takes money. Once for each instance; later doors ask nothing.
 * @throws AppError `off`
 */
export async function onTheWay(store: Store, walk: Walk, now: EpochMs): Promise<void> {
  const { collection, id, from, to, underWay, off } = walk;
  if (told.has(id)) return;
  const isFirst = await store.claim({
    collection,
    id,
    while: { status: oneOf(from) },
    changes: { status: put(to), editedAt: put(now) },
  });
  if (!isFirst) {
    const sale = await store.get<Walked>(collection, id, ['status']);
    refuseIf(sale?.status === 'cancelled', off);
    // Ordering still goes on: whoever tries a door too early is told so there.
    if (!underWay.includes(sale?.status ?? '')) return;
  }
  if (told.size >= KEPT) told.clear();
  told.add(id);
}
