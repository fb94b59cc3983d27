import fc from 'fast-check';
import type { HouseholdDoc } from '../../cloudfunctions/directory/documents';
import { copiesAfter } from '../../cloudfunctions/directory/in-step';
import { loadInitials } from '../../cloudfunctions/directory/initials';
import { labelOf } from '../../cloudfunctions/directory/labels';
import { inOrder } from '../../cloudfunctions/directory/plates';
import {
  archived,
  corrected,
  merged,
  newHousehold,
  split,
} from '../../cloudfunctions/directory/register';
import { matching } from '../../cloudfunctions/directory/search';
import type { HouseholdId } from '../../miniprogram/contract/ids';

const ACT = { by: 'mb_staff', now: 1_000 } as const;
const FIELDS = { unit: '2单元', door: '101', family: '李', tenure: 'owner' } as const;
const home = (id: HouseholdId, more: Partial<HouseholdDoc> = {}): HouseholdDoc => ({
  ...newHousehold(FIELDS, { id, communityId: 'cm_1', courtyardId: 'cy_1' }, { ...ACT, what: '新' }),
  ...more,
});
const person = (id: string, name: string, memberId?: `mb_${string}`) => ({
  id: `pe_${id}` as const,
  name,
  ageBand: '18-59' as const,
  phoneOnly: false,
  ...(memberId ? { memberId } : {}),
});

describe('a label', () => {
  it.each([
    [true, true, '2单元 101 李家'],
    [false, true, '2单元 李家'],
    [true, false, '2单元 101'],
    [false, false, '2单元'],
  ])('with door %s and name %s', (door, name, label) => {
    expect(labelOf(FIELDS, { door, name })).toBe(label);
  });

  it('says 家 once, and something even of a single house that shows nothing', () => {
    expect(labelOf({ unit: '', door: '6', family: '李家' }, { door: true, name: true })).toBe(
      '6 李家',
    );
    expect(labelOf({ unit: '', door: '6', family: '' }, { door: false, name: false })).toBe(
      '院里一户',
    );
  });

  it('never shows what was taken off', () => {
    const word = fc.string({ minLength: 3, maxLength: 6 }).filter((s) => s.trim().length > 2);
    fc.assert(
      fc.property(word, word, fc.boolean(), fc.boolean(), (door, family, d, n) => {
        const label = labelOf(
          { unit: '1', door: `D${door}`, family: `F${family}` },
          { door: d, name: n },
        );
        expect(label.includes(`D${door}`)).toBe(d);
        expect(label.includes(`F${family}`)).toBe(n);
      }),
    );
  });
});

describe('finding', () => {
  const named = [
    { code: 'C01', name: '东环路3巷22号院', aliases: [] as string[] },
    { code: 'C02', name: '东环路3巷5号院', aliases: ['305号院'] },
    { code: 'C10', name: '桂花巷1号院', aliases: [] },
  ];
  let yards: (Omit<(typeof named)[number], 'initials'> & { initials: string[] })[] = [];
  beforeAll(async () => {
    const initialsOf = await loadInitials();
    yards = named.map((yard) => ({
      ...yard,
      initials: [yard.name, ...yard.aliases].map(initialsOf),
    }));
  });
  const codes = (text: string) => matching(yards, text).map(({ code }) => code);

  it.each([
    ['305', ['C02']],
    ['305号院', ['C02']],
    ['C1', ['C10']],
    ['c02', ['C02']],
    ['dhl', ['C01', 'C02']],
    ['DHL3X5', ['C02']],
    ['ghx', ['C10']],
    ['3巷', ['C01', 'C02']],
    [' ', []],
    ['xyz', []],
  ])('%s finds %j', (text, found) => expect(codes(text)).toEqual(found));

  it('puts the whole name before a beginning before the middle', () => {
    expect(codes('桂花巷1号院')).toEqual(['C10']);
    const near = [
      { code: 'C03', name: '大桂花巷', aliases: [], initials: [] },
      { code: 'C04', name: '桂花巷口', aliases: [], initials: [] },
      { code: 'C05', name: '桂花巷', aliases: [], initials: [] },
    ];
    expect(matching(near, '桂花巷').map(({ code }) => code)).toEqual(['C05', 'C04', 'C03']);
  });

  it('orders doors as people count', () => {
    const plate = (unit: string, door: string) => ({
      unit,
      door,
      family: '',
      label: '',
      away: false,
    });
    const plates = {
      hh_1: plate('10单元', '101'),
      hh_2: plate('2单元', '1001'),
      hh_3: plate('2单元', '201'),
    };
    expect(inOrder(plates).map(([id]) => id)).toEqual(['hh_3', 'hh_2', 'hh_1']);
  });
});

describe('correcting', () => {
  it('leaves a line that says what it was, and names who carries the old label', () => {
    const before = home('hh_1', { people: [person('1', '李一', 'mb_1')] });
    const after = corrected(before, { ...FIELDS, door: '102' }, ACT);
    expect(after).toMatchObject({ door: '102', label: '2单元 102 李家', relabel: ['mb_1'] });
    expect(after.trail.at(-1)).toEqual({
      at: 1_000,
      what: '门牌由“2单元 101”改为“2单元 102”',
      by: 'mb_staff',
    });
    expect(corrected(before, FIELDS, ACT)).toBe(before);
  });

  it('does not move a label that shows nothing of what changed', () => {
    const hidden = home('hh_1', {
      shown: { door: false, name: true },
      label: '2单元 李家',
      people: [person('1', '李一', 'mb_1')],
    });
    expect(corrected(hidden, { ...FIELDS, door: '102' }, ACT)).not.toHaveProperty('relabel');
  });
});

describe('merging and splitting', () => {
  it('loses nobody and doubles nobody', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(ids, ids, (left, right) => {
        const people = (list: number[], side: string) =>
          list.map((n) => person(`${side}${n}`, `人${n}`, `mb_${n}`));
        const from = home('hh_1', { people: people(left, 'l') });
        const into = home('hh_2', { people: people(right, 'r') });
        const after = merged(from, into, ACT);
        const members = after.into.people.map(({ memberId }) => memberId);
        expect(new Set(members).size).toBe(members.length);
        expect(new Set(members)).toEqual(new Set([...left, ...right].map((n) => `mb_${n}`)));
        expect(after.from.people).toEqual([]);
        const moving = after.into.people.filter((_, i) => i % 2 === 0).map(({ id }) => id);
        const parts = split(after.into, moving, { next: home('hh_3'), act: ACT });
        const together = [...parts.rest.people, ...parts.next.people].map(({ id }) => id);
        expect(together.sort()).toEqual(after.into.people.map(({ id }) => id).sort());
      }),
    );
  });

  it('leads members of a door that was merged on before the tick came to where it went', () => {
    const first = home('hh_1', { people: [person('1', '李一', 'mb_1')] });
    const second = merged(first, home('hh_2'), ACT).into;
    const { from, into } = merged(second, home('hh_3'), ACT);
    const link = { householdId: 'hh_1', courtyardId: 'cy_1', label: '旧', since: 1 } as const;
    const member = { households: [link], actingFor: [], waiting: [] };
    // The door in between is nobody's task any more: it would take the home away.
    expect(from).toMatchObject({ status: 'merged', relabel: [], absorbed: [] });
    expect(into.relabel).toContain('mb_1');
    expect(copiesAfter(member, into)?.households).toMatchObject([{ householdId: 'hh_3' }]);
    const closed = archived(into, ACT);
    expect(closed.relabel).toContain('mb_1');
    expect(copiesAfter(member, closed)?.households).toEqual([]);
  });

  it('refuses too many people, and a household with itself', () => {
    const crowd = (id: HouseholdId) =>
      home(id, { people: Array.from({ length: 7 }, (_, i) => person(`${id}${i}`, `${id}${i}`)) });
    expect(() => merged(crowd('hh_1'), crowd('hh_2'), ACT)).toThrow(
      expect.objectContaining({ code: 'HOUSEHOLD_FULL' }),
    );
    expect(() => merged(home('hh_1'), home('hh_1'), ACT)).toThrow(
      expect.objectContaining({ code: 'INVALID' }),
    );
  });

  it('leaves nothing about people behind a door that was taken off', () => {
    const after = archived(
      home('hh_1', {
        people: [person('1', '李一', 'mb_1')],
        invites: [{ code: '123456', by: 'mb_1', until: 9, requestId: 'r' }],
        away: [{ from: '2020-02-01', until: '2020-02-02' }],
      }),
      ACT,
    );
    expect(after).toMatchObject({
      status: 'archived',
      people: [],
      helpers: [],
      away: [],
      // Whoever did it is named too: there is always somebody, so the tick always comes by.
      relabel: ['mb_1', 'mb_staff'],
    });
    expect(after).not.toHaveProperty('invites');
  });
});

describe('a member’s copies', () => {
  const link = (householdId: HouseholdId, since = 1) => ({
    householdId,
    courtyardId: 'cy_1' as const,
    label: '旧',
    since,
  });
  const helping = (householdId: HouseholdId) => ({
    ...link(householdId),
    personName: '婆婆',
    status: 'active' as const,
  });

  it('follow the household, and where it absorbed another', () => {
    const member = {
      households: [link('hh_1'), link('hh_9')],
      actingFor: [helping('hh_2')],
      waiting: [],
    };
    const after = copiesAfter(member, home('hh_2', { absorbed: ['hh_1'] }));
    expect(after).toMatchObject({
      households: [
        { householdId: 'hh_2', label: '2单元 101 李家' },
        { householdId: 'hh_9', label: '旧' },
      ],
      // Who lives there now needs no yes to act for it.
      actingFor: [],
    });
    expect(copiesAfter(after ?? member, home('hh_2', { absorbed: ['hh_1'] }))).toBeUndefined();
  });

  it('are one where two became one, the older', () => {
    const member = { households: [link('hh_1', 5), link('hh_2', 3)], actingFor: [], waiting: [] };
    const after = copiesAfter(member, home('hh_2', { absorbed: ['hh_1'] }));
    expect(after?.households).toMatchObject([{ householdId: 'hh_2', since: 3 }]);
  });

  it('end with the household', () => {
    const member = { households: [link('hh_1')], actingFor: [helping('hh_1')], waiting: [] };
    expect(copiesAfter(member, home('hh_1', { status: 'archived' }))).toEqual({
      households: [],
      actingFor: [],
      waiting: [],
    });
  });
});
