import * as v from 'valibot';
import type { notice } from '../../../miniprogram/contract/notice';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { householdOf, memberOf } from '../../kernel/caller';
import { count, idOf, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { type ReachDoc, reachId } from '../documents';
import { reachClaim, whyNotReached } from '../notice';

type Confirm = (typeof notice)['actions']['confirm'];

export const confirm: HandlerOf<Confirm> = {
  input: schemaOf<InputOf<Confirm>>()(
    v.strictObject({ noticeId: idOf('nt'), version: count(10_000) }),
  ),

  async run({ input, call, caller, store, now }) {
    const household = householdOf(caller, call);
    const confirmation = {
      notice: input.noticeId,
      courtyard: household.courtyardId,
      household: household.householdId,
      version: input.version,
      how: household.helping ? ('helper' as const) : ('self' as const),
      by: memberOf(caller)._id,
      at: now,
      requestId: call.requestId ?? '',
    };
    const answer = { noticeId: input.noticeId, how: confirmation.how, at: now, earlier: false };
    if (await store.claim(reachClaim(confirmation))) return answer;
    const board = await store.get<ReachDoc>('reaches', reachId(input.noticeId, household.courtyardId), [
      'version',
      'open',
      'validUntil',
      `marks.${household.householdId}`,
    ]);
    const mark = whyNotReached(board && { ...board, marks: board.marks ?? {} }, confirmation);
    const mine = mark.requestId === confirmation.requestId;
    return { ...answer, how: mark.how, at: mark.at, earlier: !mine };
  },
};
