/** The first door that is visited tells the round that its goods are being handed out. */
import type { RoundId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { oneOf, put } from '../kernel/conditions';
import type { Store } from '../kernel/store';

const KEPT = 500;
const told = new Set<RoundId>();

/** Once for each instance; later doors ask nothing. */
export async function onTheWay(store: Store, id: RoundId, now: EpochMs): Promise<void> {
  if (told.has(id)) return;
  await store.claim({
    collection: 'rounds',
    id,
    while: { status: oneOf(['closed', 'purchased', 'arrived']) },
    changes: { status: put('distributing'), editedAt: put(now) },
  });
  if (told.size >= KEPT) told.clear();
  told.add(id);
}
