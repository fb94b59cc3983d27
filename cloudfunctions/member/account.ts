/** The account follows its member. @see docs/domain/member.md §5 */
import { type AccountDoc, accountId, courtyardsOf } from '../kernel/account-doc';
import { gone, put } from '../kernel/conditions';
import type { MemberDoc } from '../kernel/member-doc';
import type { Claim, Store } from '../kernel/store';

/** Takes the courtyards away that are no longer the member's own. The member document is put right at the next visit. */
export const forget = (store: Store, member: MemberDoc, openid: string): Promise<boolean> =>
  store.claim(courtyardsClaim(member, accountId(member.communityId, openid)));

/** As `forget`, for whoever does not know the openid: a keeper, or the tick. */
export async function forgetOther(store: Store, member: MemberDoc): Promise<void> {
  const [account] = await store.find<AccountDoc>({
    collection: 'accounts',
    where: { communityId: member.communityId, memberId: member._id },
    limit: 1,
    fields: ['rev'],
  });
  if (account) await store.claim(courtyardsClaim(member, account._id));
}

const courtyardsClaim = (member: MemberDoc, id: string): Claim => ({
  collection: 'accounts',
  id,
  while: { memberId: member._id },
  changes: { courtyards: put(courtyardsOf(member)) },
});

/**
 * Tells the account the member's courtyards. A keeper who lets somebody in does not know the openid,
 * so the account learns it when the person is next here; without being here nobody gives a message credit.
 */
export async function catchUp(store: Store, member: MemberDoc, openid: string): Promise<void> {
  await store.claim(courtyardsClaim(member, accountId(member.communityId, openid)));
  await store.claim({
    collection: 'members',
    id: member._id,
    while: { rev: member.rev },
    changes: { accountBehind: gone() },
  });
}
