import * as v from 'valibot';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isKeeper } from '../../courtyard/public';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { idOf, schemaOf } from '../../kernel/parse';
import { firstTime } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { forgetOther } from '../account';
import { isOwn } from '../changeable';
import { linkOf, unlinked } from '../helping';
import { loadHousehold, loadMember } from '../repository';

type EndHelping = (typeof member)['actions']['endHelping'];

/** The household may take its yes back at any time, the helper may stop, a keeper may step in. */
export const endHelping: HandlerOf<EndHelping> = {
  input: schemaOf<InputOf<EndHelping>>()(
    v.strictObject({ householdId: idOf('hh'), memberId: idOf('mb') }),
  ),
  beforeAgreeing: true,

  async run(context) {
    const { input, call, caller, store } = context;
    const isMine = input.memberId === memberOf(caller)._id;
    const may = isMine || isOwn(input.householdId, caller) || isKeeper(caller.roles);
    refuseIf(!may, 'NOT_FOUND');
    const gone: { member?: MemberDoc } = {};
    await firstTime(context, async (read) => {
      const household = await loadHousehold(read, input.householdId, call);
      if (!linkOf(household, input.memberId)) return [];
      const link = { household, member: await loadMember(read, input.memberId, call) };
      const after = unlinked(link);
      gone.member = after.member;
      return [replace('members', after.member), replace('households', after.household)];
    });
    if (gone.member) await forgetOther(store, gone.member);
    return {};
  },
};
