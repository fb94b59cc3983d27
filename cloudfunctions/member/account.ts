/** The account follows its member. @see docs/domain/member.md §5 */
import { accountId, courtyardsOf } from '../kernel/account-doc';
import { gone, put } from '../kernel/conditions';
import type { MemberDoc } from '../kernel/member-doc';
import type { Store } from '../kernel/store';

/**
 * Tells the account the member's courtyards. A keeper who lets somebody in does not know the openid,
 * so the account learns it when the person is next here; without being here nobody gives a message credit.
 */
export async function catchUp(store: Store, member: MemberDoc, openid: string): Promise<void> {
  const id = accountId(member.communityId, openid);
  await store.claim({
    collection: 'accounts',
    id,
    while: { memberId: member._id },
    changes: { courtyards: put(courtyardsOf(member)) },
  });
  await store.claim({
    collection: 'members',
    id: member._id,
    while: { rev: member.rev },
    changes: { accountBehind: gone() },
  });
}
