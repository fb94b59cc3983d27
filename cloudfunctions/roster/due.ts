/** What the tick does for rosters. Bounded, and safe to repeat. @see docs/domain/roster.md §8 */
import type { Due, TickContext } from '../kernel/tick';
import type { RosterDoc } from './documents';
import { tell } from './tell';

const ROSTERS = 20;

/** Tells what an instance that died after its act has left untold. */
async function tellPending({ store, now, late }: TickContext): Promise<number> {
  const pending = await store.find<RosterDoc>({
    collection: 'rosters',
    where: { tellPending: true },
    order: [['_id', 1]],
    limit: ROSTERS,
  });
  let told = 0;
  for (const roster of pending) {
    if (late()) break;
    told += await tell(store, roster, now);
  }
  return told;
}

export const rosterWork: readonly Due[] = [{ name: 'roster.tell', run: tellPending }];
