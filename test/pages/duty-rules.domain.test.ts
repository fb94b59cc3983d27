import fc from 'fast-check';
import type { RulesForm } from '../../miniprogram/contract/roster-views';
import {
  type Gate,
  gateProblem,
  gatesOf,
  oneMore,
  POSTS_MAX,
  postCount,
  postsOf,
  withShifts,
} from '../../miniprogram/packages/duty/services/gates';
import { differencesOf } from '../../miniprogram/packages/duty/services/rules-diff';
import {
  endChoices,
  moved,
  newSeed,
  problemsOf,
  wholeOrder,
  withContact,
  withEnd,
  withOrder,
  withStart,
} from '../../miniprogram/packages/duty/services/rules-form';
import {
  joinRows,
  withJoin,
  withoutJoin,
} from '../../miniprogram/packages/duty/services/rules-joins';

const NOW = Date.parse('2020-02-10T10:00:00+08:00');
const FORM: RulesForm = {
  startsOn: '2020-02-11',
  endsOn: '2020-03-11',
  posts: [{ gate: '大门', opensAt: '08:00', closesAt: '20:00' }],
  orderBy: 'door',
  seed: '',
  order: [],
  tenants: 'now',
  tenantsFromRound: 1,
  exempt: [],
  restDays: 1,
  heavyDays: 'same',
  briefing: '',
};

describe('gates and shifts', () => {
  const gate = fc
    .record({
      name: fc.constantFrom('大门', '小门', '后门'),
      shifts: fc.integer({ min: 1, max: 3 }),
      families: fc.integer({ min: 1, max: 2 }),
      from: fc.integer({ min: 0, max: 8 }),
      until: fc.integer({ min: 12, max: 23 }),
    })
    .map(({ name, shifts, families, from, until }): Gate => {
      const hour = (h: number): string => `${String(h).padStart(2, '0')}:00`;
      return withShifts({ name, times: [hour(from), hour(until)], families }, shifts);
    });

  it('come back from posts as they were set', () => {
    fc.assert(
      fc.property(fc.uniqueArray(gate, { minLength: 1, selector: ({ name }) => name }), (gates) => {
        expect(gatesOf(postsOf(gates))).toEqual(gates);
        expect(postsOf(gates)).toHaveLength(postCount(gates));
        for (const one of gates) expect(gateProblem(one, gates)).toBe('');
      }),
    );
  });

  it('cuts a day into half-day shifts that follow each other', () => {
    const gate = { name: '大门', times: ['08:00', '20:00'], families: 1 };
    expect(postsOf([withShifts(gate, 2)])).toEqual([
      { gate: '大门', opensAt: '08:00', closesAt: '14:00' },
      { gate: '大门', opensAt: '14:00', closesAt: '20:00' },
    ]);
  });

  it('keeps posts it cannot draw as they are', () => {
    const posts = [
      { gate: '大门', opensAt: '08:00', closesAt: '12:00' },
      { gate: '大门', opensAt: '10:00', closesAt: '20:00' },
    ];
    expect(postsOf(gatesOf(posts))).toEqual(posts);
  });

  it('adds no gate beyond what a day may have', () => {
    const full = [{ name: '大门', times: ['08:00', '20:00'], families: POSTS_MAX }];
    expect(oneMore(full)).toBeUndefined();
    expect(oneMore([{ ...full[0], families: 1 } as Gate])?.map(({ name }) => name)).toEqual([
      '大门',
      '小门',
    ]);
  });
});

describe('the form', () => {
  it('says beside which part something is wrong', () => {
    expect(problemsOf(FORM)).toEqual({});
    expect(problemsOf({ ...FORM, endsOn: '2020-02-01' })).toHaveProperty('when');
    const late = { gate: '大门', opensAt: '20:00', closesAt: '08:00' };
    expect(problemsOf({ ...FORM, posts: [late] })).toHaveProperty('gates');
  });

  it('lasts as long as before when its beginning moves', () => {
    expect(withStart(FORM, '2020-02-21').endsOn).toBe('2020-03-21');
    expect(withStart(withEnd(FORM, ''), '2020-02-21')).not.toHaveProperty('endsOn');
  });

  it('offers a month that is thirty days, both ends counted', () => {
    const month = endChoices(FORM).find(({ name }) => name === '一个月');
    expect(month).toEqual({ name: '一个月', day: '2020-03-11', chosen: true });
  });

  it('begins an order by hand with the order as it stands, and keeps a seed that was drawn', () => {
    const ready = { order: ['hh_2', 'hh_1'] as const, seed: 'ABCDE' };
    expect(withOrder(FORM, 'hand', ready).order).toEqual(['hh_2', 'hh_1']);
    const drawn = withOrder(FORM, 'lots', ready);
    expect(withOrder(drawn, 'lots', { ...ready, seed: 'OTHER' }).seed).toBe('ABCDE');
  });

  it('moves one household and loses none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat(30), fc.nat(30), (order, from, to) => {
        const after = moved(order, from, to);
        expect([...after].sort()).toEqual([...order].sort());
        if (from < order.length && to < order.length) expect(after[to]).toBe(order[from]);
      }),
    );
  });

  it('has everybody in the order by hand, and nobody who left', () => {
    const order = ['hh_3', 'hh_gone', 'hh_1'] as const;
    expect(wholeOrder({ order }, ['hh_1', 'hh_2', 'hh_3'])).toEqual(['hh_3', 'hh_1', 'hh_2']);
  });

  it('draws a seed that is read aloud without mistaking a letter for a digit', () => {
    expect(newSeed(Math.random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it('tells only the parts a publication changes', () => {
    const after = { ...FORM, restDays: 3, posts: [...FORM.posts, ...FORM.posts] };
    expect(differencesOf(FORM, after, NOW)).toEqual([
      { name: '门和时间', was: '大门 8:00–20:00，每天 1 户', is: '大门 8:00–20:00，每天 2 户' },
      expect.objectContaining({ name: '休息' }),
    ]);
    expect(differencesOf(FORM, FORM, NOW)).toEqual([]);
  });

  it('takes a telephone number of the committee, and none when it is emptied', () => {
    const withIt = withContact(FORM, ' 028-8300 1234 ');
    expect(withIt.contact).toBe('028-8300 1234');
    expect(problemsOf(withIt)).toEqual({});
    expect(problemsOf(withContact(FORM, '找张三')).briefing).toContain('只写数字');
    expect(differencesOf(FORM, withIt, NOW)).toEqual([
      expect.objectContaining({ is: expect.stringContaining('028-8300 1234') }),
    ]);
    expect(withContact(withIt, '  ')).toEqual(FORM);
  });
});

describe('who joins later', () => {
  const households = [{ id: 'hh_1', label: '1单元 101 李家' }] as const;

  it('is one entry a household, by day or by round, and none leaves the rules as they were', () => {
    const byDay = withJoin(FORM, { householdId: 'hh_1', from: '2020-02-20' });
    expect(joinRows(byDay, households, NOW)).toMatchObject([
      { label: '1单元 101 李家', by: 'day', fromText: '从2月20日起' },
    ]);
    const byRound = withJoin(byDay, { householdId: 'hh_1', fromRound: 3 });
    expect(byRound.joins).toEqual([{ householdId: 'hh_1', fromRound: 3 }]);
    expect(withoutJoin(byRound, 'hh_1')).toEqual(FORM);
  });

  it('is among what a publication changes', () => {
    const late = withJoin(FORM, { householdId: 'hh_1', fromRound: 3 });
    expect(differencesOf(FORM, late, NOW)).toEqual([
      { name: '谁参加', was: '租户一起轮', is: '租户一起轮，晚些加入 1 户' },
    ]);
  });
});
