import * as v from 'valibot';
import type { notice } from '../../../miniprogram/contract/notice';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { idOf, schemaOf } from '../../kernel/parse';
import { askedOf } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { refuseStranger } from '../place';
import { noteTry, reach } from '../reach';
import { forNotice, version } from './inputs';

type RecordReach = (typeof notice)['actions']['recordReach'];

/** Somebody called or stood at the door. */
export const recordReach: HandlerOf<RecordReach> = {
  input: schemaOf<InputOf<RecordReach>>()(
    v.strictObject({
      ...forNotice,
      householdId: idOf('hh'),
      version,
      how: v.picklist(['phone', 'door']),
      reached: v.boolean(),
    }),
  ),
  answersReplays: true,

  async run({ input, call, caller, store, now }) {
    const courtyard = courtyardOf(call);
    const { communityId } = call;
    await refuseStranger(store, input.householdId, { courtyardId: courtyard, communityId });
    const wanted = {
      notice: input.noticeId,
      communityId,
      courtyard,
      household: input.householdId,
      version: input.version,
      how: input.how,
      by: memberOf(caller)._id,
      at: now,
      ...askedOf(call),
    };
    if (input.reached) return { reached: true, at: (await reach(store, wanted)).at };
    return noteTry(store, wanted);
  },
};
