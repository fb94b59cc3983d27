/** Everything stored about one person, gathered for reading. @see docs/domain/member.md §8 */
import { exportFromContests, type OwnContests } from '../contest/public';
import type { ContactsDoc, HouseholdDoc } from '../directory/public';
import {
  exportFromCampaigns,
  exportFromPots,
  type OwnFlowers,
  type OwnGiving,
} from '../flower/public';
import { exportFromFund, type OwnVoucher } from '../fund/public';
import { exportFromBuying, type OwnBuying } from '../groupbuy/public';
import { type AccountDoc, accountId } from '../kernel/account-doc';
import { type Caller, memberOf } from '../kernel/caller';
import type { MemberDoc } from '../kernel/member-doc';
import type { Store } from '../kernel/store';
import { exportFromNotices } from '../notice/public';
import { exportFromRoster, type OwnDuty } from '../roster/public';

export interface OwnData {
  readonly member: MemberDoc;
  readonly account: AccountDoc | undefined;
  readonly households: readonly HouseholdDoc[];
  readonly contacts: readonly ContactsDoc[];
  readonly questions: Awaited<ReturnType<typeof exportFromNotices>>;
  readonly duty: OwnDuty;
  readonly buying: OwnBuying;
  readonly flowers: OwnFlowers;
  readonly giving: OwnGiving;
  readonly contests: OwnContests;
  readonly vouchers: readonly OwnVoucher[];
}

/** One request for each collection that may hold something, all at once; none of them more than a page. */
export async function gather(store: Store, caller: Caller): Promise<OwnData> {
  const member = memberOf(caller);
  const { communityId, openid } = caller;
  const ids = member.households.map(({ householdId }) => householdId);
  const mine = { communityId, memberId: member._id };
  const [
    account,
    households,
    contacts,
    questions,
    duty,
    vouchers,
    buying,
    flowers,
    giving,
    contests,
  ] = await Promise.all([
    store.get<AccountDoc>('accounts', accountId(communityId, openid)),
    store.getAll<HouseholdDoc>('households', ids),
    store.getAll<ContactsDoc>('contacts', ids),
    exportFromNotices(store, mine),
    exportFromRoster(store, mine),
    exportFromFund(store, mine),
    exportFromBuying(store, { ...mine, households: ids }),
    exportFromPots(store, mine),
    exportFromCampaigns(store, mine),
    exportFromContests(store, mine),
  ]);
  const written = { contests, questions, duty, vouchers, flowers, giving };
  return { buying, member, account, households, contacts, ...written };
}

/** The register's lines about this member. */
export const ownPeople = ({ member, households }: OwnData) =>
  households.flatMap(({ _id, people }) =>
    people
      .filter(({ memberId }) => memberId === member._id)
      .map((person) => ({ ...person, householdId: _id })),
  );

export const ownPhones = (data: OwnData): readonly string[] => {
  const own = new Set(ownPeople(data).map(({ id }) => id));
  return data.contacts.flatMap(({ phones }) =>
    phones.filter(({ personId }) => own.has(personId)).map(({ phone }) => phone),
  );
};
