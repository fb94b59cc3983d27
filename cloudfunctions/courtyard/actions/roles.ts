import type { courtyard, RolesView, RoleView } from '../../../miniprogram/contract/courtyard';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { GRANTED_ROLES, type Scope } from '../../../miniprogram/contract/roles';
import { refuseIf } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { grantable, isLive } from '../grants';
import { holdersAt, membersOf } from '../members';
import { namesOf } from '../names';

type Roles = (typeof courtyard)['actions']['roles'];

/** Who does what here. Without a courtyard: the community's own roles, for its staff. */
export const roles: HandlerOf<Roles> = {
  input: schemaOf<InputOf<Roles>>()(nothing),

  async run({ call, caller, store, now }) {
    const scope: Scope = call.courtyardId ?? call.communityId;
    const names = await namesOf(store, call.communityId, { now, place: scope });
    const name = names.of(scope);
    refuseIf(name === '', 'NOT_FOUND');
    const [holders, members] = await Promise.all([
      holdersAt(store, call.communityId, scope),
      call.courtyardId ? membersOf(store, call.courtyardId) : [],
    ]);
    const mayGive = [
      ...grantable(caller.roles, 'community'),
      ...(call.courtyardId ? grantable(caller.roles, 'courtyard') : []),
    ];
    return {
      courtyardName: name,
      roles: rolesAt(holders, scope, now),
      members: members
        .map((one) => ({ memberId: one._id, name: one.name, label: labelAt(one, scope) }))
        .sort((a, b) => byDoor.compare(a.label, b.label) || byDoor.compare(a.name, b.name)),
      grantable: GRANTED_ROLES.filter((role) => mayGive.includes(role)),
      mayHandOver: ['owner', 'staff', 'admin'].some((role) => caller.roles.has(role as never)),
    };
  },
};

/** `2单元 101` before `10单元 101`, as people look for a door. */
const byDoor = new Intl.Collator('zh-CN', { numeric: true });

const labelAt = ({ households }: MemberDoc, scope: Scope): string =>
  households.find(({ courtyardId }) => courtyardId === scope)?.label ?? '';

/** By rank, then by name. */
function rolesAt(holders: readonly MemberDoc[], scope: Scope, now: number): RolesView['roles'] {
  const views: RoleView[] = holders.flatMap((holder) =>
    holder.roles
      .filter((one) => one.scope === scope && isLive(one, now))
      .map(({ role, from, until }) => ({
        memberId: holder._id,
        name: holder.name,
        label: labelAt(holder, scope),
        role,
        scope,
        from,
        ...(until === undefined ? {} : { until }),
      })),
  );
  const rank = ({ role }: RoleView) => GRANTED_ROLES.indexOf(role);
  return views.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'zh-CN'));
}
