/** Four places and ten people, each with one role and nothing else, so that a cell of the matrix is one question. */

import type { CourtyardPlaceDigest } from '../../cloudfunctions/courtyard/documents';
import { placeDigestId } from '../../cloudfunctions/courtyard/documents';
import type { HouseholdDoc } from '../../cloudfunctions/directory/documents';
import { accountId, courtyardsOf } from '../../cloudfunctions/kernel/account-doc';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { Neighbourhood, Resident } from '../../local/demo/cast';
import { memberIdOf } from '../../local/demo/cast';
import type { Home } from '../../local/demo/population';
import { neighbourhoodAt, type Town } from '../../local/demo/town';
import type { MemberId } from '../../miniprogram/contract/ids';
import type { GrantedRole, Role } from '../../miniprogram/contract/roles';
import { COMMUNITY_ROLES } from '../../miniprogram/contract/roles';
import { type By, HOME, item } from '../support/community';
import type { Database } from '../support/database';
import { plant, townWith } from '../support/plant';
import { HELPED_NAME } from './things';

export const ROLES: readonly Role[] = [
  ...['stranger', 'resident', 'helper', 'owner', 'deputy', 'committee'],
  ...['volunteer', 'treasurer', 'staff', 'admin'],
] as Role[];

/** How a thing relates to the caller. Everybody's own courtyard is the first place. */
export const RELATIONS = ['own', 'courtyard', 'group', 'community', 'none'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Place {
  readonly town: Town;
  readonly yard: Neighbourhood;
  /** Community staff at that place: they make what the others are let at or kept from. */
  readonly keeper: By;
  /** Who owns the courtyard. */
  readonly ownerId: MemberId;
}

export interface World {
  readonly database: Database;
  readonly placeOf: (relation: Relation) => Place;
  /** The home of the resident, and the one the helper acts for. */
  readonly own: Home;
  readonly helped: Home;
  readonly other: (relation: Relation) => Home;
  readonly memberOf: (role: Role) => MemberId;
}

export const openidOf = (role: Role): string => `o_cell_${role}`;

export async function createWorld(database: Database, now: number): Promise<World> {
  const home = townWith(0, [1, 2, 5]);
  const elsewhere = townWith(1, [1]);
  await plant(database, [home, elsewhere], now);
  const placeAt = (town: Town, index: number): Place => {
    const yard = neighbourhoodAt(town, index);
    const { openid } = item(town.staff, 1);
    const by = { openid, community: town.community.id, courtyard: yard.courtyard.id };
    return { town, yard, keeper: by, ownerId: yard.owner.memberId };
  };
  const main = { ...placeAt(home, 0), ownerId: memberIdOf(HOME, openidOf('owner')) };
  const places = {
    own: main,
    courtyard: main,
    group: placeAt(home, 1),
    community: placeAt(home, 2),
    none: placeAt(elsewhere, 0),
  };
  const quiet = (relation: Relation) => quietHomes(places[relation].yard);
  const [own, helped] = quiet('own').slice(0, 2);
  if (!own || !helped) throw new Error('the first courtyard has too few quiet homes');
  const world: World = {
    database,
    own,
    helped,
    placeOf: (relation) => places[relation],
    other: (relation) => item(quiet(relation), 2),
    memberOf: (role) => memberIdOf(HOME, openidOf(role)),
  };
  for (const role of ROLES) {
    if (role !== 'stranger') await plantMember(world, role, now);
  }
  await setOwner(world);
  for (const relation of RELATIONS) await addOldFriend(world, world.other(relation));
  await addOldFriend(world, own);
  await addOldFriend(world, helped);
  return world;
}

/** Homes where nobody has a role or helps, so that an act on them disturbs nobody else. */
function quietHomes(yard: Neighbourhood): readonly Home[] {
  const busy = new Set<Home>([
    ...[yard.owner, ...yard.deputies, ...yard.committee, ...yard.volunteers].map(homeOf),
    ...yard.help.flatMap(({ helper, home }) => [helper.home, home]),
  ]);
  return yard.homes.filter((one) => !busy.has(one) && one.people.length >= 2);
}
const homeOf = ({ home }: Resident): Home => home;

async function plantMember(world: World, role: Exclude<Role, 'stranger'>, now: number) {
  const { database, own, helped } = world;
  const { courtyard } = world.placeOf('own').yard;
  const at = (home: Home) => ({
    householdId: home.id,
    courtyardId: courtyard.id,
    label: `${home.unit} ${home.door}`,
    since: now - 1,
  });
  const granted = role === 'resident' || role === 'helper' ? [] : [grantOf(role, world, now)];
  const link = { personName: item(helped.people).name, status: 'active' as const };
  const member: MemberDoc = {
    _id: world.memberOf(role),
    communityId: HOME,
    rev: 1,
    openidHash: openidHash(HOME, openidOf(role)),
    name: `格子${role.slice(0, 2)}`,
    households: role === 'resident' ? [at(own)] : [],
    actingFor: role === 'helper' ? [{ ...at(helped), ...link }] : [],
    roles: granted,
    waiting: [],
    groups: {},
    createdAt: now - 1,
  };
  const account = {
    _id: accountId(HOME, openidOf(role)),
    communityId: HOME,
    rev: 1,
    memberId: member._id,
    credits: {},
    courtyards: courtyardsOf(member),
  };
  await database.add('members', [member]);
  await database.add('accounts', [account]);
  if (role === 'resident') await settleIn(world, own);
  if (role === 'helper') {
    const entry = { ...link, memberId: member._id, name: member.name, since: now - 1 };
    await database.change('households', helped.id, { helpers: [entry] });
  }
}

/** The resident is one of the people behind the own door. */
async function settleIn({ database, memberOf }: World, home: Home): Promise<void> {
  const doc = await database.get<HouseholdDoc>('households', home.id);
  const [first, ...others] = doc?.people ?? [];
  const people = [{ ...first, memberId: memberOf('resident') }, ...others];
  await database.change('households', home.id, { people });
}

/** Somebody with a text-only phone, for whom a keeper may say yes. */
async function addOldFriend({ database }: World, home: Home): Promise<void> {
  const doc = await database.get<HouseholdDoc>('households', home.id);
  const people = doc?.people ?? [];
  if (people.some(({ name }) => name === HELPED_NAME)) return;
  const id = `pe_friend${home.id.slice(3)}`;
  const friend = { id, name: HELPED_NAME, ageBand: '80+', phoneOnly: true };
  await database.change('households', home.id, { people: [...people, friend] });
}

const grantOf = (role: GrantedRole, world: World, now: number) => ({
  role,
  scope: COMMUNITY_ROLES.includes(role) ? HOME : world.placeOf('own').yard.courtyard.id,
  from: now - 1,
  grantedBy: 'setting' as const,
});

/** There is one owner: the demo's gives way to the matrix's. */
async function setOwner({ database, placeOf, memberOf }: World): Promise<void> {
  const { courtyard, owner } = placeOf('own').yard;
  await database.change('members', owner.memberId, { roles: [] });
  const place: Partial<CourtyardPlaceDigest> = { ownerId: memberOf('owner'), ownerLabel: '群主' };
  await database.change('digests', placeDigestId(courtyard.id), place);
}
