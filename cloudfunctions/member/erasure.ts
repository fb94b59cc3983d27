/**
 * A person goes for good. Many small commits, each safe to repeat; the member itself comes last,
 * so a break is mended by asking again. @see docs/domain/member.md §9
 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { adminLeaves, holds, plusJoined, plusWaiting } from '../courtyard/public';
import type { ContactsDoc, HouseholdDoc } from '../directory/public';
import { type AccountDoc, accountId } from '../kernel/account-doc';
import type { MemberDoc } from '../kernel/member-doc';
import { type Reading, remove, replace, type Store, type Write } from '../kernel/store';
import { unlinked } from './helping';
import { closed } from './joining';
import { emptied, left } from './leaving';
import { memberCount } from './people';
import { loadMember, loadPlace } from './repository';

/** What is left: an opaque id that old records name. */
export const pseudonymOf = ({ _id, communityId, rev, createdAt }: MemberDoc): MemberDoc => ({
  _id,
  communityId,
  rev,
  openidHash: `erased.${_id}`,
  name: '已注销',
  households: [],
  actingFor: [],
  roles: [],
  waiting: [],
  groups: {},
  createdAt,
});

/** @throws AppError `LAST_OWNER`, `CHILD_LEFT_ALONE` */
export async function leaveAll(store: Store, member: MemberDoc): Promise<void> {
  const step = (decide: (read: Reading, fresh: MemberDoc) => Promise<readonly Write[]>) =>
    store.transact(async (read) => ({
      writes: await decide(read, await loadMember(read, member._id, member)),
      value: undefined,
    }));
  for (const { householdId } of member.households) {
    await step((read, fresh) => leaveOne(read, fresh, householdId));
  }
  for (const { householdId } of member.actingFor) {
    await step((read, fresh) => stopHelping(read, fresh, householdId));
  }
  for (const { householdId } of member.waiting) {
    await step((read, fresh) => takeBack(read, fresh, householdId));
  }
}

async function leaveOne(
  read: Reading,
  member: MemberDoc,
  id: HouseholdId,
): Promise<readonly Write[]> {
  const home = member.households.find(({ householdId }) => householdId === id);
  const household = await read.get<HouseholdDoc>('households', id);
  if (!home || !household) return [];
  const lines = household.people.filter(({ memberId }) => memberId === member._id);
  const after = emptied(household, member._id);
  const isLast = lines.length > 0 && memberCount(after) === 0;
  const contacts = await read.get<ContactsDoc>('contacts', id);
  const phones = (contacts?.phones ?? []).filter(
    ({ personId }) => !lines.some((line) => line.id === personId),
  );
  return [
    replace('members', left(member, id)),
    replace('households', after),
    ...(contacts && phones.length < contacts.phones.length
      ? [replace('contacts', { ...contacts, phones })]
      : []),
    ...(isLast
      ? [replace('digests', plusJoined(await loadPlace(read, home.courtyardId, member), -1))]
      : []),
  ];
}

async function stopHelping(
  read: Reading,
  member: MemberDoc,
  id: HouseholdId,
): Promise<readonly Write[]> {
  const household = await read.get<HouseholdDoc>('households', id);
  if (!household) return [];
  const after = unlinked({ member, household });
  return [replace('members', after.member), replace('households', after.household)];
}

async function takeBack(
  read: Reading,
  member: MemberDoc,
  id: HouseholdId,
): Promise<readonly Write[]> {
  const asked = member.waiting.find(({ householdId }) => householdId === id);
  if (!asked) return [];
  const unasked = { requestId: '', print: '' };
  const answer = { householdId: id, outcome: 'withdrawn', at: asked.since, ...unasked } as const;
  const place = await loadPlace(read, asked.courtyardId, member);
  return [replace('members', closed(member, answer)), replace('digests', plusWaiting(place, -1))];
}

interface Ending {
  readonly openid: string;
  readonly note: Write;
  readonly now: EpochMs;
}

/** The last step. @throws AppError `LAST_ADMIN` */
export const endFor =
  (member: MemberDoc, { openid, note, now }: Ending) =>
  async (read: Reading): Promise<{ writes: readonly Write[]; value: Record<string, never> }> => {
    const fresh = await loadMember(read, member._id, member);
    // A copy of the same request was first.
    if (fresh.openidHash === pseudonymOf(fresh).openidHash) return { writes: [], value: {} };
    const id = accountId(member.communityId, openid);
    const { communityId, _id: memberId } = fresh;
    const isAdmin = holds(fresh, 'admin', communityId, now);
    const others = isAdmin ? await adminLeaves(read, { memberId, communityId, now }) : [];
    const account = await read.get<AccountDoc>('accounts', id);
    const writes = [
      replace('members', pseudonymOf(fresh)),
      ...(account ? [remove('accounts', account)] : []),
      ...others,
      note,
    ];
    return { writes, value: {} };
  };
