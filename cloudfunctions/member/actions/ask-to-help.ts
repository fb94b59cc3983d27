import * as v from 'valibot';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { idOf, line, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { asked } from '../helping';
import { loadHousehold, loadMember } from '../repository';

type AskToHelp = (typeof member)['actions']['askToHelp'];

export const askToHelp: HandlerOf<AskToHelp> = {
  input: schemaOf<InputOf<AskToHelp>>()(
    v.strictObject({ householdId: idOf('hh'), personName: line(LIMITS.nameLength) }),
  ),

  async run(context) {
    const { input, call, caller, cloud, now } = context;
    // Whoever says yes reads it first, so an unavailable check keeps nobody waiting.
    await passes(cloud, caller.openid, input.personName);
    return once(context, async (read) => {
      const household = await loadHousehold(read, input.householdId, call);
      const helper = await loadMember(read, memberOf(caller)._id, call);
      const link = asked({ member: helper, household }, { personName: input.personName, now });
      const writes =
        link.household === household
          ? []
          : [replace('members', link.member), replace('households', link.household)];
      return { writes, value: {} };
    });
  },
};
