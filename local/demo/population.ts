/** Who lives behind each door: the published sums, to the person. */
import type { Tenure } from '../../miniprogram/contract/directory';
import type { HouseholdId, PersonId } from '../../miniprogram/contract/ids';
import type { AgeBand } from '../../miniprogram/contract/member';
import { chance, pick, shares, shuffled } from './chance';
import { type Door, doorsOf } from './doors';
import { type Gender, givenName, surname } from './names';
import type { Courtyard } from './places';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly ageBand: AgeBand;
  readonly phoneOnly: boolean;
  /** `c02_u1_101_a`: what an openid of this person ends with. */
  readonly key: string;
}

export interface Home {
  readonly id: HouseholdId;
  readonly key: string;
  readonly unit: string;
  readonly door: string;
  readonly family: string;
  readonly tenure: Tenure;
  readonly people: readonly Person[];
}

/** How many live in a home: its own people first, lodgers after them. */
interface Lodging extends Door {
  readonly tenure: Tenure;
  readonly ownCount: number;
  readonly lodgerCount: number;
}

/** Somebody who still lacks an age and a name. */
interface Place {
  readonly home: number;
  readonly index: number;
  readonly lodger: boolean;
  readonly key: string;
}

/**
 * The homes of a courtyard, door by door.
 * Their people add up to its permanent and floating residents, and those from 60 on to its published number.
 */
export function homesOf(courtyard: Courtyard): readonly Home[] {
  const lodgings = lodgingsOf(courtyard);
  const places = lodgings.flatMap((lodging, home) =>
    Array.from({ length: lodging.ownCount + lodging.lodgerCount }, (_, index): Place => {
      const letter = String.fromCharCode(97 + index);
      const key = `${courtyard.key}_${lodging.key}_${letter}`;
      return { home, index, lodger: index >= lodging.ownCount, key };
    }),
  );
  const aged = new Set(agedFirst(places, lodgings).slice(0, courtyard.aged60Count));
  const ages = new Map(places.map((place) => [place, ageOf(place, aged.has(place))]));
  const phoneOnly = phoneOnlyAmong([...aged], { ages, lodgings, courtyard });
  return lodgings.map((lodging, home) => {
    const family = surname(courtyard.key, lodging.key);
    const people = places
      .filter((place) => place.home === home)
      .map((place): Person => {
        const ageBand = ages.get(place) ?? '18-59';
        return {
          id: `pe_${place.key.replaceAll('_', '')}`,
          name: nameOf(place, ageBand, family),
          ageBand,
          phoneOnly: phoneOnly.has(place),
          key: place.key,
        };
      });
    const { id, key, unit, door, tenure } = lodging;
    return { id, key, unit, door, family, tenure, people };
  });
}

/** The first door is always an owner's at home, so there is somebody to be on the first try. */
function lodgingsOf(courtyard: Courtyard): readonly Lodging[] {
  const { key, tenantCount, awayCount, permanentCount, floatingCount } = courtyard;
  const [first, ...rest] = doorsOf(courtyard);
  if (!first) return [];
  const order = shuffled(rest, 'tenure', key);
  const tenants = order.slice(0, tenantCount);
  const away = new Set(order.slice(tenantCount, tenantCount + awayCount));
  const owned = [first, ...rest].filter((door) => !tenants.includes(door));
  const letOut = owned.filter((door) => !away.has(door));

  const own = spread(permanentCount, owned, key);
  const rented = spread(Math.min(floatingCount, tenants.length * 4), tenants, key);
  const lodgers = shares(
    floatingCount - sum([...rented.values()]),
    letOut.map((door) => chance('lodgers', key, door.key) ** 2),
  );
  const lodgerByDoor = new Map(letOut.map((door, index) => [door, lodgers[index] ?? 0]));

  return [first, ...rest].map((door): Lodging => {
    const tenure = tenants.includes(door) ? 'tenant' : away.has(door) ? 'away' : 'owner';
    const ownCount = own.get(door) ?? rented.get(door) ?? 1;
    return { ...door, tenure, ownCount, lodgerCount: lodgerByDoor.get(door) ?? 0 };
  });
}

/** At least one behind every door. */
function spread(total: number, doors: readonly Door[], key: string): ReadonlyMap<Door, number> {
  const more = shares(
    total - doors.length,
    doors.map((door) => 0.5 + 2 * chance('size', key, door.key)),
  );
  return new Map(doors.map((door, index) => [door, 1 + (more[index] ?? 0)]));
}

/** Old couples are the rule: the first two of a home come first, a third old person in a home is rare. */
function agedFirst(places: readonly Place[], lodgings: readonly Lodging[]): Place[] {
  const rank = ({ home, index, lodger, key }: Place): number => {
    if (lodger) return 4 + chance('aged', key);
    const tenant = lodgings[home]?.tenure === 'tenant' ? 1.2 : 0;
    return Math.min(index, 3) + tenant + 1.4 * chance('aged', key);
  };
  return [...places].sort((a, b) => rank(a) - rank(b));
}

function ageOf({ index, lodger, key }: Place, aged: boolean): AgeBand {
  if (aged) return chance('old', key) < 0.22 ? '80+' : '60-79';
  const grownUp = index < 2 || chance('grown', key) < (lodger ? 0.75 : 0.5);
  if (grownUp) return '18-59';
  return chance('child', key) < 0.75 ? 'u14' : '14-17';
}

/** The oldest, and those who live alone or as a couple, are the likeliest to keep a text-only phone. */
function phoneOnlyAmong(
  aged: readonly Place[],
  {
    ages,
    lodgings,
    courtyard,
  }: {
    ages: ReadonlyMap<Place, AgeBand>;
    lodgings: readonly Lodging[];
    courtyard: Courtyard;
  },
): ReadonlySet<Place> {
  const rank = (place: Place): number => {
    const older = ages.get(place) === '80+' ? 0 : 1;
    const { ownCount = 1, lodgerCount = 0 } = lodgings[place.home] ?? {};
    return older + 0.25 * (ownCount + lodgerCount) + 1.2 * chance('phone', place.key);
  };
  const firstDoor = ({ home, index }: Place) => home === 0 && index === 0;
  const order = aged.filter((place) => !firstDoor(place)).sort((a, b) => rank(a) - rank(b));
  return new Set(order.slice(0, courtyard.phoneOnlyCount));
}

/** Children and the head carry the family name; who married in and who lodges carry their own. */
function nameOf({ index, lodger, key }: Place, age: AgeBand, family: string): string {
  const headGender: Gender = chance('gender', key.slice(0, -1)) < 0.55 ? 'm' : 'f';
  const couple: Gender = headGender === 'm' ? 'f' : 'm';
  const gender: Gender =
    index === 0 ? headGender : index === 1 ? couple : pick(['f', 'm'], 'g', key);
  const ownName = lodger || index === 1 || (index > 1 && chance('kin', key) < 0.2);
  return (ownName ? surname('own', key) : family) + givenName(age, gender, key);
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
