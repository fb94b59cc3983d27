/** The documents of a community and its courtyards. */
import type {
  BindingDoc,
  CommunityDoc,
  CourtyardDoc,
  Plate,
} from '../../cloudfunctions/courtyard/documents';
import { bindingId } from '../../cloudfunctions/courtyard/documents';
import { communityPlace, courtyardPlace } from '../../cloudfunctions/courtyard/public';
import type { Doc } from '../../cloudfunctions/kernel/database';
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Neighbourhood, SecondHome } from './cast';
import type { Community, Courtyard } from './places';
import { labelOf } from './plate';
import type { Home } from './population';
import { LONG_AGO, type Town } from './town';

/** Turns a name into its pinyin initials. */
export type Initials = (name: string) => string;

export const communityDoc = ({ id, name, phone, courtyards }: Community): CommunityDoc => ({
  _id: id,
  communityId: id,
  rev: 1,
  name,
  phone,
  responseLevel: 0,
  drill: false,
  residentGroups: [...new Set(courtyards.map(({ residentGroup }) => residentGroup))].map((no) => ({
    no,
    name: `第${no}居民小组`,
  })),
});

export function courtyardDoc(neighbourhood: Neighbourhood, initials: Initials): CourtyardDoc {
  const { courtyard, homes } = neighbourhood;
  const plates = homes.map((home): [HouseholdId, Plate] => [
    home.id,
    {
      unit: home.unit,
      door: home.door,
      family: home.family,
      label: labelOf(home),
      away: home.tenure === 'away',
    },
  ]);
  return {
    _id: courtyard.id,
    communityId: courtyard.communityId,
    rev: 1,
    code: courtyard.code,
    name: courtyard.name,
    aliases: courtyard.aliases,
    initials: [courtyard.name, ...courtyard.aliases].map(initials),
    kind: courtyard.kind,
    residentGroup: courtyard.residentGroup,
    guardCount: courtyard.guardCount,
    permanentCount: courtyard.permanentCount,
    floatingCount: courtyard.floatingCount,
    aged60Count: courtyard.aged60Count,
    ...gateOf(courtyard),
    ...(courtyard.group === 'unbound'
      ? {}
      : { group: { opengid: courtyard.opengid, boundAt: LONG_AGO + 10 * DAY_MS } }),
    plates: Object.fromEntries(plates),
  };
}

/** Where no guard opens at night the gate has hours: those of duty, which the source gives. */
const gateOf = ({ guardCount }: Courtyard): Pick<CourtyardDoc, 'gate'> =>
  guardCount === 0 ? { gate: { opensAt: '08:00', closesAt: '20:00' } } : {};

/** A rebuilt group leaves a binding that leads nowhere any more. */
export function bindingDocs({ courtyard, owner }: Neighbourhood): readonly BindingDoc[] {
  const binding = (opengid: string, live: boolean, day: number): BindingDoc => ({
    _id: bindingId(courtyard.communityId, opengid),
    communityId: courtyard.communityId,
    rev: 1,
    courtyardId: courtyard.id,
    live,
    boundAt: LONG_AGO + day * DAY_MS,
    boundBy: owner.memberId,
    rebound: live && courtyard.group === 'rebuilt',
    requestId: `demo-${opengid}`,
  });
  const now = binding(courtyard.opengid, true, 10);
  if (courtyard.group === 'unbound') return [];
  return courtyard.group === 'rebuilt' ? [binding(formerGroup(courtyard), false, 3), now] : [now];
}

export const formerGroup = ({ opengid }: Courtyard): string => `${opengid}_old`;

export function placeDigests(
  { community, neighbourhoods, secondHomes }: Town,
  courtyards: readonly CourtyardDoc[],
): readonly Doc[] {
  const each = neighbourhoods.flatMap((neighbourhood, index) => {
    const courtyard = courtyards[index];
    const joined = joinedHomes(neighbourhood, secondHomes).size;
    const { memberId: ownerId, home } = neighbourhood.owner;
    const others = { waitingJoins: 0, joined, ownerId, ownerLabel: labelOf(home) };
    return courtyard ? [courtyardPlace(courtyard, others)] : [];
  });
  return [communityPlace(communityDoc(community), courtyards), ...each];
}

/** Homes with at least one who has joined. */
const joinedHomes = (
  { courtyard, residents }: Neighbourhood,
  secondHomes: readonly SecondHome[],
): ReadonlySet<Home> =>
  new Set([
    ...residents.map(({ home }) => home),
    ...secondHomes.filter((one) => one.courtyard === courtyard).map(({ home }) => home),
  ]);
