/** Who the caller is in a courtyard, as the phone is told. @see docs/domain/courtyard.md §2 */
import type { Standing } from '../../miniprogram/contract/home';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { Role } from '../../miniprogram/contract/roles';
import type { MemberDoc } from '../kernel/member-doc';

const KEEPERS: readonly Role[] = ['owner', 'deputy', 'committee', 'staff', 'admin'];

/** Those who answer joining requests and see who waits. */
export const isKeeper = (roles: ReadonlySet<Role>): boolean =>
  KEEPERS.some((role) => roles.has(role));

export function standingOf(
  member: MemberDoc | undefined,
  roles: ReadonlySet<Role>,
  courtyardId: CourtyardId | undefined,
): Standing {
  if (!member) return { status: 'stranger' };
  if (!roles.has('stranger')) return standsAs(member, roles, courtyardId);
  const asked = member.waiting.find((one) => one.courtyardId === courtyardId);
  return asked ? { status: 'waiting', door: asked.label } : { status: 'stranger' };
}

function standsAs(
  member: MemberDoc,
  roles: ReadonlySet<Role>,
  courtyardId: CourtyardId | undefined,
): Standing {
  const own = member.households.find((one) => one.courtyardId === courtyardId);
  return {
    status: 'member',
    memberId: member._id,
    name: member.name,
    ...(own ? { household: { id: own.householdId, label: own.label } } : {}),
    roles: [...roles],
  };
}
