import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import {
  accept,
  ask,
  closed,
  earlierJoin,
  enter,
  type Wish,
} from '../../cloudfunctions/member/joining';
import { instant } from '../../miniprogram/contract/calendar';
import { LIMITS } from '../../miniprogram/contract/limits';

const NOW = instant('2020-02-10', '09:00');

const nobody: MemberDoc = {
  _id: 'mb_a',
  communityId: 'cm_1',
  rev: 1,
  openidHash: 'h',
  name: '新人',
  households: [],
  actingFor: [],
  roles: [],
  waiting: [],
  groups: {},
  createdAt: NOW,
};
const home = (more: Partial<HouseholdDoc> = {}): HouseholdDoc => ({
  _id: 'hh_1',
  communityId: 'cm_1',
  rev: 1,
  courtyardId: 'cy_1',
  unit: '2单元',
  door: '101',
  family: '李',
  label: '2单元 101 李家',
  shown: { door: true, name: true },
  tenure: 'owner',
  people: [],
  helpers: [],
  away: [],
  status: 'active',
  trail: [],
  ...more,
});
const wish = (more: Partial<Wish> = {}): Wish => ({
  name: '新人',
  ageBand: '18-59',
  fromGroup: true,
  requestId: 'r1',
  print: 'p1',
  privacyVersion: '1',
  at: NOW,
  ...more,
});
/** The request that says yes. */
const YES = { requestId: 'r_yes', print: 'p_yes' };
const person = (name: string, more: object = {}) => ({
  id: `pe_${name}` as const,
  name,
  ageBand: '18-59' as const,
  phoneOnly: false,
  ...more,
});
const code = (code: string) => expect.objectContaining({ code });

describe('asking', () => {
  it('counts tries by Beijing days', () => {
    const late = instant('2020-02-10', '23:59');
    const asked = ask(nobody, home(), wish({ at: late }));
    expect(asked.joinTries).toEqual({ day: '2020-02-10', count: 1 });
    const next = ask(asked, home({ _id: 'hh_2' }), wish({ at: late + 60_000 }));
    expect(next.joinTries).toEqual({ day: '2020-02-11', count: 1 });
  });

  it('shows who waits only the door, not whose it is', () => {
    expect(ask(nobody, home(), wish()).waiting).toMatchObject([
      { label: '2单元 101', fromGroup: true },
    ]);
  });

  it('is refused to a child, also to one only the register knows as a child', () => {
    expect(() => ask(nobody, home(), wish({ ageBand: 'u14' }))).toThrow(code('GUARDIAN_NEEDED'));
    const known = home({ people: [person('新人', { ageBand: 'u14' })] });
    expect(() => ask(nobody, known, wish())).toThrow(code('GUARDIAN_NEEDED'));
  });

  it('is refused where there is no room, unless the register keeps a place', () => {
    const people = Array.from({ length: LIMITS.peoplePerHousehold }, (_, i) => person(`人${i}`));
    expect(() => ask(nobody, home({ people }), wish())).toThrow(code('HOUSEHOLD_FULL'));
    expect(() => ask(nobody, home({ people }), wish({ name: '人3' }))).not.toThrow();
  });

  it('stops at six courtyards, and goes on within one of them', () => {
    const households = Array.from({ length: LIMITS.courtyardsPerMember }, (_, i) => ({
      householdId: `hh_o${i}` as const,
      courtyardId: `cy_o${i}` as const,
      label: '',
      since: 1,
    }));
    const busy = { ...nobody, households };
    expect(() => ask(busy, home(), wish())).toThrow(code('TOO_MANY_HOUSEHOLDS'));
    expect(() => ask(busy, home({ courtyardId: 'cy_o3' }), wish())).not.toThrow();
  });

  it('is remembered: the same request is the same answer, also after it was answered', () => {
    const asked = ask(nobody, home(), wish());
    const same = { requestId: 'r1', print: 'p1' };
    expect(earlierJoin(asked, same)).toBe('waiting');
    expect(earlierJoin(asked, { ...same, requestId: 'r2' })).toBeUndefined();
    expect(() => earlierJoin(asked, { ...same, print: 'p2' })).toThrow(code('INVALID'));
    const [waiting] = asked.waiting;
    if (!waiting) throw new Error('nobody waits');
    const inside = accept(asked, home(), { waiting, by: 'mb_o', ended: YES, now: NOW });
    expect(earlierJoin(inside.member, same)).toBe('waiting');
    const family = enter(nobody, home({ people: [person('母', { memberId: 'mb_m' })] }), {
      wish: wish(),
      invitedBy: 'mb_m',
    });
    expect(earlierJoin(family.member, same)).toBe('member');
  });
});

describe('coming in', () => {
  it('takes over the register’s line of the same name, with the register’s age', () => {
    const register = home({ people: [person('新人', { ageBand: '60-79', phoneOnly: true })] });
    const asked = ask(nobody, register, wish());
    const [waiting] = asked.waiting;
    if (!waiting) throw new Error('nobody waits');
    const { household } = accept(asked, register, { waiting, by: 'mb_o', ended: YES, now: NOW });
    expect(household.people).toEqual([
      person('新人', { ageBand: '60-79', phoneOnly: false, memberId: 'mb_a' }),
    ]);
  });

  it('does not take over the line of another member', () => {
    const taken = home({ people: [person('新人', { memberId: 'mb_other' })] });
    const { household } = enter(nobody, taken, { wish: wish(), invitedBy: 'mb_other' });
    expect(household.people).toHaveLength(2);
  });

  it('ends the link of who helped there', () => {
    const link = {
      memberId: 'mb_a',
      name: '新人',
      personName: '婆婆',
      status: 'active',
      since: 1,
    } as const;
    const helper: MemberDoc = {
      ...nobody,
      actingFor: [
        {
          householdId: 'hh_1',
          courtyardId: 'cy_1',
          label: '',
          personName: '婆婆',
          status: 'active',
          since: 1,
        },
      ],
    };
    const people = [person('母', { memberId: 'mb_m' })];
    const inside = enter(helper, home({ helpers: [link], people }), {
      wish: wish(),
      invitedBy: 'mb_m',
    });
    expect(inside.member.actingFor).toEqual([]);
    expect(inside.household.helpers).toEqual([]);
  });

  it.each([
    ['an adult of the household', { ageBand: '18-59' }, undefined],
    ['somebody of seventeen', { ageBand: '14-17' }, 'GUARDIAN_NEEDED'],
    ['another child', { ageBand: 'u14' }, 'GUARDIAN_NEEDED'],
  ])('of a child is opened by %s', (_, inviter, refusal) => {
    const family = home({ people: [person('邀', { ...inviter, memberId: 'mb_m' })] });
    const comes = () =>
      enter(nobody, family, { wish: wish({ ageBand: 'u14' }), invitedBy: 'mb_m' });
    if (refusal) expect(comes).toThrow(code(refusal));
    else expect(comes).not.toThrow();
  });

  it('keeps the last twelve answers', () => {
    const many = Array.from({ length: 20 }, (_, i) => i).reduce(
      (one, i) =>
        closed(one, {
          householdId: `hh_${i}`,
          outcome: 'declined',
          at: i,
          requestId: `r${i}`,
          print: '',
        }),
      nobody,
    );
    expect(many.answered).toHaveLength(12);
    expect(many.answered?.at(-1)?.requestId).toBe('r19');
  });
});
