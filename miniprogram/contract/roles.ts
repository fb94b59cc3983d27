/** Who may hold which role, for which place, and how the role is called. */
import type { CommunityId, CourtyardId, MemberId } from './ids';
import type { EpochMs } from './units';

/** Roles that somebody grants. Each is for one courtyard or for the whole community. */
export const GRANTED_ROLES = [
  'owner',
  'deputy',
  'committee',
  'volunteer',
  'treasurer',
  'staff',
  'admin',
] as const;
export type GrantedRole = (typeof GRANTED_ROLES)[number];

/**
 * Everybody's standing beside the granted roles: `stranger` has no household here, `resident` has one,
 * `helper` acts for a household that said yes.
 */
export type Role = 'stranger' | 'resident' | 'helper' | GrantedRole;

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  stranger: '还没加入',
  resident: '住户',
  helper: '帮忙人',
  owner: '群主',
  deputy: '副群主',
  committee: '院委会',
  volunteer: '志愿者',
  treasurer: '财务',
  staff: '社区工作人员',
  admin: '社区管理员',
};

export const COMMUNITY_ROLES: readonly GrantedRole[] = ['treasurer', 'staff', 'admin'];

export type Scope = CommunityId | CourtyardId;

export interface RoleGrant {
  readonly role: GrantedRole;
  readonly scope: Scope;
  readonly from: EpochMs;
  /** The instant it ends; at that instant it has ended. Absent: until somebody ends it. */
  readonly until?: EpochMs;
  readonly grantedBy: MemberId | 'setting';
}

/** Who may grant which role: always the level above. */
export const GRANTERS: Readonly<Record<GrantedRole, readonly GrantedRole[]>> = {
  owner: ['staff', 'admin'],
  deputy: ['owner', 'staff', 'admin'],
  committee: ['owner', 'staff', 'admin'],
  volunteer: ['owner', 'deputy', 'staff', 'admin'],
  treasurer: ['admin'],
  staff: ['admin'],
  admin: ['admin'],
};
