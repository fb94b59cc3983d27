import fc from 'fast-check';
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import { mayConsent } from '../../cloudfunctions/member/helping';
import { invited, newCode, redeemed } from '../../cloudfunctions/member/invites';
import { emptied, left } from '../../cloudfunctions/member/leaving';
import { DAY_MS, instant } from '../../miniprogram/contract/calendar';

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
const person = (name: string, more: object = {}) => ({
  id: `pe_${name}` as const,
  name,
  ageBand: '18-59' as const,
  phoneOnly: false,
  ...more,
});
const code = (code: string) => expect.objectContaining({ code });

describe('a code', () => {
  it('is six digits for any chance, and every digit may come first', () => {
    const chances = fc.sample(fc.uint8Array({ minLength: 6, maxLength: 6 }), 200);
    for (const chance of chances) expect(newCode(chance)).toMatch(/^\d{6}$/);
    expect(newCode(Uint8Array.of(0, 0, 0, 0, 0, 7))).toBe('000007');
  });

  const by = 'mb_m';
  const family = home({ people: [person('母', { memberId: by })] });
  const given = invited(family, { code: '123456', by, requestId: 'r', now: NOW }).household;

  it.each([
    ['at the last instant', '123456', NOW + 7 * DAY_MS - 1, true],
    ['one instant later', '123456', NOW + 7 * DAY_MS, false],
    ['with other digits', '123457', NOW, false],
  ])('opens %s', (_, digits, now, opens) => {
    const tries = () => redeemed(given, { code: digits, by: 'mb_a', now });
    if (opens) expect(tries().invitedBy).toBe(by);
    else expect(tries).toThrow(code('INVITE_INVALID'));
  });

  it('opens once, and not after the inviter left', () => {
    const used = redeemed(given, { code: '123456', by: 'mb_a', now: NOW }).household;
    expect(() => redeemed(used, { code: '123456', by: 'mb_b', now: NOW })).toThrow(
      code('INVITE_INVALID'),
    );
    const gone = { ...given, people: [] };
    expect(() => redeemed(gone, { code: '123456', by: 'mb_b', now: NOW })).toThrow(
      code('INVITE_INVALID'),
    );
  });

  it('is given once for a request, and twelve are kept', () => {
    const again = invited(given, { code: '999999', by, requestId: 'r', now: NOW });
    expect(again).toMatchObject({ isNew: false, invite: { code: '123456' } });
    const many = Array.from({ length: 20 }, (_, i) => String(100_000 + i)).reduce(
      (one, digits) => invited(one, { code: digits, by, requestId: digits, now: NOW }).household,
      given,
    );
    expect(many.invites).toHaveLength(12);
    expect(many.invites?.at(-1)?.code).toBe('100019');
  });
});

describe('leaving', () => {
  const lives = (householdId: `hh_${string}`, courtyardId: `cy_${string}`) => ({
    householdId,
    courtyardId,
    label: '',
    since: 1,
  });
  const role = (name: 'owner' | 'volunteer', scope: `cy_${string}`) =>
    ({ role: name, scope, from: 1, grantedBy: 'mb_o' }) as const;

  it('ends the roles of that courtyard and no others', () => {
    const member: MemberDoc = {
      ...nobody,
      households: [lives('hh_1', 'cy_1'), lives('hh_2', 'cy_2')],
      roles: [role('volunteer', 'cy_1'), role('volunteer', 'cy_2')],
    };
    expect(left(member, 'hh_1').roles).toEqual([role('volunteer', 'cy_2')]);
    const two = { ...member, households: [lives('hh_1', 'cy_1'), lives('hh_3', 'cy_1')] };
    expect(left(two, 'hh_1').roles).toHaveLength(2);
  });

  it('is refused to the owner, unless another home there stays', () => {
    const owner: MemberDoc = {
      ...nobody,
      households: [lives('hh_1', 'cy_1')],
      roles: [role('owner', 'cy_1')],
    };
    expect(() => left(owner, 'hh_1')).toThrow(code('LAST_OWNER'));
    const two = { ...owner, households: [...owner.households, lives('hh_3', 'cy_1')] };
    expect(() => left(two, 'hh_1')).not.toThrow();
  });

  it('does not leave children alone, and may leave those who are no members', () => {
    const child = person('孩', { ageBand: 'u14', memberId: 'mb_c' });
    const adult = person('大', { memberId: 'mb_a' });
    expect(() => emptied(home({ people: [adult, child] }), 'mb_a')).toThrow(
      code('CHILD_LEFT_ALONE'),
    );
    const second = person('二', { memberId: 'mb_b' });
    expect(() => emptied(home({ people: [adult, second, child] }), 'mb_a')).not.toThrow();
    const listed = person('孩', { ageBand: 'u14' });
    expect(() => emptied(home({ people: [adult, listed] }), 'mb_a')).not.toThrow();
  });
});

describe('consent', () => {
  const link = {
    memberId: 'mb_h',
    name: '帮',
    personName: '婆婆',
    status: 'asked',
    since: 1,
  } as const;
  const own = home({ people: [person('婆婆'), person('子', { memberId: 'mb_s' })] });
  const phoneOnly = home({
    people: [person('婆婆', { phoneOnly: true }), person('子', { memberId: 'mb_s' })],
  });
  const nobodyThere = home();

  it.each([
    ['a member of the household', own, { memberId: 'mb_s', keeper: false, lives: true }, true],
    [
      'a keeper, where a member could say it',
      own,
      { memberId: 'mb_k', keeper: true, lives: false },
      false,
    ],
    [
      'a keeper, for a text-only phone',
      phoneOnly,
      { memberId: 'mb_k', keeper: true, lives: false },
      true,
    ],
    [
      'a keeper, where no member lives',
      nobodyThere,
      { memberId: 'mb_k', keeper: true, lives: false },
      true,
    ],
    ['a neighbour', nobodyThere, { memberId: 'mb_n', keeper: false, lives: false }, false],
    [
      'the helper who keeps the courtyard',
      nobodyThere,
      { memberId: 'mb_h', keeper: true, lives: false },
      false,
    ],
    ['the helper who lives there', own, { memberId: 'mb_h', keeper: false, lives: true }, false],
  ] as const)('of %s: %#', (_, household, { memberId, keeper, lives }, may) => {
    const consenter = { memberId, isKeeper: keeper, livesIn: () => lives };
    expect(mayConsent(household, link, consenter)).toBe(may);
  });
});
