/** 工作人员: who works for the whole community, and which cards wait to be opened. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import type { StaffInviteView, StaffRow, StaffView } from '../../../contract/courtyard';
import type { CommunityId } from '../../../contract/ids';
import { ROLE_NAMES } from '../../../contract/roles';
import type { EpochMs } from '../../../contract/units';
import { cardTitle } from '../../../services/share';
import { untilText } from '../services/terms';

export interface StaffLine extends Pick<StaffRow, 'memberId' | 'role' | 'name'> {
  readonly key: string;
  readonly until: string;
  readonly roleName: string;
  /** The caller's own line. */
  readonly mine: boolean;
  readonly mayEnd: boolean;
  readonly mayRise: boolean;
}

export interface InviteLine {
  readonly code: string;
  readonly until: string;
  readonly role: string;
}

export interface StaffPage {
  readonly admins: readonly StaffLine[];
  readonly staff: readonly StaffLine[];
  /** Neighbours who keep the community's books. */
  readonly treasurers: readonly StaffLine[];
  readonly invites: readonly InviteLine[];
}

export const EMPTY_STAFF: StaffPage = { admins: [], staff: [], treasurers: [], invites: [] };

export function staffPage(view: StaffView, now: EpochMs): StaffPage {
  const admins = view.people.filter(({ role }) => role === 'admin');
  const isAdmin = ({ memberId }: StaffRow) => admins.some((one) => one.memberId === memberId);
  const line = (row: StaffRow): StaffLine => ({
    key: `${row.memberId}.${row.role}`,
    memberId: row.memberId,
    role: row.role,
    roleName: ROLE_NAMES[row.role],
    name: row.name,
    until: untilText(row.until, now),
    mine: row.memberId === view.self,
    // Without an administrator nobody could invite another one.
    mayEnd: row.role !== 'admin' || admins.length > 1,
    mayRise: row.role === 'staff',
  });
  return {
    admins: admins.map(line),
    staff: view.people.filter((row) => row.role === 'staff' && !isAdmin(row)).map(line),
    treasurers: view.people.filter(({ role }) => role === 'treasurer').map(line),
    invites: view.invites.map((invite) => inviteLine(invite, now)),
  };
}

export const inviteLine = (
  { code, until, roleUntil }: StaffInviteView,
  now: EpochMs,
): InviteLine => ({
  code: spaced(code),
  until: `${spokenInstant(until, now)} 前点开，只能用一次`,
  role: roleUntil === undefined ? '一直当到您说停' : `当${untilText(roleUntil, now)}`,
});

/** `7K2M 9QXB`: read aloud in two breaths. */
const spaced = (code: string): string => code.replace(/^(.{4})/, '$1 ');
export const plainCode = (shown: string): string => shown.replace(/ /g, '');

/** Whoever opens it works for this community. */
export const staffCard = (communityId: CommunityId, communityName: string, shown: string) => ({
  title: cardTitle(`请您到${communityName}当工作人员`),
  path: `/packages/keeper/staff-accept/staff-accept?c=${communityId}&s=${plainCode(shown)}`,
});

export function endStaffWarning({ name, role, mine }: StaffLine): string {
  if (mine) return `您自己就不再是${ROLE_NAMES[role]}了，要由别的管理员才能加回来。`;
  if (role === 'treasurer') return `${name} 以后不能再填微基金的单子、签字。以前签过的账都留着。`;
  return `${name} 以后不能再看各院的名册、发社区通知。以前办的事都留着。`;
}
