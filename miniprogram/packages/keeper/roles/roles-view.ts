/** 院里的职务: who holds which, until when, and who may be given one. Pure. */
import type { RolesView, RoleView } from '../../../contract/courtyard';
import type { MemberId } from '../../../contract/ids';
import { COMMUNITY_ROLES, type GrantedRole, ROLE_NAMES } from '../../../contract/roles';
import type { EpochMs } from '../../../contract/units';
import { untilText } from '../services/terms';

export interface RoleLine {
  readonly key: string;
  readonly memberId: MemberId;
  readonly role: GrantedRole;
  readonly name: string;
  readonly label: string;
  readonly until: string;
  readonly mayEnd: boolean;
}

export interface RolesPage {
  readonly courtyardName: string;
  readonly groups: readonly {
    readonly name: string;
    readonly role: GrantedRole;
    readonly rows: readonly RoleLine[];
    readonly mayGrant: boolean;
    /** Instead of rows. */
    readonly none: string;
  }[];
  readonly mayHandOver: boolean;
}

const ORDER: readonly GrantedRole[] = [
  'owner',
  'deputy',
  'committee',
  'volunteer',
  'treasurer',
  'staff',
  'admin',
];

/** By role, highest first; what nobody holds is shown when the caller may give it, and the owner always. */
export function rolesPage(view: RolesView, now: EpochMs): RolesPage {
  const groups = ORDER.map((role) => ({
    name: ROLE_NAMES[role],
    role,
    rows: view.roles.filter((r) => r.role === role).map((r) => roleLine(r, view, now)),
    mayGrant: view.grantable.includes(role),
    none: COMMUNITY_ROLES.includes(role) ? '全社区的，在“工作人员”里看' : '还没有人担任',
  })).filter(({ role, rows, mayGrant }) => rows.length > 0 || mayGrant || role === 'owner');
  return {
    courtyardName: view.courtyardName,
    groups,
    mayHandOver: view.mayHandOver,
  };
}

const roleLine = (row: RoleView, view: RolesView, now: EpochMs): RoleLine => ({
  key: `${row.memberId}.${row.role}`,
  memberId: row.memberId,
  role: row.role,
  name: row.name,
  label: row.label,
  until: untilText(row.until, now),
  mayEnd: view.grantable.includes(row.role),
});

export const EMPTY_ROLES: RolesPage = {
  courtyardName: '',
  groups: [],
  mayHandOver: false,
};

/** What ending or handing over will do, said before it is asked. */
export const endWarning = (line: Pick<RoleLine, 'name' | 'role'>): string =>
  `${line.name} 以后不能再以${ROLE_NAMES[line.role]}的身份发通知、看名单。住户身份不变，以前办的事都留着。`;

export const handOverWarning = (name: string, courtyard: string): string =>
  `${courtyard}的群主会换成 ${name}，您自己变回普通住户。交出去以后，要由 ${name} 或社区才能改回来。`;

/** Members who do not hold the role yet, with what was typed in their name or door. */
export function candidates(view: RolesView, role: GrantedRole, text: string) {
  const holders = new Set(view.roles.filter((r) => r.role === role).map((r) => r.memberId));
  const wanted = text.trim();
  return view.members.filter(
    (m) => !holders.has(m.memberId) && `${m.label} ${m.name}`.includes(wanted),
  );
}
