import fc from 'fast-check';
import { shareOut, type Wish } from '../../cloudfunctions/sale/shortage';
import { SHORTAGE_RULES, type ShortageRule } from '../../miniprogram/contract/groupbuy-forms';
import type { HouseholdId } from '../../miniprogram/contract/ids';

const hh = (no: number): HouseholdId => `hh_${String(no).padStart(3, '0')}`;
const wish = (no: number, ordered: number, priority = false): Wish => ({
  householdId: hh(no),
  ordered,
  placedAt: no,
  priority,
});
const forty = Array.from({ length: 40 }, (_, i) => wish(i + 1, 3, i >= 37));
const sum = (shares: ReadonlyMap<string, number>) =>
  [...shares.values()].reduce((a, b) => a + b, 0);
const counted = (shares: ReadonlyMap<string, number>) => {
  const by: Record<number, number> = {};
  for (const share of shares.values()) by[share] = (by[share] ?? 0) + 1;
  return by;
};

const anyWishes = fc
  .array(
    fc.record({
      ordered: fc.integer({ min: 1, max: 12 }),
      placedAt: fc.integer({ min: 0, max: 5 }),
      priority: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map((one, i): Wish => ({ ...one, householdId: hh(i) })));
const anyRule = fc.constantFrom<ShortageRule>(...SHORTAGE_RULES);
const there = fc.integer({ min: 0, max: 300 });
const wished = (wishes: readonly Wish[]) => wishes.reduce((all, { ordered }) => all + ordered, 0);

it('first come: 36 get 3, one 2, three nothing; those who ordered last', () => {
  const shares = shareOut(110, forty, 'fcfs');
  expect(counted(shares)).toEqual({ 3: 36, 2: 1, 0: 3 });
  expect(shares.get(hh(37))).toBe(2);
  expect(shares.get(hh(38))).toBe(0);
});

it('equal: 30 get 3 and 10 get 2, and whoever has priority is among the 30', () => {
  const shares = shareOut(110, forty, 'equal');
  expect(counted(shares)).toEqual({ 3: 30, 2: 10 });
  for (const no of [38, 39, 40]) expect(shares.get(hh(no))).toBe(3);
  expect(shares.get(hh(37))).toBe(2);
});

it('priority: those served in full first, however little is left for the rest', () => {
  const shares = shareOut(20, forty, 'priority');
  for (const no of [38, 39, 40]) expect(shares.get(hh(no))).toBe(3);
  expect(counted(shares)).toEqual({ 3: 3, 1: 11, 0: 26 });
});

describe('however much is there', () => {
  it('gives out all of it or all that is wished, and nobody more than wished', () => {
    fc.assert(
      fc.property(there, anyWishes, anyRule, (count, wishes, rule) => {
        const shares = shareOut(count, wishes, rule);
        expect(sum(shares)).toBe(Math.min(count, wished(wishes)));
        expect([...shares.keys()].sort()).toEqual(wishes.map(({ householdId }) => householdId));
        for (const { householdId, ordered } of wishes) {
          const share = shares.get(householdId) ?? -1;
          expect(share >= 0 && share <= ordered).toBe(true);
        }
      }),
    );
  });

  it('is the same in whatever order the wishes come', () => {
    fc.assert(
      fc.property(there, anyWishes, anyRule, (count, wishes, rule) => {
        const one = [...shareOut(count, wishes, rule)].sort();
        expect([...shareOut(count, [...wishes].reverse(), rule)].sort()).toEqual(one);
      }),
    );
  });

  it('equal: nobody has two more than somebody who got less than wished for', () => {
    fc.assert(
      fc.property(there, anyWishes, (count, wishes) => {
        const shares = shareOut(count, wishes, 'equal');
        const most = Math.max(0, ...shares.values());
        const short = wishes.filter((one) => (shares.get(one.householdId) ?? 0) < one.ordered);
        for (const { householdId } of short) {
          expect(most - (shares.get(householdId) ?? 0)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('priority: whoever has it gets all before anybody without it gets anything', () => {
    fc.assert(
      fc.property(there, anyWishes, (count, wishes) => {
        const shares = shareOut(count, wishes, 'priority');
        const first = wishes.filter(({ priority }) => priority);
        const isShort = first.some((one) => (shares.get(one.householdId) ?? 0) < one.ordered);
        const rest = wishes.filter(({ priority }) => !priority);
        const given = rest.reduce((all, one) => all + (shares.get(one.householdId) ?? 0), 0);
        expect(isShort && given > 0).toBe(false);
      }),
    );
  });
});
