import * as v from 'valibot';
import type { notice } from '../../../miniprogram/contract/notice';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { householdOf, memberOf } from '../../kernel/caller';
import { idFrom } from '../../kernel/ids';
import { schemaOf } from '../../kernel/parse';
import { askedOf } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import type { Store } from '../../kernel/store';
import { askedField } from '../asked';
import { noticeOfQuestion, type Question, questionId } from '../documents';
import { askClaim, type ToQuestion, whyNotAsked } from '../question';
import { boardAt } from '../repository';
import { forNotice, question } from './inputs';

type Ask = (typeof notice)['actions']['ask'];

export const ask: HandlerOf<Ask> = {
  input: schemaOf<InputOf<Ask>>()(v.strictObject({ ...forNotice, text: question })),
  answersReplays: true,

  async run({ input, call, caller, store, cloud, now }) {
    const { householdId, courtyardId } = householdOf(caller, call);
    const askerId = memberOf(caller)._id;
    const derived = idFrom('qs', askerId, call.requestId ?? '').slice(3);
    const id = questionId(input.noticeId, derived);
    const checked = await passes(cloud, caller.openid, input.text);
    const status = checked ? ('shown' as const) : ('checking' as const);
    const asked = { askerId, householdId, text: input.text, at: now, status };
    const place = { id, communityId: call.communityId, courtyardId, asked: askedOf(call) };
    const taken = await putIn(store, place, asked);
    return { questionId: id, status: taken.status === 'checking' ? 'checking' : 'shown' };
  },
};

const FIELDS = ['communityId', 'open', 'validUntil', 'questionCount'];

/** @returns the question as it lies in the box: this one, or the one an earlier run put there */
async function putIn(store: Store, place: ToQuestion, question: Question): Promise<Question> {
  if (await store.claim(askClaim(place, question))) return question;
  const { board, made } = await boardAt(
    store,
    { ...place, noticeId: noticeOfQuestion(place.id), now: question.at },
    [...FIELDS, `questions.${place.id}`, askedField(place.asked)],
  );
  return made ? putIn(store, place, question) : whyNotAsked(board, place, question.at);
}
