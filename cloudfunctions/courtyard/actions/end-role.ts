import * as v from 'valibot';
import type { courtyard } from '../../../miniprogram/contract/courtyard';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { COMMUNITY_ROLES, GRANTED_ROLES } from '../../../miniprogram/contract/roles';
import { auditWrite } from '../../kernel/audit';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { ended, refuseAbove } from '../grants';
import { adminLeaves } from '../last-admin';
import { loadMember } from '../members';

type EndRole = (typeof courtyard)['actions']['endRole'];
type Input = InputOf<EndRole>;

/** Whoever may give a role may end it; and everybody may lay down the own. The owner's is only handed over. */
export const endRole: HandlerOf<EndRole> = {
  input: schemaOf<Input>()(
    v.strictObject({ memberId: idOf('mb'), role: v.picklist(GRANTED_ROLES) }),
  ),

  async run(context) {
    const { input, call, caller, cloud, now } = context;
    const by = memberOf(caller)._id;
    if (input.memberId !== by) refuseAbove(input.role, caller.roles);
    const scope = COMMUNITY_ROLES.includes(input.role) ? call.communityId : courtyardOf(call);
    return once(context, async (read) => {
      const holder = await loadMember(read, input.memberId, call.communityId);
      const held = holder.roles.some((one) => one.role === input.role && one.scope === scope);
      if (!held) return { writes: [], value: {} };
      refuseIf(input.role === 'owner', 'LAST_OWNER');
      const leaving = { ...input, communityId: call.communityId, now };
      const others = input.role === 'admin' ? await adminLeaves(read, leaving) : [];
      const note = auditWrite(cloud, {
        communityId: call.communityId,
        courtyardId: call.courtyardId,
        actor: by,
        what: `courtyard.endRole.${input.role}`,
        subject: holder._id,
        at: now,
      });
      const writes = [replace('members', ended(holder, input.role, scope)), ...others, note];
      return { writes, value: {} };
    });
  },
};
