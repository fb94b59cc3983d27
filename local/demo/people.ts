/** The demo people as the shell and the tests ask for them: read from the documents, so it is true after every act. */
import type { CourtyardDoc } from '../../cloudfunctions/courtyard/documents';
import { type AccountDoc, openidOf } from '../../cloudfunctions/kernel/account-doc';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Doc, PeopleQuery, Person, SeedTarget } from '../server/ports';
import { HOME_COMMUNITY } from './places';
import { titleOf } from './staff';
import { newcomerOpenids } from './town';

/** The roles of the list, highest first; somebody with several is listed under the first. */
const ROLES = [
  ...(['admin', 'staff', 'treasurer', 'owner', 'deputy', 'committee', 'volunteer'] as const),
];
const LISTED = [...ROLES, 'helper', 'newcomer', 'resident'];

type Place = Pick<CourtyardDoc, '_id' | 'code' | 'name' | 'group'>;

/**
 * `courtyard` is an id or a code; without one the home community answers. `newcomer` is somebody in the WeChat group
 * who has not joined. Order: by role as in `LISTED`, then courtyard and door.
 */
export function peopleOf(query: PeopleQuery, target: SeedTarget): readonly Person[] {
  const places = placesOf(query, target);
  const members = membersOf(query, places, target);
  const known = new Set(members.map(({ openid }) => openid));
  const waits = waitingIn(places, target);
  const newcomers = [...places.values()].flatMap((place) => newcomersAt(place, waits));
  const everybody = [...members, ...newcomers.filter(({ openid }) => !known.has(openid))];
  const asked = everybody.filter(({ role }) => query.role === undefined || role === query.role);
  return asked.sort((a, b) => LISTED.indexOf(a.role) - LISTED.indexOf(b.role));
}

function placesOf({ courtyard }: PeopleQuery, target: SeedTarget): ReadonlyMap<CourtyardId, Place> {
  const filter = courtyard?.startsWith('cy_')
    ? { _id: courtyard }
    : {
        communityId: HOME_COMMUNITY,
        ...(courtyard === undefined ? {} : { code: courtyard.toUpperCase() }),
      };
  const docs = readAll<CourtyardDoc>(target, 'courtyards', filter);
  return new Map(docs.map((doc) => [doc._id, doc]));
}

function membersOf(
  { courtyard }: PeopleQuery,
  places: ReadonlyMap<CourtyardId, Place>,
  target: SeedTarget,
): readonly Person[] {
  const ids = [...places.keys()];
  const community = { communityId: HOME_COMMUNITY };
  const here = courtyard === undefined ? community : { courtyards: ids[0] ?? '' };
  const accounts = readAll<AccountDoc>(target, 'accounts', here);
  const members = readAll<MemberDoc>(
    target,
    'members',
    courtyard === undefined ? community : { 'households.courtyardId': ids[0] ?? '' },
  );
  const byId = new Map(members.map((member) => [member._id, member]));
  const now = target.clock.now();
  return accounts.flatMap((account): Person[] => {
    const member = byId.get(account.memberId);
    const belongs = member && (member.households.length > 0 || member.roles.length > 0);
    return belongs ? [personOf(member, openidOf(account), { places, now })] : [];
  });
}

function personOf(
  member: MemberDoc,
  openid: string,
  { places, now }: { places: ReadonlyMap<CourtyardId, Place>; now: EpochMs },
): Person {
  const role = roleOf(member, now);
  const granted = member.roles.find((one) => one.role === role);
  const scope = granted?.scope.startsWith('cy_') ? (granted.scope as CourtyardId) : undefined;
  const home =
    member.households.find(({ courtyardId }) => courtyardId === scope) ??
    member.households.find(({ courtyardId }) => places.has(courtyardId));
  const place = places.get(scope ?? home?.courtyardId ?? 'cy_');
  return {
    openid,
    name: member.name,
    role,
    ...(place ? { courtyard: place._id, courtyardName: place.name } : {}),
    label: titleOf(openid) ?? labelOf(member, role, home?.label),
    ...(place?.group ? { opengid: place.group.opengid } : {}),
  };
}

function roleOf({ roles, actingFor }: MemberDoc, now: EpochMs): string {
  const held = new Set(
    roles
      .filter(({ from, until }) => from <= now && (until === undefined || now < until))
      .map(({ role }) => role),
  );
  const highest = ROLES.find((role) => held.has(role));
  if (highest) return highest;
  return actingFor.some(({ status }) => status === 'active') ? 'helper' : 'resident';
}

/** A helper is told apart by whom the person helps. */
function labelOf({ actingFor }: MemberDoc, role: string, home: string | undefined): string {
  const [helped] = actingFor.filter(({ status }) => status === 'active');
  if (role === 'helper' && helped)
    return `${home ?? ''}，替${helped.personName}（${helped.label}）`;
  return home ?? '社区';
}

/** Who waits for a yes, and for which door. */
function waitingIn(
  places: ReadonlyMap<CourtyardId, Place>,
  target: SeedTarget,
): ReadonlyMap<string, string> {
  const doors = new Map<string, string>();
  for (const place of places.keys()) {
    for (const { _id, communityId, waiting } of readAll<MemberDoc>(target, 'members', {
      'waiting.courtyardId': place,
    })) {
      const door = waiting.find(({ courtyardId }) => courtyardId === place)?.label ?? '';
      const accounts = readAll<AccountDoc>(target, 'accounts', { communityId, memberId: _id });
      for (const account of accounts) doors.set(openidOf(account), door);
    }
  }
  return doors;
}

/** They stay newcomers while they wait for a yes. */
const newcomersAt = (
  { _id, name, group }: Place,
  waits: ReadonlyMap<string, string>,
): readonly Person[] =>
  newcomerOpenids(_id).map((openid, index) => ({
    openid,
    name: `新邻居${'甲乙丙丁'[index] ?? ''}`,
    role: 'newcomer',
    courtyard: _id,
    courtyardName: name,
    label: waits.has(openid) ? `等群主点头：${waits.get(openid)}` : '在群里，还没加入',
    ...(group === undefined ? {} : { opengid: group.opengid }),
  }));

const PAGE = 500;

function readAll<T>(target: SeedTarget, collection: string, filter: Doc): readonly T[] {
  const all: T[] = [];
  let after: number | undefined;
  do {
    const page = target.read(collection, {
      limit: PAGE,
      filter,
      ...(after === undefined ? {} : { after }),
    });
    all.push(...(page.docs as T[]));
    after = page.next;
  } while (after !== undefined);
  return all;
}
