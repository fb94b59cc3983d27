import type { CourtyardId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import { after } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import type { HouseholdDoc } from './documents';
import { isJoined } from './doors';

const PAGES_MAX = 10;

/** How many households of a courtyard have a member, counted from the households themselves. */
export async function joinedCount(store: Store, courtyardId: CourtyardId): Promise<number> {
  let joined = 0;
  let last = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const households = await store.find<HouseholdDoc>({
      collection: 'households',
      where: { courtyardId, _id: after(last) },
      order: [['_id', 1]],
      limit: LIMITS.listMax,
      fields: ['status', 'people.memberId'],
    });
    joined += households.filter(
      (one) => one.status === 'active' && isJoined({ people: one.people ?? [] }) === 1,
    ).length;
    const end = households.at(-1);
    if (!end || households.length < LIMITS.listMax) break;
    last = end._id;
  }
  return joined;
}
