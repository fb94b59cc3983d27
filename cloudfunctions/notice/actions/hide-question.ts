import * as v from 'valibot';
import type { QuestionId } from '../../../miniprogram/contract/ids';
import type { notice } from '../../../miniprogram/contract/notice';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { placeOfQuestion, questionAt } from '../box';
import { hideClaim } from '../question';
import { forQuestion } from './inputs';

/** Takes a question out of the neighbours' sight; whoever asked it and the keepers still see it. */
export const hideQuestion: HandlerOf<(typeof notice)['actions']['hideQuestion']> = {
  input: schemaOf<{ questionId: QuestionId }>()(v.strictObject(forQuestion)),
  answersReplays: true,

  async run({ input, call, store }) {
    const place = await placeOfQuestion(store, input.questionId, call);
    // Refused for what is not there, and for a copy of the same request.
    if (!(await store.claim(hideClaim(place)))) await questionAt(store, place);
    return {};
  },
};
