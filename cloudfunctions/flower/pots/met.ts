/** Who came to whose door: a handover is how many neighbours meet. @see docs/domain/pots.md §8 */
import { isCorner, type MemberId } from '../../../miniprogram/contract/ids';
import type { MemberDoc } from '../../kernel/member-doc';
import type { TickContext } from '../../kernel/tick';
import type { PotOrder } from './state';
import { meet } from './ties';

/** Only where somebody opened the door. */
const OPENED: readonly string[] = ['handed', 'partly', 'damaged', 'refused'];

/** @returns false when it had to stop early */
export async function metAtDoors(
  context: TickContext,
  orders: readonly PotOrder[],
): Promise<boolean> {
  const { store, late } = context;
  const visited = orders.filter(({ door }) => door?.final && OPENED.includes(door.outcome));
  const ids = [...new Set(visited.flatMap(({ door }) => door?.by ?? []))];
  const members = await store.getAll<MemberDoc>('members', ids, ['communityId', 'households']);
  const byId = new Map<MemberId, MemberDoc>(members.map((one) => [one._id, one]));
  for (const { communityId, courtyardId, householdId, door } of visited) {
    if (late()) return false;
    const home = door && byId.get(door.by)?.households[0];
    if (!door || !home || isCorner(householdId)) continue;
    await meet(context, { communityId, at: door.at }, [
      { householdId: home.householdId, courtyardId: home.courtyardId },
      { householdId, courtyardId },
    ]);
  }
  return true;
}
