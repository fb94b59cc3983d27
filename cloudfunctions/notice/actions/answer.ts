import * as v from 'valibot';
import type { notice } from '../../../miniprogram/contract/notice';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { createOnce, type Store } from '../../kernel/store';
import { placeOfQuestion, questionAt } from '../box';
import { type Answer, noticeOfQuestion } from '../documents';
import { answerMessage } from '../message';
import { answerClaim, showClaim, type ToQuestion } from '../question';
import { isOwner } from '../repository';
import { forQuestion, question } from './inputs';

type AnswerAction = (typeof notice)['actions']['answer'];

export const answer: HandlerOf<AnswerAction> = {
  input: schemaOf<InputOf<AnswerAction>>()(
    v.strictObject({ ...forQuestion, text: question, toAll: v.boolean() }),
  ),
  answersReplays: true,

  async run({ input, call, caller, store, cloud, now }) {
    const place = await placeOfQuestion(store, input.questionId, call);
    const checked = await passes(cloud, caller.openid, input.text);
    const given: Answer = {
      text: input.text,
      at: now,
      by: memberOf(caller)._id,
      toAll: input.toAll,
      status: checked ? 'shown' : 'checking',
    };
    const taken = await store.claim(answerClaim(place, given));
    const { question: asked, title } = await questionAt(store, place);
    const status = asked.answered?.[place.asked.requestId];
    refuseIf(status === undefined, 'BUSY');
    // An owner who answers to all has read the question: that lets it out by hand.
    const lets = taken && input.toAll && isOwner(caller) && asked.status === 'checking';
    if (lets) await store.claim(showClaim(place));
    if (taken && checked) await tellAsker(store, { place, title, given, asked });
    return { status: status ?? 'checking' };
  },
};

interface Told {
  readonly place: ToQuestion;
  readonly title: string;
  readonly given: Answer;
  readonly asked: Parameters<typeof answerMessage>[0];
}

const tellAsker = (store: Store, { place, title, given, asked }: Told) =>
  createOnce(
    store,
    'outbox',
    answerMessage(asked, given, {
      id: `${place.id}.${place.asked.requestId}`,
      communityId: place.communityId,
      notice: noticeOfQuestion(place.id),
      courtyardId: place.courtyardId,
      title,
    }),
  );
