/** Who is calling, for which household, and may they. @see docs/domain/permissions.md */
import type { CommunityId, CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import type { HowFar, Rule } from '../../miniprogram/contract/policy-rules';
import type { Call } from '../../miniprogram/contract/protocol';
import { COMMUNITY_ROLES, type Role } from '../../miniprogram/contract/roles';
import type { EpochMs } from '../../miniprogram/contract/units';
import { AppError } from './errors';
import type { MemberDoc } from './member-doc';

export interface Caller {
  readonly openid: string;
  readonly communityId: CommunityId;
  /** Absent for somebody this community does not know. */
  readonly member?: MemberDoc;
  /** The roles that hold at the place of the call, now. */
  readonly roles: ReadonlySet<Role>;
}

/** What a call is about. */
export interface Target {
  readonly communityId: CommunityId;
  readonly courtyardId?: CourtyardId;
  /** The household acted for, when it is not the caller's own. */
  readonly subject?: HouseholdId;
}

/** The roles somebody has for a target at an instant, each only where it reaches. */
export function rolesFor(
  member: MemberDoc | undefined,
  target: Target,
  now: EpochMs,
): ReadonlySet<Role> {
  if (!member) return new Set(['stranger']);
  const roles = new Set<Role>();
  for (const { role, scope, from, until } of member.roles) {
    const holds = from <= now && (until === undefined || now < until);
    const reaches = scope === target.communityId || scope === target.courtyardId;
    if (holds && reaches) roles.add(role);
  }
  const here = ({ courtyardId }: { courtyardId: CourtyardId }) =>
    target.courtyardId === undefined || courtyardId === target.courtyardId;
  if (member.households.some(here)) roles.add('resident');
  if (member.actingFor.some((link) => link.status === 'active' && here(link))) roles.add('helper');
  if (roles.size === 0) roles.add('stranger');
  return roles;
}

/**
 * Refuses unless one of the caller's roles reaches the target. Default deny.
 * @throws AppError `NOT_MEMBER` to somebody who has not joined, `NOT_FOUND` about another courtyard,
 *   `NOT_ACTING_FOR` for a household that has not said yes, else `NOT_ALLOWED`
 */
export function allow(rule: Rule, caller: Caller, target: Target): void {
  for (const role of caller.roles) {
    const howFar = rule[role];
    if (howFar !== undefined && covers(howFar, role, caller, target)) return;
  }
  throw new AppError(reasonOf(rule, caller, target));
}

function covers(howFar: HowFar, role: Role, { member }: Caller, target: Target): boolean {
  if (howFar === 'any' || howFar === 'community') return true;
  if (howFar === 'courtyard')
    return COMMUNITY_ROLES.includes(role as never) || target.courtyardId !== undefined;
  // About oneself; whose household an act is for, `householdOf` decides.
  if (target.subject === undefined) return true;
  if (role === 'helper') return member !== undefined && actsFor(member, target.subject);
  return member?.households.some(({ householdId }) => householdId === target.subject) ?? false;
}

function reasonOf(rule: Rule, { member, roles }: Caller, target: Target): AppError['code'] {
  if (!member || (member.households.length === 0 && roles.has('stranger'))) return 'NOT_MEMBER';
  if (roles.has('stranger')) return 'NOT_FOUND';
  const asked = target.subject !== undefined && rule.helper !== undefined;
  return asked ? 'NOT_ACTING_FOR' : 'NOT_ALLOWED';
}

export const actsFor = (member: MemberDoc, household: HouseholdId): boolean =>
  member.actingFor.some((link) => link.status === 'active' && link.householdId === household);

/**
 * The household an act is for: the subject when acting, else the caller's own in that courtyard.
 * @throws AppError `NOT_MEMBER` when there is none
 */
export function householdOf(
  caller: Caller,
  { subject, courtyardId }: Pick<Call, 'subject' | 'courtyardId'>,
): {
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly label: string;
  readonly helping: boolean;
} {
  const { member } = caller;
  if (!member) throw new AppError('NOT_MEMBER');
  const own = member.households.find((h) =>
    subject === undefined ? h.courtyardId === courtyardId : h.householdId === subject,
  );
  if (own) return { ...own, helping: false };
  const link = member.actingFor.find((l) => l.status === 'active' && l.householdId === subject);
  if (!link) throw new AppError(subject === undefined ? 'NOT_MEMBER' : 'NOT_ACTING_FOR');
  return { ...link, helping: true };
}

/**
 * The same, for acts on what a courtyard has: the household has to be one of it.
 * @throws AppError `NOT_FOUND` for one of elsewhere, and what `householdOf` throws
 */
export function householdHere(caller: Caller, call: Pick<Call, 'subject' | 'courtyardId'>) {
  const household = householdOf(caller, call);
  if (household.courtyardId !== call.courtyardId) throw new AppError('NOT_FOUND');
  return household;
}

/** @throws AppError `NOT_MEMBER` */
export function memberOf(caller: Caller): MemberDoc {
  if (!caller.member) throw new AppError('NOT_MEMBER');
  return caller.member;
}

/** @throws AppError `NOT_FOUND` when the call names no courtyard */
export function courtyardOf(call: Pick<Call, 'courtyardId'>): CourtyardId {
  if (!call.courtyardId) throw new AppError('NOT_FOUND');
  return call.courtyardId;
}
