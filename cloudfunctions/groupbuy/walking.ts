/** The first door that is visited tells the round that its goods are being handed out. */
import type { RoundId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { oneOf, put } from '../kernel/conditions';
import { refuseIf } from '../kernel/errors';
import type { Store } from '../kernel/store';
import type { RoundDoc } from './documents';

const KEPT = 500;
const told = new Set<RoundId>();

const UNDER_WAY: readonly (RoundDoc['status'] | undefined)[] = ['distributing', 'settled'];

/**
 * Before money is taken at a door: a round whose goods are being handed out is never called off, and at the doors of
 * one that was called off nobody takes money. Once for each instance; later doors ask nothing.
 * @throws AppError `ROUND_CANCELLED`
 */
export async function onTheWay(store: Store, id: RoundId, now: EpochMs): Promise<void> {
  if (told.has(id)) return;
  const isFirst = await store.claim({
    collection: 'rounds',
    id,
    while: { status: oneOf(['closed', 'purchased', 'arrived']) },
    changes: { status: put('distributing'), editedAt: put(now) },
  });
  if (!isFirst) {
    const round = await store.get<RoundDoc>('rounds', id, ['status']);
    refuseIf(round?.status === 'cancelled', 'ROUND_CANCELLED');
    // Ordering still goes on: whoever tries a door too early is told so there.
    if (!UNDER_WAY.includes(round?.status)) return;
  }
  if (told.size >= KEPT) told.clear();
  told.add(id);
}
