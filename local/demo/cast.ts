/** Who of a courtyard has WeChat, who holds which role, who helps whom, who has a home in two courtyards. */
import { idFrom } from '../../cloudfunctions/kernel/ids';
import type { CommunityId, MemberId } from '../../miniprogram/contract/ids';
import type { GrantedRole } from '../../miniprogram/contract/roles';
import { chance, shuffled } from './chance';
import type { Courtyard } from './places';
import { type Home, homesOf, type Person } from './population';

/** Somebody with WeChat who has joined. */
export interface Resident {
  readonly person: Person;
  readonly home: Home;
  readonly courtyard: Courtyard;
  readonly openid: string;
  readonly memberId: MemberId;
}

/** A neighbour who acts for somebody with a text-only phone. */
export interface Help {
  readonly helper: Resident;
  readonly home: Home;
  readonly person: Person;
}

export interface Neighbourhood {
  readonly courtyard: Courtyard;
  readonly homes: readonly Home[];
  readonly residents: readonly Resident[];
  readonly owner: Resident;
  readonly deputies: readonly Resident[];
  readonly committee: readonly Resident[];
  readonly volunteers: readonly Resident[];
  readonly help: readonly Help[];
}

/** A resident who is also one of a household in another courtyard. */
export interface SecondHome {
  readonly resident: Resident;
  readonly courtyard: Courtyard;
  readonly home: Home;
  /** Whose entry in that household it is. */
  readonly person: Person;
}

export const memberIdOf = (communityId: CommunityId, openid: string): MemberId =>
  idFrom('mb', 'demo', communityId, openid);

/** Families that have not joined yet. */
const NOT_JOINED = 0.15;

export function neighbourhoodOf(courtyard: Courtyard): Neighbourhood {
  const homes = homesOf(courtyard);
  const residents = residentsOf(courtyard, homes);
  const grownUp = residents.filter(({ person }) => person.ageBand !== '14-17');
  const [first, ...others] = grownUp;
  const waiting = shuffled(others, 'roles', courtyard.key);
  const mayLead = ({ person }: Resident) => person.ageBand !== '80+';
  const take = (count: number, fits: (one: Resident) => boolean = () => true) => {
    const taken = waiting.filter(fits).slice(0, count);
    for (const one of taken) waiting.splice(waiting.indexOf(one), 1);
    return taken;
  };
  const [owner = first] = take(1, mayLead);
  if (!owner) throw new RangeError(`nobody of ${courtyard.code} has WeChat`);
  const deputies = take(1, mayLead);
  const committee = take(courtyard.committeeCount);
  const volunteers = take(2, mayLead);
  const help = helpIn(homes, waiting);
  return { courtyard, homes, residents, owner, deputies, committee, volunteers, help };
}

/** Round by round: every family that joined has one, then a second, until the courtyard's number is reached. */
function residentsOf(courtyard: Courtyard, homes: readonly Home[]): readonly Resident[] {
  const able = ({ phoneOnly, ageBand }: Person) => !phoneOnly && ageBand !== 'u14';
  const rank = ({ ageBand, key }: Person) =>
    (ageBand === '80+' ? 2 : ageBand === '14-17' ? 1 : 0) + chance('wechat', key);
  const later = homes
    .map((home, index) => ({ home, at: index === 0 ? 2 : chance('joined', home.id) }))
    .map(({ home, at }) => ({ home, at: home.people.some(able) ? at : -1 }))
    .sort((a, b) => a.at - b.at)
    .slice(0, Math.round(homes.length * NOT_JOINED))
    .map(({ home }) => home);
  const turns = homes
    .filter((home) => !later.includes(home))
    .flatMap((home, index) => {
      const [head, ...rest] = home.people.filter(able);
      const people = [...(head ? [head] : []), ...rest.sort((a, b) => rank(a) - rank(b))];
      return people.map((person, round) => ({ person, home, round, index }));
    })
    .sort((a, b) => a.round - b.round || a.index - b.index);
  return turns.slice(0, courtyard.accountCount).map(({ person, home }): Resident => {
    const ending = person.key.slice(courtyard.key.length);
    const openid = `${courtyard.openid}${ending}`;
    return {
      person,
      home,
      courtyard,
      openid,
      memberId: memberIdOf(courtyard.communityId, openid),
    };
  });
}

/** One neighbour for each person with a text-only phone, of the same stairwell where there is one left. */
function helpIn(homes: readonly Home[], free: readonly Resident[]): readonly Help[] {
  const left = [...free];
  return homes.flatMap((home) =>
    home.people
      .filter(({ phoneOnly }) => phoneOnly)
      .flatMap((person): Help[] => {
        const neighbours = left.filter((one) => one.home !== home);
        const helper = neighbours.find((one) => one.home.unit === home.unit) ?? neighbours[0];
        if (!helper) return [];
        left.splice(left.indexOf(helper), 1);
        return [{ helper, home, person }];
      }),
  );
}

export const rolesOf = (
  { owner, deputies, committee, volunteers }: Neighbourhood,
  resident: Resident,
): readonly GrantedRole[] => [
  ...(owner === resident ? (['owner'] as const) : []),
  ...(deputies.includes(resident) ? (['deputy'] as const) : []),
  ...(committee.includes(resident) ? (['committee'] as const) : []),
  ...(volunteers.includes(resident) ? (['volunteer'] as const) : []),
];

/** In each three courtyards one of the first also belongs to the second, one of the second to the third, and round. */
export function secondHomesOf(neighbourhoods: readonly Neighbourhood[]): readonly SecondHome[] {
  return neighbourhoods.flatMap((from, index): SecondHome[] => {
    const begin = index - (index % 3);
    const to = neighbourhoods[begin + ((index + 1) % 3)];
    const trio = neighbourhoods.length - begin >= 3;
    const resident = trio && to ? from.residents.find((one) => isPlain(from, one)) : undefined;
    if (!resident || !to) return [];
    const known = new Set(to.residents.map(({ person }) => person));
    for (const home of to.homes.slice(1)) {
      const person = home.people.find(
        (one) => one.ageBand === '18-59' && !known.has(one) && home.tenure === 'owner',
      );
      if (person) return [{ resident, courtyard: to.courtyard, home, person }];
    }
    return [];
  });
}

/** Neither of the first household, nor with a role, nor a helper: nothing else hangs on this person. */
function isPlain(neighbourhood: Neighbourhood, resident: Resident): boolean {
  const helps = neighbourhood.help.some(({ helper }) => helper === resident);
  const first = resident.home === neighbourhood.homes[0];
  const grownUp = resident.person.ageBand === '18-59';
  return grownUp && !first && !helps && rolesOf(neighbourhood, resident).length === 0;
}
