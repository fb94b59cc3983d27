import * as v from 'valibot';
import type { QuestionId } from '../../../miniprogram/contract/ids';
import type { notice } from '../../../miniprogram/contract/notice';
import { memberOf } from '../../kernel/caller';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { placeOfQuestion, questionAt } from '../box';
import { reportClaim } from '../question';
import { forQuestion } from './inputs';

/** One report for each person; those who answer see how many there are. */
export const reportQuestion: HandlerOf<(typeof notice)['actions']['reportQuestion']> = {
  input: schemaOf<{ questionId: QuestionId }>()(v.strictObject(forQuestion)),
  answersReplays: true,

  async run({ input, call, caller, store, now }) {
    const place = await placeOfQuestion(store, input.questionId, call);
    const reported = await store.claim(reportClaim(place, memberOf(caller)._id, now));
    // What is hidden by now needs no report; what never was there is not found.
    if (!reported) await questionAt(store, place);
    return {};
  },
};
