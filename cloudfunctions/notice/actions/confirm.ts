import * as v from 'valibot';
import type { notice } from '../../../miniprogram/contract/notice';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { householdOf, memberOf } from '../../kernel/caller';
import { schemaOf } from '../../kernel/parse';
import { askedOf } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { reach } from '../reach';
import { forNotice, version } from './inputs';

type Confirm = (typeof notice)['actions']['confirm'];

export const confirm: HandlerOf<Confirm> = {
  input: schemaOf<InputOf<Confirm>>()(v.strictObject({ ...forNotice, version })),
  answersReplays: true,

  async run({ input, call, caller, store, now }) {
    const household = householdOf(caller, call);
    const wanted = {
      notice: input.noticeId,
      communityId: call.communityId,
      courtyard: household.courtyardId,
      household: household.householdId,
      version: input.version,
      how: household.helping ? ('helper' as const) : ('self' as const),
      by: memberOf(caller)._id,
      at: now,
      ...askedOf(call),
    };
    const mark = await reach(store, wanted);
    const earlier = mark.requestId !== wanted.requestId;
    return { noticeId: input.noticeId, how: mark.how, at: mark.at, earlier };
  },
};
