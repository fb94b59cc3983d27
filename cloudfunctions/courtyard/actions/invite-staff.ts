import * as v from 'valibot';
import type { courtyard } from '../../../miniprogram/contract/courtyard';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { auditWrite } from '../../kernel/audit';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { at, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { loadCommunity } from '../repository';
import { invitedStaff, inviteView, newStaffCode } from '../staff';

type InviteStaff = (typeof courtyard)['actions']['inviteStaff'];

/** A card for one person. The role begins when it is opened, and ends when the administrator says. */
export const inviteStaff: HandlerOf<InviteStaff> = {
  input: schemaOf<InputOf<InviteStaff>>()(v.strictObject({ roleUntil: v.exactOptional(at) })),
  answersReplays: true,

  async run({ input: { roleUntil }, call, caller, store, cloud, now }) {
    const by = memberOf(caller)._id;
    const wanted = { by, requestId: call.requestId ?? '', roleUntil, now };
    const code = newStaffCode(cloud.chance(8));
    return store.transact(async (read) => {
      const before = await loadCommunity(read, call);
      const { community, invite, isNew } = invitedStaff(before, { ...wanted, code });
      if (!isNew) return { writes: [], value: inviteView(invite) };
      refuseIf(roleUntil !== undefined && roleUntil <= now, 'UNTIL_IN_PAST');
      const note = auditWrite(cloud, {
        communityId: call.communityId,
        actor: by,
        what: 'courtyard.inviteStaff',
        subject: call.communityId,
        at: now,
      });
      return { writes: [replace('communities', community), note], value: inviteView(invite) };
    });
  },
};
