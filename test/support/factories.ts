/**
 * A community as small as a test wants it, put straight into the documents of a running product: a register
 * without any acts. What people do in it goes through real calls.
 */

import type {
  CommunityPlaceDigest,
  CourtyardDoc,
  CourtyardPlaceDigest,
} from '../../cloudfunctions/courtyard/public';
import { placeDigestId } from '../../cloudfunctions/courtyard/public';
import type { ContactsDoc, HouseholdDoc } from '../../cloudfunctions/directory/public';
import { type AccountDoc, accountId } from '../../cloudfunctions/kernel/account-doc';
import { openidHash } from '../../cloudfunctions/kernel/ids';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
} from '../../miniprogram/contract/ids';
import type { GrantedRole } from '../../miniprogram/contract/roles';
import type { Database } from './database';

export interface HomeSpec {
  readonly unit: string;
  readonly door: string;
  readonly family: string;
  readonly away?: boolean;
  /** A telephone number kept for calls. */
  readonly phone?: string;
}

export interface YardSpec {
  readonly id: CourtyardId;
  readonly name: string;
  /** By household id. */
  readonly homes: Readonly<Record<HouseholdId, HomeSpec>>;
}

export interface PersonSpec {
  readonly openid: string;
  readonly name: string;
  readonly lives?: readonly HouseholdId[];
  /** Households that said yes to this helper. */
  readonly helps?: readonly HouseholdId[];
  readonly roles?: readonly { readonly role: GrantedRole; readonly at?: CourtyardId }[];
  readonly credits?: Readonly<Record<string, number>>;
}

export interface TownSpec {
  readonly id: CommunityId;
  readonly name: string;
  readonly phone: string;
  readonly drill?: boolean;
  readonly yards: readonly YardSpec[];
  readonly people: readonly PersonSpec[];
}

/** The same openid is the same member of the community. */
export const memberIdOf = (openid: string): MemberId => `mb_${openid.replace(/[^0-9a-z]/g, '')}`;

/** `count` households of one courtyard, ten to a unit: `hh_<prefix>1` is 1单元 101. */
export function homes(prefix: string, count: number): Readonly<Record<HouseholdId, HomeSpec>> {
  const families = ['李', '王', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
  const entries = Array.from({ length: count }, (_, i): [HouseholdId, HomeSpec] => [
    `hh_${prefix}${i + 1}`,
    {
      unit: `${Math.floor(i / 10) + 1}单元`,
      door: `${(i % 5) + 1}0${Math.floor((i % 10) / 5) + 1}`,
      family: `${families[i % 10] ?? ''}家`,
    },
  ]);
  return Object.fromEntries(entries);
}

export const labelOf = ({ unit, door, family }: HomeSpec): string => `${unit} ${door} ${family}`;

/** Puts the whole community there. */
export async function settle(database: Database, town: TownSpec, now: number): Promise<void> {
  const base = { communityId: town.id, rev: 1 };
  await database.add('communities', [
    {
      ...base,
      _id: town.id,
      name: town.name,
      phone: town.phone,
      responseLevel: 0,
      drill: town.drill ?? false,
      residentGroups: [],
    },
  ]);
  await database.add('digests', [
    communityDigest(town),
    ...town.yards.map((yard) => yardDigest(town, yard)),
  ]);
  await database.add(
    'courtyards',
    town.yards.map((yard, i) => courtyardDoc(town, yard, i)),
  );
  for (const yard of town.yards) {
    const all = Object.entries(yard.homes) as [HouseholdId, HomeSpec][];
    await database.add(
      'households',
      all.map(([id, home]) => householdDoc(town, yard, [id, home])),
    );
    await database.add(
      'contacts',
      all.flatMap(([id, home]) => contactsDoc(town, yard, [id, home])),
    );
  }
  await database.add(
    'members',
    town.people.map((person) => memberDoc(town, person, now)),
  );
  await database.add(
    'accounts',
    town.people.map((person) => accountDoc(town, person)),
  );
}

const homeIn = (town: TownSpec, id: HouseholdId) => {
  const yard = town.yards.find(({ homes: all }) => all[id] !== undefined);
  const home = yard?.homes[id];
  if (!yard || !home) throw new Error(`no household ${id} in ${town.id}`);
  return { yard, home };
};

const communityDigest = (town: TownSpec): CommunityPlaceDigest => ({
  _id: placeDigestId(town.id),
  communityId: town.id,
  rev: 1,
  name: town.name,
  phone: town.phone,
  responseLevel: 0,
  drill: town.drill ?? false,
  courtyards: town.yards.map(({ id, name, homes: all }) => ({
    id,
    name,
    households: Object.keys(all).length,
  })),
});

const ownerOf = (town: TownSpec, yard: YardSpec) => {
  const owner = town.people.find(({ roles = [] }) =>
    roles.some(({ role, at }) => role === 'owner' && at === yard.id),
  );
  if (!owner) return {};
  const home = owner.lives?.map((id) => yard.homes[id]).find((one) => one !== undefined);
  return { ownerId: memberIdOf(owner.openid), ownerLabel: home ? labelOf(home) : owner.name };
};

const yardDigest = (town: TownSpec, yard: YardSpec): CourtyardPlaceDigest => ({
  _id: placeDigestId(yard.id),
  communityId: town.id,
  rev: 1,
  name: yard.name,
  ...ownerOf(town, yard),
  groupBound: false,
  households: Object.keys(yard.homes).length,
  joined: 0,
  waitingJoins: 0,
});

const courtyardDoc = (town: TownSpec, yard: YardSpec, index: number): CourtyardDoc => ({
  _id: yard.id,
  communityId: town.id,
  rev: 1,
  code: `C${String(index + 1).padStart(2, '0')}`,
  name: yard.name,
  aliases: [],
  initials: [],
  kind: 'old',
  residentGroup: 1,
  guardCount: 0,
  permanentCount: 0,
  floatingCount: 0,
  aged60Count: 0,
  plates: Object.fromEntries(
    Object.entries(yard.homes).map(([id, home]) => {
      const { unit, door, family, away = false } = home;
      return [id, { unit, door, family, label: labelOf(home), away }];
    }),
  ),
});

const householdDoc = (
  town: TownSpec,
  yard: YardSpec,
  [id, home]: [HouseholdId, HomeSpec],
): HouseholdDoc => ({
  _id: id,
  communityId: town.id,
  rev: 1,
  courtyardId: yard.id,
  unit: home.unit,
  door: home.door,
  family: home.family,
  label: labelOf(home),
  shown: { door: true, name: true },
  tenure: home.away ? 'away' : 'owner',
  people: [],
  helpers: [],
  away: [],
  status: 'active',
  trail: [],
});

const contactsDoc = (
  town: TownSpec,
  yard: YardSpec,
  [id, { family, phone }]: [HouseholdId, HomeSpec],
): readonly ContactsDoc[] =>
  phone === undefined
    ? []
    : [
        {
          _id: id,
          communityId: town.id,
          rev: 1,
          courtyardId: yard.id,
          phones: [{ personId: 'pe_1', name: family, phone }],
        },
      ];

function memberDoc(town: TownSpec, person: PersonSpec, now: number): MemberDoc {
  const place = (householdId: HouseholdId) => {
    const { yard, home } = homeIn(town, householdId);
    return { householdId, courtyardId: yard.id, label: labelOf(home), since: now };
  };
  return {
    _id: memberIdOf(person.openid),
    communityId: town.id,
    rev: 1,
    openidHash: openidHash(town.id, person.openid),
    name: person.name,
    households: (person.lives ?? []).map(place),
    actingFor: (person.helps ?? []).map((id) => ({
      ...place(id),
      personName: '婆婆',
      status: 'active' as const,
    })),
    roles: (person.roles ?? []).map(({ role, at }) => ({
      role,
      scope: at ?? town.id,
      from: now,
      grantedBy: 'setting' as const,
    })),
    waiting: [],
    groups: {},
    createdAt: now,
  };
}

function accountDoc(town: TownSpec, person: PersonSpec): AccountDoc {
  const all = [...(person.lives ?? []), ...(person.helps ?? [])];
  return {
    _id: accountId(town.id, person.openid),
    communityId: town.id,
    rev: 1,
    memberId: memberIdOf(person.openid),
    credits: person.credits ?? {},
    courtyards: [...new Set(all.map((id) => homeIn(town, id).yard.id))],
  };
}
