import {
  allow,
  type Caller,
  householdOf,
  rolesFor,
  type Target,
} from '../../cloudfunctions/kernel/caller';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { Rule } from '../../miniprogram/contract/policy-rules';
import type { RoleGrant } from '../../miniprogram/contract/roles';

const NOW = 1_000_000;
const place = (householdId: `hh_${string}`, courtyardId: `cy_${string}`) => ({
  householdId,
  courtyardId,
  label: '2单元 101 李家',
  since: 0,
});
const member = (more: Partial<MemberDoc> = {}): MemberDoc => ({
  _id: 'mb_1',
  communityId: 'cm_a',
  rev: 1,
  openidHash: 'x',
  name: '李嬢嬢',
  households: [],
  actingFor: [],
  roles: [],
  waiting: [],
  groups: {},
  createdAt: 0,
  ...more,
});
const grant = (more: Partial<RoleGrant>): RoleGrant => ({
  role: 'owner',
  scope: 'cy_1',
  from: 0,
  grantedBy: 'setting',
  ...more,
});
const at = (courtyardId?: `cy_${string}`, subject?: `hh_${string}`): Target => ({
  communityId: 'cm_a',
  ...(courtyardId ? { courtyardId } : {}),
  ...(subject ? { subject } : {}),
});
const rolesAt = (who: MemberDoc | undefined, target: Target, now = NOW) =>
  [...rolesFor(who, target, now)].sort();
const caller = (who: MemberDoc | undefined, target: Target): Caller => ({
  openid: 'o_1',
  communityId: 'cm_a',
  roles: rolesFor(who, target, NOW),
  ...(who ? { member: who } : {}),
});
const answerTo = (rule: Rule, who: MemberDoc | undefined, target: Target): string => {
  try {
    allow(rule, caller(who, target), target);
    return 'OK';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the roles of a caller', () => {
  it('are a stranger’s for somebody unknown', () => {
    expect(rolesAt(undefined, at('cy_1'))).toEqual(['stranger']);
    expect(rolesAt(member(), at('cy_1'))).toEqual(['stranger']);
  });

  it('reach as far as they were granted', () => {
    const who = member({ roles: [grant({}), grant({ role: 'staff', scope: 'cm_a' })] });
    expect(rolesAt(who, at('cy_1'))).toEqual(['owner', 'staff']);
    expect(rolesAt(who, at('cy_2'))).toEqual(['staff']);
    expect(rolesAt(who, { communityId: 'cm_b', courtyardId: 'cy_9' })).toEqual(['stranger']);
  });

  it('hold from their first instant until their last, and not at it', () => {
    const who = member({ roles: [grant({ from: NOW, until: NOW + 10 })] });
    expect(rolesAt(who, at('cy_1'), NOW - 1)).toEqual(['stranger']);
    expect(rolesAt(who, at('cy_1'), NOW)).toEqual(['owner']);
    expect(rolesAt(who, at('cy_1'), NOW + 9)).toEqual(['owner']);
    expect(rolesAt(who, at('cy_1'), NOW + 10)).toEqual(['stranger']);
  });

  it('are a resident’s and a helper’s only where the household is', () => {
    const helped = { ...place('hh_2', 'cy_2'), personName: '婆婆', status: 'active' as const };
    const asked = { ...place('hh_3', 'cy_3'), personName: '婆婆', status: 'asked' as const };
    const who = member({ households: [place('hh_1', 'cy_1')], actingFor: [helped, asked] });
    expect(rolesAt(who, at('cy_1'))).toEqual(['resident']);
    expect(rolesAt(who, at('cy_2'))).toEqual(['helper']);
    expect(rolesAt(who, at('cy_3'))).toEqual(['stranger']);
    expect(rolesAt(who, at())).toEqual(['helper', 'resident']);
  });
});

describe('what is allowed', () => {
  const resident = member({ households: [place('hh_1', 'cy_1')] });
  const owner = member({ roles: [grant({})] });
  const staff = member({ roles: [grant({ role: 'staff', scope: 'cm_a' })] });
  const keepers: Rule = { owner: 'courtyard', staff: 'community' };

  it('is nothing without a row', () => {
    for (const who of [resident, owner, staff])
      expect(answerTo({}, who, at('cy_1'))).not.toBe('OK');
  });

  it('is a keeper’s in the own courtyard, and staff’s everywhere in the community', () => {
    expect(answerTo(keepers, owner, at('cy_1'))).toBe('OK');
    expect(answerTo(keepers, owner, at('cy_2'))).not.toBe('OK');
    expect(answerTo(keepers, staff, at('cy_2'))).toBe('OK');
    expect(answerTo(keepers, staff, at())).toBe('OK');
  });

  it('tells a newcomer to join, a neighbour of elsewhere nothing, and a resident who does it', () => {
    expect(answerTo(keepers, undefined, at('cy_1'))).toBe('NOT_MEMBER');
    expect(answerTo(keepers, resident, at('cy_2'))).toBe('NOT_FOUND');
    expect(answerTo(keepers, resident, at('cy_1'))).toBe('NOT_ALLOWED');
  });

  it('is for a household that said yes, and for no other', () => {
    const helped = { ...place('hh_2', 'cy_1'), personName: '婆婆', status: 'active' as const };
    const helper = member({ households: [place('hh_1', 'cy_1')], actingFor: [helped] });
    const rule: Rule = { resident: 'own', helper: 'own' };
    expect(answerTo(rule, helper, at('cy_1', 'hh_2'))).toBe('OK');
    expect(answerTo(rule, helper, at('cy_1', 'hh_1'))).toBe('OK');
    expect(answerTo(rule, helper, at('cy_1', 'hh_3'))).toBe('NOT_ACTING_FOR');
    expect(householdOf(caller(helper, at()), { subject: 'hh_2' })).toMatchObject({
      householdId: 'hh_2',
      helping: true,
    });
    expect(householdOf(caller(helper, at()), { courtyardId: 'cy_1' })).toMatchObject({
      householdId: 'hh_1',
      helping: false,
    });
    expect(() => householdOf(caller(helper, at()), { courtyardId: 'cy_9' })).toThrow(
      expect.objectContaining({ code: 'NOT_MEMBER' }),
    );
  });
});
