/** Who may give which role, and what becomes of a member's roles. @see docs/domain/permissions.md §4 */
import type { MemberId } from '../../miniprogram/contract/ids';
import {
  COMMUNITY_ROLES,
  GRANTED_ROLES,
  GRANTERS,
  type GrantedRole,
  type Role,
  type RoleGrant,
  type Scope,
} from '../../miniprogram/contract/roles';
import type { EpochMs } from '../../miniprogram/contract/units';
import { refuseIf } from '../kernel/errors';
import type { MemberDoc } from '../kernel/member-doc';

export const isLive = ({ from, until }: RoleGrant, now: EpochMs): boolean =>
  from <= now && (until === undefined || now < until);

export const holds = (
  { roles }: Pick<MemberDoc, 'roles'>,
  role: GrantedRole,
  scope: Scope,
  now: EpochMs,
): boolean => roles.some((one) => one.role === role && one.scope === scope && isLive(one, now));

const isSame = (a: Pick<RoleGrant, 'role' | 'scope'>, b: Pick<RoleGrant, 'role' | 'scope'>) =>
  a.role === b.role && a.scope === b.scope;

/** The member with this grant; an earlier one of the same role and place gives way. */
export const grant = (member: MemberDoc, given: RoleGrant): MemberDoc => ({
  ...member,
  roles: [...member.roles.filter((one) => !isSame(one, given)), given],
});

export const ended = (member: MemberDoc, role: GrantedRole, scope: Scope): MemberDoc => ({
  ...member,
  roles: member.roles.filter((one) => !isSame(one, { role, scope })),
});

/** The roles somebody with these roles may give, at a courtyard or for the whole community. */
export const grantable = (
  roles: ReadonlySet<Role>,
  place: 'courtyard' | 'community',
): readonly GrantedRole[] =>
  GRANTED_ROLES.filter(
    (role) =>
      COMMUNITY_ROLES.includes(role) === (place === 'community') &&
      GRANTERS[role].some((granter) => roles.has(granter)),
  );

/** @throws AppError `ROLE_NOT_YOURS_TO_GIVE`: always the level above */
export function refuseAbove(role: GrantedRole, roles: ReadonlySet<Role>): void {
  refuseIf(!GRANTERS[role].some((granter) => roles.has(granter)), 'ROLE_NOT_YOURS_TO_GIVE', {
    role,
  });
}

/** @throws AppError `UNTIL_IN_PAST` for a role that would have ended before it begins */
export function newGrant({
  role,
  scope,
  until,
  by,
  now,
}: {
  readonly role: GrantedRole;
  readonly scope: Scope;
  readonly until: EpochMs | undefined;
  readonly by: MemberId;
  readonly now: EpochMs;
}): RoleGrant {
  refuseIf(until !== undefined && until <= now, 'UNTIL_IN_PAST');
  return { role, scope, from: now, ...(until === undefined ? {} : { until }), grantedBy: by };
}
