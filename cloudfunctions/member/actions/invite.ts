import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { householdOf, memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { invited, newCode } from '../invites';
import { ownEntry } from '../people';
import { loadHousehold } from '../repository';

type Invite = (typeof member)['actions']['invite'];

/** A code for the own household; handed to family, it lets one person in at once. */
export const invite: HandlerOf<Invite> = {
  input: schemaOf<InputOf<Invite>>()(nothing),

  async run({ call, caller, store, cloud, now }) {
    const { householdId, courtyardId } = householdOf(caller, call);
    const by = memberOf(caller);
    const code = newCode(cloud.chance(6));
    return store.transact(async (read) => {
      const household = await loadHousehold(read, householdId, { ...call, courtyardId });
      const me = ownEntry(household, { memberId: by._id, name: '' });
      refuseIf(!me || me.ageBand === 'u14', 'NOT_ALLOWED');
      const wanted = { code, by: by._id, requestId: call.requestId ?? '', now };
      const { household: inviting, invite, isNew } = invited(household, wanted);
      return {
        writes: isNew ? [replace('households', inviting)] : [],
        value: { code: invite.code, until: invite.until },
      };
    });
  },
};
