/** What the simulator says before the opening is what adopting could come to at most. */
import fc from 'fast-check';
import { simulate } from '../../cloudfunctions/flower/simulate';
import type { YardForm } from '../../miniprogram/contract/flower-forms';

const variety = (stock: number) => ({ name: '花', stock, costFen: 0, care: [] });
const yard = (quota: number, cap: number | undefined, i = 1): YardForm => ({
  courtyardId: `cy_s${i}`,
  quota,
  dropPoint: '',
  ...(cap === undefined ? {} : { corner: { cap, place: '花台', caredBy: 'committee' as const } }),
});
const unknown = () => undefined;

it('never misses more than there is, nothing when enough take part, and asks for no household too many', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 25 }),
      (pots, capPerHousehold, corners) => {
        const yards = corners.map((cap, i) => yard(pots, cap === 0 ? undefined : cap, i));
        const form = { varieties: [variety(pots)], capPerHousehold, yards };
        const at = (households: number) => simulate(form, households, unknown);
        const { householdsNeeded: needed } = at(0);
        fc.pre(yards.length > 0);
        expect(at(needed).missing).toBe(0);
        expect(needed === 0 || at(needed - 1).missing > 0).toBe(true);
        expect(at(0).missing).toBeLessThanOrEqual(pots);
        expect(at(0).householdsNeededAlone).toBe(Math.ceil(pots / capPerHousehold));
      },
    ),
  );
});

it('says in which courtyard more is planned than its doors can take', () => {
  const form = { varieties: [variety(30)], capPerHousehold: 5, yards: [yard(30, 5)] };
  const said = simulate(form, 6, () => ({ name: '3巷4号院', households: 4 }));
  expect(said.warnings).toEqual(['3巷4号院只有 4 户，最多认领 25 盆，名额 30 盆多了']);
  expect(said.lines).toEqual([
    '6 户 × 5 盆 = 30 = 30，正好',
    '加公共花角 1 × 5 = 5，共 35 > 30，够了',
    '有公共花角，要 5 户；没有的话要 6 户',
    '各院名额 1 × 30 = 30 = 30，正好',
  ]);
});

it('counts the quotas: what no courtyard may have nobody can adopt', () => {
  const form = { varieties: [variety(30)], capPerHousehold: 5, yards: [yard(20, undefined)] };
  expect(simulate(form, 100, unknown)).toMatchObject({ reach: 20, missing: 10 });
});
