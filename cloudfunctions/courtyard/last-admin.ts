/** A community is never without an administrator, unless the deploy names somebody. @see docs/domain/courtyard.md §9 */
import type { CommunityId, MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { refuseIf } from '../kernel/errors';
import type { Reading, Store, Write } from '../kernel/store';
import { replace } from '../kernel/store';
import { isNamed } from './first-admin';
import { holds } from './grants';
import { holdersAt } from './members';
import { loadCommunity } from './repository';

interface Leaving {
  readonly memberId: MemberId;
  readonly communityId: CommunityId;
  readonly now: EpochMs;
}

/** @throws AppError `LAST_ADMIN` when nobody else is administrator, unless the deploy names somebody */
export async function refuseLastAdmin(
  read: Pick<Store, 'find'> | Reading,
  { memberId, communityId, now }: Leaving,
): Promise<void> {
  if (isNamed(communityId)) return;
  const holders = await holdersAt(read, communityId, communityId);
  const others = holders.filter(
    (one) => one._id !== memberId && holds(one, 'admin', communityId, now),
  );
  refuseIf(others.length === 0, 'LAST_ADMIN');
}

/**
 * What makes two administrators who leave the role at once come one after the other.
 * @throws AppError `LAST_ADMIN`
 */
export async function adminLeaves(read: Reading, leaving: Leaving): Promise<readonly Write[]> {
  await refuseLastAdmin(read, leaving);
  if (isNamed(leaving.communityId)) return [];
  return [replace('communities', await loadCommunity(read, leaving))];
}
