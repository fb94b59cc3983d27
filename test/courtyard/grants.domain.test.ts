import fc from 'fast-check';
import { bind } from '../../cloudfunctions/courtyard/binding';
import {
  communityPlace,
  courtyardPlace,
  inStep,
  withCourtyard,
} from '../../cloudfunctions/courtyard/digest';
import type {
  BindingDoc,
  CourtyardDoc,
  CourtyardPlaceDigest,
} from '../../cloudfunctions/courtyard/documents';
import {
  ended,
  grant,
  grantable,
  holds,
  newGrant,
  refuseAbove,
} from '../../cloudfunctions/courtyard/grants';
import { ownedBy } from '../../cloudfunctions/courtyard/ownership';
import { standingOf } from '../../cloudfunctions/courtyard/standing';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import { GRANTED_ROLES, GRANTERS, type Role } from '../../miniprogram/contract/roles';

const YARD: CourtyardId = 'cy_1';
const NOW = 1_000;

const member = (id: MemberId, more: Partial<MemberDoc> = {}): MemberDoc => ({
  _id: id,
  communityId: 'cm_1',
  rev: 1,
  openidHash: `hash_${id}`,
  name: id,
  households: [],
  actingFor: [],
  roles: [],
  waiting: [],
  groups: {},
  createdAt: 0,
  ...more,
});

const courtyard = (more: Partial<CourtyardDoc> = {}): CourtyardDoc => ({
  _id: YARD,
  communityId: 'cm_1',
  rev: 3,
  code: 'C01',
  name: '桂花巷9号院',
  aliases: [],
  initials: [],
  kind: 'old',
  residentGroup: 1,
  guardCount: 0,
  permanentCount: 0,
  floatingCount: 0,
  aged60Count: 0,
  plates: {},
  ...more,
});

describe('granting', () => {
  it('is exactly what the table of the levels above says, for every pair of roles', () => {
    for (const role of GRANTED_ROLES) {
      for (const granter of GRANTED_ROLES) {
        const may = () => refuseAbove(role, new Set<Role>([granter]));
        if (GRANTERS[role].includes(granter)) expect(may).not.toThrow();
        else expect(may).toThrow(expect.objectContaining({ code: 'ROLE_NOT_YOURS_TO_GIVE' }));
      }
      expect(() => refuseAbove(role, new Set<Role>(['resident', 'helper', 'stranger']))).toThrow();
    }
  });

  it('offers only what may be given at that place', () => {
    const owner = new Set<Role>(['owner', 'resident']);
    expect(grantable(owner, 'courtyard')).toEqual(['deputy', 'committee', 'volunteer']);
    expect(grantable(owner, 'community')).toEqual([]);
    expect(grantable(new Set<Role>(['admin']), 'community')).toEqual([
      'treasurer',
      'staff',
      'admin',
    ]);
  });

  it('holds from its beginning until its end, that instant excluded', () => {
    const given = newGrant({
      role: 'volunteer',
      scope: YARD,
      until: NOW + 10,
      by: 'mb_o',
      now: NOW,
    });
    const one = grant(member('mb_a'), given);
    expect(holds(one, 'volunteer', YARD, NOW - 1)).toBe(false);
    expect(holds(one, 'volunteer', YARD, NOW)).toBe(true);
    expect(holds(one, 'volunteer', YARD, NOW + 9)).toBe(true);
    expect(holds(one, 'volunteer', YARD, NOW + 10)).toBe(false);
    expect(holds(one, 'volunteer', 'cy_2', NOW)).toBe(false);
    const late = () =>
      newGrant({ role: 'volunteer', scope: YARD, until: NOW, by: 'mb_o', now: NOW });
    expect(late).toThrow(expect.objectContaining({ code: 'UNTIL_IN_PAST' }));
  });

  it('is one grant of a role at a place, however often it is given, and none after its end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ role: fc.constantFrom(...GRANTED_ROLES), gives: fc.boolean() })),
        (acts) => {
          const after = acts.reduce(
            (one, { role, gives }) =>
              gives
                ? grant(one, { role, scope: YARD, from: NOW, grantedBy: 'mb_o' })
                : ended(one, role, YARD),
            member('mb_a'),
          );
          for (const role of GRANTED_ROLES) {
            const last = acts.filter((act) => act.role === role).at(-1);
            const held = after.roles.filter((one) => one.role === role).length;
            expect(held).toBe(last?.gives ? 1 : 0);
          }
        },
      ),
    );
  });
});

describe('owning', () => {
  const place: CourtyardPlaceDigest = courtyardPlace(courtyard(), {
    waitingJoins: 2,
    joined: 1,
    ownerId: 'mb_old',
    ownerLabel: '旧',
  });
  const given = { role: 'owner', scope: YARD, from: NOW, grantedBy: 'mb_old' } as const;

  it('passes from one to the other in the same writes, with the courtyard’s line', () => {
    const old = grant(member('mb_old'), { ...given, grantedBy: 'setting' });
    const home = {
      householdId: 'hh_1',
      courtyardId: YARD,
      label: '1单元 101 李家',
      since: 0,
    } as const;
    const deputy = grant(member('mb_new', { households: [home] }), { ...given, role: 'deputy' });
    const writes = ownedBy(deputy, { before: [old], place, given });
    const docs = writes.map((write) => ('doc' in write ? write.doc : undefined));
    expect(docs).toMatchObject([
      { _id: 'mb_new', roles: [given] },
      { _id: 'mb_old', roles: [] },
      { ownerId: 'mb_new', ownerLabel: '1单元 101 李家', waitingJoins: 2, joined: 1 },
    ]);
  });

  it('names an owner from elsewhere by name', () => {
    const [, digest] = ownedBy(member('mb_new', { name: '社工小王' }), {
      before: [],
      place,
      given,
    });
    expect(digest).toMatchObject({ doc: { ownerLabel: '社工小王' } });
  });
});

describe('binding', () => {
  const act = { opengid: 'og_1', by: 'mb_o', requestId: 'r', now: NOW } as const;
  const record = (more: Partial<BindingDoc>): BindingDoc => ({
    _id: 'cm_1.og_1',
    communityId: 'cm_1',
    rev: 4,
    courtyardId: 'cy_2',
    live: true,
    boundAt: 1,
    boundBy: 'mb_x',
    rebound: false,
    requestId: 'old',
    ...more,
  });

  it('is refused while another courtyard has the group, and not after it let go', () => {
    expect(() => bind(courtyard(), record({}), act)).toThrow(
      expect.objectContaining({ code: 'GROUP_TAKEN' }),
    );
    const { binding } = bind(courtyard(), record({ live: false }), act);
    expect(binding).toMatchObject({ rev: 4, courtyardId: YARD, live: true, rebound: false });
  });

  it('knows a rebuilt group from a first one', () => {
    const group = { opengid: 'og_0', boundAt: 1 };
    expect(bind(courtyard({ group }), undefined, act).binding.rebound).toBe(true);
    expect(bind(courtyard(), undefined, act).binding.rebound).toBe(false);
  });
});

describe('the place digests', () => {
  it('follow the courtyard and keep what comes from elsewhere', () => {
    const before = courtyardPlace(courtyard({ gate: { opensAt: '08:00', closesAt: '20:00' } }), {
      waitingJoins: 3,
      joined: 2,
      ownerId: 'mb_o',
      ownerLabel: '某',
    });
    const after = inStep(before, courtyard({ name: '新名', group: { opengid: 'og', boundAt: 1 } }));
    expect(after).toMatchObject({ name: '新名', groupBound: true, group: 'og', waitingJoins: 3 });
    expect(after).not.toHaveProperty('gate');
    expect(inStep(after, courtyard())).not.toHaveProperty('group');
  });

  it('list a courtyard once', () => {
    const digest = communityPlace(
      {
        _id: 'cm_1',
        communityId: 'cm_1',
        rev: 1,
        name: '社区',
        phone: '',
        responseLevel: 0,
        drill: false,
        residentGroups: [],
      },
      [courtyard()],
    );
    const row = { id: YARD, name: '新名', households: 9 };
    expect(withCourtyard(digest, YARD, row).courtyards).toEqual([row]);
    const other = { ...row, id: 'cy_2' as const };
    expect(withCourtyard(digest, 'cy_2', other).courtyards).toHaveLength(2);
    expect(withCourtyard(digest, YARD, undefined).courtyards).toEqual([]);
  });
});

describe('standing', () => {
  const waiting = {
    householdId: 'hh_1',
    courtyardId: YARD,
    label: '1单元 101',
    since: 1,
    ageBand: '18-59',
    fromGroup: false,
    requestId: 'r',
    print: 'p',
  } as const;

  it.each([
    ['nobody', undefined, ['stranger'], { status: 'stranger' }],
    ['a neighbour of another courtyard', member('mb_a'), ['stranger'], { status: 'stranger' }],
    [
      'who waits here',
      member('mb_a', { waiting: [waiting] }),
      ['stranger'],
      { status: 'waiting', door: '1单元 101' },
    ],
    [
      'staff without a home',
      member('mb_a'),
      ['staff'],
      { status: 'member', memberId: 'mb_a', name: 'mb_a', roles: ['staff'] },
    ],
  ] as const)('of %s', (_, who, roles, standing) => {
    expect(standingOf(who, new Set<Role>(roles), YARD)).toEqual(standing);
  });
});
