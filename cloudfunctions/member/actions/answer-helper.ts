import * as v from 'valibot';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isKeeper } from '../../courtyard/public';
import { auditWrite } from '../../kernel/audit';
import { memberOf } from '../../kernel/caller';
import { found, refuseIf } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { isOwn } from '../changeable';
import { consented, linkOf, mayConsent, unlinked } from '../helping';
import { loadHousehold, loadMember } from '../repository';

type AnswerHelper = (typeof member)['actions']['answerHelper'];

/** Yes or no to a neighbour who wants to act for a household. A keeper's yes stands for a person without WeChat and is logged. */
export const answerHelper: HandlerOf<AnswerHelper> = {
  input: schemaOf<InputOf<AnswerHelper>>()(
    v.strictObject({ householdId: idOf('hh'), memberId: idOf('mb'), accept: v.boolean() }),
  ),

  run: (context) =>
    once(context, async (read) => {
      const { input, call, caller, cloud, now } = context;
      const by = memberOf(caller)._id;
      const consenter = {
        memberId: by,
        isKeeper: isKeeper(caller.roles),
        livesIn: () => isOwn(input.householdId, caller),
      };
      const household = await loadHousehold(read, input.householdId, call);
      const asked = found(linkOf(household, input.memberId));
      refuseIf(!mayConsent(household, asked, consenter), 'NOT_FOUND');
      if (asked.status === 'active' && input.accept) return { writes: [], value: {} };
      refuseIf(asked.status === 'active', 'JOIN_CLOSED');
      const link = { household, member: await loadMember(read, input.memberId, call) };
      const after = input.accept ? consented(link, { by, now }) : unlinked(link);
      const note = auditWrite(cloud, {
        communityId: call.communityId,
        courtyardId: household.courtyardId,
        actor: by,
        what: 'member.answerHelper',
        subject: household._id,
        at: now,
      });
      const writes = [
        replace('members', after.member),
        replace('households', after.household),
        ...(input.accept && !consenter.livesIn() ? [note] : []),
      ];
      return { writes, value: {} };
    }),
};
