import { neighbourhoodOf, rolesOf } from '../../local/demo/cast';
import published from '../../local/demo/courtyards.json';
import { householdDoc, residentDocs, workerDocs } from '../../local/demo/people-docs';
import { communitiesOf } from '../../local/demo/places';
import { bindingDocs, courtyardDoc } from '../../local/demo/places-docs';
import { townOf } from '../../local/demo/town';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const [home] = communitiesOf('demo');
if (!home) throw new Error('the demo has no community');
const town = townOf(home);
const { neighbourhoods } = town;
const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
const households = neighbourhoods.flatMap((one) =>
  one.homes.map((each) => householdDoc(one, each, town.secondHomes)),
);
const people = households.flatMap((one) => one.people);
const courtyards = neighbourhoods.map((one) => courtyardDoc(one, (name) => name));
const joined = [
  ...workerDocs(town),
  ...neighbourhoods.flatMap((one) => residentDocs(town, one, NOW)),
];

describe('the demo community', () => {
  it('has the published sums', () => {
    expect(courtyards).toHaveLength(43);
    expect(new Set(courtyards.map((one) => one.residentGroup)).size).toBe(13);
    expect(households).toHaveLength(2_300);
    expect(sum(courtyards.map((one) => one.permanentCount))).toBe(5_510);
    expect(sum(courtyards.map((one) => one.floatingCount))).toBe(3_100);
    expect(sum(courtyards.map((one) => one.aged60Count))).toBe(3_875);
    expect(courtyards.filter((one) => one.guardCount === 0)).toHaveLength(16);
    expect(sum(courtyards.map((one) => one.guardCount))).toBe(39);
    expect(courtyards.filter((one) => one.kind === 'commercial')).toHaveLength(1);
  });

  it('lists every person: 8,610, of them 3,875 from 60 on and 600 with a text-only phone', () => {
    expect(people).toHaveLength(8_610);
    expect(people.filter((one) => ['60-79', '80+'].includes(one.ageBand))).toHaveLength(3_875);
    expect(people.filter((one) => one.phoneOnly)).toHaveLength(600);
  });

  it.each(published.map((row, index) => [row.id, index] as const))(
    '%s: households and people add up courtyard by courtyard',
    (id, index) => {
      const row = published[index];
      const { homes } = neighbourhoods[index] ?? { homes: [] };
      const here = homes.flatMap((one) => one.people);
      expect(courtyards[index]?.code).toBe(id);
      expect(homes).toHaveLength(row?.households ?? -1);
      expect(here).toHaveLength((row?.permanent ?? 0) + (row?.floating ?? 0));
      expect(here.filter(({ ageBand }) => ['60-79', '80+'].includes(ageBand))).toHaveLength(
        row?.aged60 ?? -1,
      );
      expect(new Set(homes.map((one) => `${one.unit} ${one.door}`)).size).toBe(homes.length);
    },
  );

  it('counts the first courtyard as 22 at home, 4 away and 2 rented, in two units', () => {
    const homes = neighbourhoods[0]?.homes ?? [];
    const count = (tenure: string) => homes.filter((one) => one.tenure === tenure).length;
    expect([count('owner'), count('away'), count('tenant')]).toEqual([22, 4, 2]);
    expect([...new Set(homes.map(({ unit }) => unit))]).toEqual(['1单元', '2单元']);
  });

  it('has a helper for each person with a text-only phone, who is a neighbour and not of the family', () => {
    for (const { people: family, helpers, _id } of households) {
      for (const { name } of family.filter((one) => one.phoneOnly)) {
        const linked = helpers.filter((one) => one.personName === name);
        expect(linked.length).toBeGreaterThanOrEqual(1);
        for (const { memberId } of linked) {
          const helper = joined.find(({ member }) => member._id === memberId)?.member;
          expect(helper?.households.map(({ householdId }) => householdId)).not.toContain(_id);
          expect(helper?.actingFor.map(({ householdId }) => householdId)).toContain(_id);
        }
      }
    }
  });

  it('has 3,900 accounts, one for each member, and some people in two courtyards', () => {
    expect(joined).toHaveLength(3_900);
    expect(new Set(joined.map(({ account }) => account._id)).size).toBe(3_900);
    expect(new Set(joined.map(({ member }) => member._id)).size).toBe(3_900);
    const inTwo = joined.filter(({ member }) => member.households.length === 2);
    expect(inTwo.length).toBeGreaterThan(20);
    for (const { account } of inTwo) expect(account.courtyards).toHaveLength(2);
    expect(unlisted(joined)).toBe(0);
  });

  it('has an owner for each of 43 courtyards, committees of 3, 5, 7, 5 in turn, and ten who work for it', () => {
    const holders = (role: string) =>
      joined.filter(({ member }) => member.roles.some((one) => one.role === role));
    expect(holders('owner')).toHaveLength(43);
    expect(neighbourhoods.map((one) => one.committee.length)).toEqual(
      neighbourhoods.map((_, index) => [3, 5, 7, 5][index % 4]),
    );
    expect(holders('staff')).toHaveLength(10);
    expect(holders('admin')).toHaveLength(1);
    expect(town.staff.map(({ title }) => title).filter((one) => one === '网格员')).toHaveLength(3);
  });

  it('binds 41 groups and one rebuilt; one courtyard has none yet', () => {
    const bindings = neighbourhoods.flatMap(bindingDocs);
    expect(bindings.filter(({ live }) => live)).toHaveLength(42);
    expect(bindings.filter(({ live }) => !live)).toHaveLength(1);
    expect(bindings.filter(({ rebound }) => rebound)).toHaveLength(1);
    expect(courtyards.filter(({ group }) => group === undefined)).toHaveLength(1);
  });

  it('tells the same every time, and its small size is its beginning', () => {
    const again = townOf(home);
    expect(residentDocs(again, neighbourhoodAt(again.neighbourhoods), NOW)).toEqual(
      residentDocs(town, neighbourhoodAt(neighbourhoods), NOW),
    );
    const small = communitiesOf('small')[0]?.courtyards.map(neighbourhoodOf) ?? [];
    expect(small).toEqual(neighbourhoods.slice(0, 3));
  });

  it('keeps the ids of every size and community apart', () => {
    const city = communitiesOf('city');
    expect(city).toHaveLength(40);
    const ids = city.flatMap(({ id, courtyards: all }) => [id, ...all.map((one) => one.id)]);
    expect(new Set(ids).size).toBe(40 * 44);
  });

  it('gives a role only to somebody with WeChat, and never two of the listed at once', () => {
    for (const one of neighbourhoods) {
      const several = one.residents.filter((resident) => rolesOf(one, resident).length > 1);
      expect(several).toEqual([]);
    }
  });
});

/** Members whose household does not list them. */
function unlisted(all: typeof joined): number {
  const listed = new Set(people.map(({ memberId }) => memberId));
  return all.filter(({ member }) => member.households.length > 0 && !listed.has(member._id)).length;
}

function neighbourhoodAt(all: typeof neighbourhoods) {
  const [first] = all;
  if (!first) throw new Error('no courtyard');
  return first;
}
