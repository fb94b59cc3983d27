/** Who is told of what concerns a household: those who live there, and those who help it. */
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
} from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { GrantedRole } from '../../miniprogram/contract/roles';
import type { EpochMs } from '../../miniprogram/contract/units';
import { holdersAt } from '../courtyard/public';
import type { AccountDoc } from '../kernel/account-doc';
import { atLeast, oneOf } from '../kernel/conditions';
import type { MemberDoc } from '../kernel/member-doc';
import type { Store } from '../kernel/store';

export interface Place {
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
}

export interface Receiver {
  readonly member: MemberDoc;
  readonly household: HouseholdId;
  /** Absent for those who live there. */
  readonly helps?: string;
}

const FIELDS = ['communityId', 'households', 'actingFor'];

/** Two requests, however many households; for the biggest courtyard a few more. */
export async function receiversOf(
  store: Pick<Store, 'find'>,
  { communityId, courtyardId }: Place,
  households: readonly HouseholdId[],
): Promise<readonly Receiver[]> {
  const receivers: Receiver[] = [];
  for (let i = 0; i < households.length; i += PER_REQUEST) {
    const some = households.slice(i, i + PER_REQUEST);
    const find = (where: object) =>
      store.find<MemberDoc>({
        collection: 'members',
        where: where as Record<string, unknown>,
        limit: LIMITS.listMax,
        fields: FIELDS,
      });
    const residents = await find({
      'households.courtyardId': courtyardId,
      'households.householdId': oneOf(some),
    });
    const helpers = await find({ 'actingFor.householdId': oneOf(some) });
    receivers.push(
      ...residents.flatMap((member) =>
        member.households
          .filter(({ householdId }) => some.includes(householdId))
          .map(({ householdId: household }) => ({ member, household })),
      ),
      ...helpers.flatMap((member) =>
        member.actingFor
          .filter(({ householdId, status }) => status === 'active' && some.includes(householdId))
          .map(({ householdId: household, label }) => ({ member, household, helps: label })),
      ),
    );
  }
  return receivers.filter(({ member }) => member.communityId === communityId);
}

/** So few that a hundred members are enough: four grown-ups behind a door. */
const PER_REQUEST = 25;

/** The households of a courtyard where somebody reads the app, of the first hundred people, by id. */
export async function readersIn(
  store: Pick<Store, 'find'>,
  { communityId, courtyardId }: Place,
): Promise<readonly HouseholdId[]> {
  const members = await store.find<MemberDoc>({
    collection: 'members',
    where: { 'households.courtyardId': courtyardId },
    order: [['_id', 1]],
    limit: LIMITS.listMax,
    fields: ['communityId', 'households'],
  });
  const homes = members
    .filter((member) => member.communityId === communityId)
    .flatMap(({ households }) => households)
    .filter((home) => home.courtyardId === courtyardId);
  return [...new Set(homes.map(({ householdId }) => householdId))].sort();
}

/** Of these members those who allow a message about duty: nobody else is bothered, or even queued for. */
export async function whoAllow(
  store: Pick<Store, 'find'>,
  communityId: CommunityId,
  members: readonly MemberId[],
): Promise<ReadonlySet<MemberId>> {
  const ids = [...new Set(members)];
  const allowed = new Set<MemberId>();
  for (let i = 0; i < ids.length; i += LIMITS.listMax) {
    const some = ids.slice(i, i + LIMITS.listMax);
    const accounts = await store.find<AccountDoc>({
      collection: 'accounts',
      where: { communityId, memberId: oneOf(some), 'credits.duty': atLeast(1) },
      limit: some.length,
      fields: ['memberId'],
    });
    for (const { memberId } of accounts) allowed.add(memberId);
  }
  return allowed;
}

const KEEPERS: readonly GrantedRole[] = ['owner', 'deputy', 'committee'];
const STAFF: readonly GrantedRole[] = ['staff', 'admin'];

async function holding(
  store: Pick<Store, 'find'>,
  at: { readonly communityId: CommunityId; readonly scope: CourtyardId | CommunityId },
  roles: readonly GrantedRole[],
  now: EpochMs,
): Promise<readonly MemberDoc[]> {
  const { communityId, scope } = at;
  const holders = await holdersAt(store as Store, communityId, scope);
  return holders.filter((member) =>
    member.roles.some(
      (one) =>
        roles.includes(one.role) &&
        one.scope === scope &&
        one.from <= now &&
        (one.until === undefined || now < one.until),
    ),
  );
}

/** Those who work for the whole community. */
export const staffOf = (
  store: Pick<Store, 'find'>,
  communityId: CommunityId,
  now: EpochMs,
): Promise<readonly MemberDoc[]> => holding(store, { communityId, scope: communityId }, STAFF, now);

/** Those who answer for the gate; where a courtyard has nobody, the community's staff. */
export async function keepersOf(
  store: Pick<Store, 'find'>,
  { communityId, courtyardId }: Place,
  now: EpochMs,
): Promise<readonly MemberDoc[]> {
  const here = await holding(store, { communityId, scope: courtyardId }, KEEPERS, now);
  return here.length > 0 ? here : staffOf(store, communityId, now);
}
