/** Finding the board a question lies on, for those who name only the question. */
import type { QuestionId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import { present } from '../kernel/conditions';
import { AppError } from '../kernel/errors';
import { askedOf } from '../kernel/requests';
import type { Store } from '../kernel/store';
import { askedField, isDone } from './asked';
import { noticeOfQuestion, type Question, type ReachDoc, reachId } from './documents';
import type { ToQuestion } from './question';

/**
 * In the courtyard of the call; staff who name none are led to the courtyard that asked.
 * @throws AppError `NOT_FOUND`
 */
export async function placeOfQuestion(
  store: Store,
  id: QuestionId,
  call: Call,
): Promise<ToQuestion> {
  const { communityId, courtyardId } = call;
  const asked = askedOf(call);
  if (courtyardId) return { id, communityId, courtyardId, asked };
  const [board] = await store.find<ReachDoc>({
    collection: 'reaches',
    where: { noticeId: noticeOfQuestion(id), communityId, [`questions.${id}.text`]: present() },
    limit: 1,
    fields: ['courtyardId'],
  });
  if (!board) throw new AppError('NOT_FOUND');
  return { id, communityId, courtyardId: board.courtyardId, asked };
}

/** @throws AppError `NOT_FOUND`, `INVALID` when the request id was used for something else */
export async function questionAt(
  store: Store,
  { id, communityId, courtyardId, asked }: ToQuestion,
): Promise<{ readonly question: Question; readonly title: string }> {
  const board = await store.get<ReachDoc>('reaches', reachId(noticeOfQuestion(id), courtyardId), [
    'communityId',
    'title',
    `questions.${id}`,
    askedField(asked),
  ]);
  if (board?.communityId === communityId) isDone(board, asked);
  const question = board?.communityId === communityId ? board.questions?.[id] : undefined;
  if (!board || !question) throw new AppError('NOT_FOUND');
  return { question, title: board.title };
}
