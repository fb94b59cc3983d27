/** The documents of households and of the people in them. */
import type { ContactsDoc, HouseholdDoc } from '../../cloudfunctions/directory/documents';
import { type AccountDoc, accountId, courtyardsOf } from '../../cloudfunctions/kernel/account-doc';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import { DAY_MS, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { MemberId } from '../../miniprogram/contract/ids';
import { PRIVACY_VERSION } from '../../miniprogram/contract/member';
import type { RoleGrant } from '../../miniprogram/contract/roles';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type Help, type Neighbourhood, type Resident, rolesOf, type SecondHome } from './cast';
import { chance } from './chance';
import { labelOf, shownOf } from './plate';
import type { Home } from './population';
import type { Worker } from './staff';
import { LONG_AGO, type Town } from './town';

const longAgo = (...key: readonly string[]): EpochMs =>
  LONG_AGO + Math.floor(chance('since', ...key) * 90) * DAY_MS;

export function householdDoc(
  { courtyard, owner, residents, help }: Neighbourhood,
  home: Home,
  secondHomes: readonly SecondHome[],
): HouseholdDoc {
  const family = residents.filter((one) => one.home === home);
  const second = secondHomes.find((one) => one.home === home);
  return {
    _id: home.id,
    communityId: courtyard.communityId,
    rev: 1,
    courtyardId: courtyard.id,
    unit: home.unit,
    door: home.door,
    family: home.family,
    label: labelOf(home),
    shown: shownOf(home),
    tenure: home.tenure,
    people: home.people.map((person) => {
      const { id, name, ageBand, phoneOnly } = person;
      const memberId = family.find((one) => one.person === person)?.memberId;
      const entry = { id, name, ageBand, phoneOnly, ...(memberId ? { memberId } : {}) };
      if (second?.person !== person) return entry;
      return { ...entry, name: second.resident.person.name, memberId: second.resident.memberId };
    }),
    helpers: help
      .filter((one) => one.home === home)
      .map(({ helper, person }) => ({
        memberId: helper.memberId,
        name: helper.person.name,
        personName: person.name,
        status: 'active' as const,
        since: longAgo(helper.openid, 'help'),
        consentBy: family[0]?.memberId ?? owner.memberId,
      })),
    away: [],
    status: 'active',
    trail: [],
  };
}

/** Numbers nobody has; a few households gave none. */
export function contactsDoc({ courtyard }: Neighbourhood, home: Home): ContactsDoc {
  const [head, ...others] = home.people;
  const asked = [...(head ? [head] : []), ...others.filter(({ phoneOnly }) => phoneOnly)];
  const given = asked.filter(({ key, phoneOnly }) => phoneOnly || chance('gave', key) < 0.9);
  return {
    _id: home.id,
    communityId: courtyard.communityId,
    rev: 1,
    courtyardId: courtyard.id,
    phones: given.map(({ id, name, key }) => ({
      personId: id,
      name,
      phone: `028-8300 ${String(Math.floor(chance('number', key) * 10_000)).padStart(4, '0')}`,
    })),
  };
}

export interface Joined {
  readonly member: MemberDoc;
  readonly account: AccountDoc;
}

export function residentDocs(town: Town, neighbourhood: Neighbourhood, now: EpochMs): Joined[] {
  const [secretary] = town.staff;
  return neighbourhood.residents.map((resident): Joined => {
    const { openid, courtyard, home, person } = resident;
    const since = longAgo(openid);
    const help = neighbourhood.help.filter(({ helper }) => helper === resident);
    const second = town.secondHomes.filter((one) => one.resident === resident);
    const households = [
      { householdId: home.id, courtyardId: courtyard.id, label: labelOf(home), since },
      ...second.map((one) => ({
        householdId: one.home.id,
        courtyardId: one.courtyard.id,
        label: labelOf(one.home),
        since: longAgo(openid, 'second'),
      })),
    ];
    const cameFromGroup = courtyard.group !== 'unbound' && chance('came', openid) < 0.8;
    const groups = cameFromGroup ? { [courtyard.opengid]: courtyard.id } : {};
    const roles = grantsOf(neighbourhood, resident, { secretary, now });
    return joined(openid, { resident, name: person.name, households, roles, help, groups, since });
  });
}

export const workerDocs = ({ staff, community }: Town): Joined[] =>
  staff.map((worker): Joined => {
    const resident = { memberId: worker.memberId, communityId: community.id };
    const roles = worker.roles.map(
      (role): RoleGrant => ({ role, scope: community.id, from: LONG_AGO, grantedBy: 'setting' }),
    );
    const nothing = { households: [], help: [], groups: {}, since: LONG_AGO };
    return joined(worker.openid, { resident, name: worker.name, roles, ...nothing });
  });

function joined(
  openid: string,
  one: {
    readonly resident:
      | Resident
      | { readonly memberId: MemberId; readonly communityId: MemberDoc['communityId'] };
    readonly help: readonly Help[];
    readonly since: EpochMs;
  } & Pick<MemberDoc, 'name' | 'households' | 'roles' | 'groups'>,
): Joined {
  const { resident, name, households, roles, help, groups, since } = one;
  const { memberId } = resident;
  const communityId =
    'courtyard' in resident ? resident.courtyard.communityId : resident.communityId;
  const member: MemberDoc = {
    _id: memberId,
    communityId,
    rev: 1,
    openidHash: openidHash(communityId, openid),
    name,
    households,
    // Only neighbours of the same courtyard help each other here.
    actingFor: help.map(({ home, person, helper }) => ({
      householdId: home.id,
      courtyardId: helper.courtyard.id,
      label: labelOf(home),
      personName: person.name,
      status: 'active' as const,
      since: longAgo(openid, 'help'),
    })),
    roles,
    waiting: [],
    agreed: { version: PRIVACY_VERSION, at: since },
    groups,
    createdAt: since,
  };
  const account: AccountDoc = {
    _id: accountId(communityId, openid),
    communityId,
    rev: 1,
    memberId,
    credits: {},
    courtyards: courtyardsOf(member),
  };
  return { member, account };
}

/** Committees are in office to the end of next year; whoever named somebody stands beside it. */
function grantsOf(
  neighbourhood: Neighbourhood,
  resident: Resident,
  { secretary, now }: { secretary: Worker | undefined; now: EpochMs },
): readonly RoleGrant[] {
  const until = instant(`${Number(dayOf(now).slice(0, 4)) + 2}-01-01`);
  return rolesOf(neighbourhood, resident).map((role): RoleGrant => {
    const byOwner = role === 'deputy' || role === 'volunteer';
    const grantedBy = byOwner ? neighbourhood.owner.memberId : secretary?.memberId;
    return {
      role,
      scope: resident.courtyard.id,
      from: LONG_AGO,
      ...(role === 'committee' || role === 'volunteer' ? { until } : {}),
      grantedBy: grantedBy ?? 'setting',
    };
  });
}
