import * as v from 'valibot';
import type { courtyard } from '../../../miniprogram/contract/courtyard';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { auditWrite } from '../../kernel/audit';
import { memberOf } from '../../kernel/caller';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { loadCommunity } from '../repository';
import { withoutInvite } from '../staff';
import { staffCode } from '../staff-code';

type CancelStaffInvite = (typeof courtyard)['actions']['cancelStaffInvite'];

/** A card that went to the wrong chat opens nothing any more. One that was opened stays: the role is ended instead. */
export const cancelStaffInvite: HandlerOf<CancelStaffInvite> = {
  input: schemaOf<InputOf<CancelStaffInvite>>()(v.strictObject({ code: staffCode })),
  answersReplays: true,

  run: ({ input, call, caller, store, cloud, now }) =>
    store.transact(async (read) => {
      const before = await loadCommunity(read, call);
      const after = withoutInvite(before, input.code);
      if (after.staffInvites?.length === (before.staffInvites ?? []).length) {
        return { writes: [], value: {} };
      }
      const note = auditWrite(cloud, {
        communityId: call.communityId,
        actor: memberOf(caller)._id,
        what: 'courtyard.cancelStaffInvite',
        subject: call.communityId,
        at: now,
      });
      return { writes: [replace('communities', after), note], value: {} };
    }),
};
