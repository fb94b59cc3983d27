import type { courtyard, StaffRow, StaffView } from '../../../miniprogram/contract/courtyard';
import type { CommunityId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { COMMUNITY_ROLES, type RoleGrant } from '../../../miniprogram/contract/roles';
import { memberOf } from '../../kernel/caller';
import type { MemberDoc } from '../../kernel/member-doc';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { isLive } from '../grants';
import { holdersAt } from '../members';
import { loadCommunity } from '../repository';
import { openInvites } from '../staff';

type Staff = (typeof courtyard)['actions']['staff'];

/** Who works for the whole community, and which invitations wait to be opened. */
export const staff: HandlerOf<Staff> = {
  input: schemaOf<InputOf<Staff>>()(nothing),

  async run({ call, caller, store, now }): Promise<StaffView> {
    const [community, holders] = await Promise.all([
      loadCommunity(store, call),
      holdersAt(store, call.communityId, call.communityId),
    ]);
    return {
      communityName: community.name,
      self: memberOf(caller)._id,
      people: holders.flatMap((one) => rowsOf(one, call.communityId, now)).sort(inOrder),
      invites: openInvites(community, now),
    };
  },
};

const rowsOf = (
  { _id, name, roles }: MemberDoc,
  scope: CommunityId,
  now: number,
): readonly StaffRow[] =>
  roles.flatMap((one) =>
    one.scope === scope && isLive(one, now) && isCommunityRole(one)
      ? [
          {
            memberId: _id,
            name,
            role: one.role,
            from: one.from,
            ...(one.until === undefined ? {} : { until: one.until }),
          },
        ]
      : [],
  );

const isCommunityRole = (one: RoleGrant): one is RoleGrant & { readonly role: StaffRow['role'] } =>
  COMMUNITY_ROLES.includes(one.role);

const inOrder = (a: StaffRow, b: StaffRow): number =>
  Number(b.role === 'admin') - Number(a.role === 'admin') || a.name.localeCompare(b.name, 'zh-CN');
