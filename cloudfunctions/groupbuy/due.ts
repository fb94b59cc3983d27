/** What the tick does for rounds. Bounded, and safe to repeat. @see docs/domain/groupbuy.md §3 */
import { before } from '../kernel/conditions';
import type { Due, TickContext } from '../kernel/tick';
import { close, shareOut } from './closing';
import type { RoundDoc } from './documents';
import { compareDigests, lookAtDoors, spread } from './spread';
import { tellOf } from './tell';

const ROUNDS = 20;

/** Rounds whose closing instant is past. */
async function closeDue({ store, now, late }: TickContext): Promise<number> {
  const due = await store.find<RoundDoc>({
    collection: 'rounds',
    where: { status: 'open', closesAt: before(now + 1) },
    order: [['closesAt', 1]],
    limit: ROUNDS,
  });
  let closed = 0;
  for (const round of due) {
    if (late()) break;
    if (await close(store, round, { now, late })) closed += 1;
  }
  return closed;
}

/** What an act left for later, and what an instance that died left half done. */
async function finishPending({ store, now, late }: TickContext): Promise<number> {
  const pending = await store.find<RoundDoc>({
    collection: 'rounds',
    where: { pending: true },
    order: [['editedAt', 1]],
    limit: ROUNDS,
  });
  let finished = 0;
  for (const round of pending) {
    if (late()) break;
    if (await shareOut(store, round, { now, late })) await spread(store, round, { now, late });
    finished += await tellOf(store, round, { now, late });
  }
  return finished;
}

export const groupbuyWork: readonly Due[] = [
  { name: 'groupbuy.close', run: closeDue },
  { name: 'groupbuy.pending', run: finishPending },
  { name: 'groupbuy.doors', run: lookAtDoors },
  { name: 'groupbuy.digests', run: compareDigests },
];
