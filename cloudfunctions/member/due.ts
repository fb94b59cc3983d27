/** What the tick does for members: bounded, and safe to repeat. @see docs/domain/member.md §5 */
import { gone } from '../kernel/conditions';
import type { MemberDoc } from '../kernel/member-doc';
import type { Due, TickContext } from '../kernel/tick';
import { forgetOther } from './account';

const MEMBERS = 50;

/** Accounts that do not know yet where their person lives now. */
async function catchUpAccounts({ store, late }: TickContext): Promise<number> {
  const behind = await store.find<MemberDoc>({
    collection: 'members',
    where: { accountBehind: true },
    limit: MEMBERS,
  });
  let count = 0;
  for (const member of behind) {
    if (late()) break;
    await forgetOther(store, member);
    const done = await store.claim({
      collection: 'members',
      id: member._id,
      while: { rev: member.rev },
      changes: { accountBehind: gone() },
    });
    if (done) count += 1;
  }
  return count;
}

export const memberWork: readonly Due[] = [{ name: 'member.accounts', run: catchUpAccounts }];
