/** What rosters keep of a person, and how it goes. @see docs/domain/roster.md §5 */
import type { MemberId } from '../../miniprogram/contract/ids';
import type { Store } from '../kernel/store';
import type { PrivateSpanDoc } from './documents';

const PAGE = 50;
const ROUNDS = 20;

/**
 * Takes away why somebody could not come. Turns and moves of the key stay: they name households and opaque ids.
 * Safe to repeat.
 * @returns how many reasons went
 */
export async function eraseFromRoster(
  store: Store,
  { communityId, memberId }: { readonly communityId: string; readonly memberId: MemberId },
): Promise<number> {
  let erased = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const reasons = await store.find<PrivateSpanDoc>({
      collection: 'private_spans',
      where: { communityId, by: memberId },
      limit: PAGE,
      fields: ['_id'],
    });
    for (const { _id } of reasons) await store.forget('private_spans', _id);
    erased += reasons.length;
    if (reasons.length < PAGE) break;
  }
  return erased;
}
