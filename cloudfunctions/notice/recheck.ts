/** Asks the platform again about words that wait because its check was unavailable. */
import type { QuestionId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { CheckVerdict } from '../kernel/cloud';
import { before, type Changes, gone, put } from '../kernel/conditions';
import { AppError } from '../kernel/errors';
import { verdictOn } from '../kernel/safety';
import { createOnce, type Store } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import type { NoticeDoc, Question, ReachDoc } from './documents';
import { answerMessage } from './message';
import { askedAgain, release, sentBack, wordsOf } from './notice';
import { unansweredField } from './question';
import { move } from './repository';
import { spread } from './spread';

const AT_ONCE = 10;
const AGAIN_MS = 5 * 60_000;

/** @returns how many notices got an answer */
export async function recheckNotices(context: TickContext): Promise<number> {
  const { store, now, late } = context;
  const waiting = await store.find<NoticeDoc>({
    collection: 'notices',
    where: { recheckAt: before(now + 1) },
    order: [['recheckAt', 1]],
    limit: AT_ONCE,
  });
  let answered = 0;
  for (const notice of waiting) {
    if (late()) break;
    const verdict = await verdictOn(context, notice, {
      author: notice.authorId,
      text: wordsOf(notice.waiting ?? notice),
    });
    if (isAnswer(verdict)) answered += 1;
    await moveOn(context, notice, nextOf(notice, verdict, now));
  }
  return answered;
}

/** Words of somebody who is gone wait as long as the notice stands; keepers may let them out. */
const isAnswer = (verdict: CheckVerdict | undefined): boolean =>
  verdict !== undefined && verdict !== 'unavailable';

/** What was risky, and what ran out while it waited, goes back to its author. */
function nextOf(notice: NoticeDoc, verdict: CheckVerdict | undefined, now: EpochMs): NoticeDoc {
  const over = (notice.waiting ?? notice).validUntil <= now;
  if (!isAnswer(verdict)) return over ? sentBack(notice, now) : askedAgain(notice, now);
  if (verdict === 'risky') return sentBack(notice, now);
  try {
    return release(notice, now);
  } catch (error) {
    if (error instanceof AppError) return sentBack(notice, now);
    throw error;
  }
}

async function moveOn({ store, now }: TickContext, before: NoticeDoc, after: NoticeDoc) {
  try {
    const moved = await move(store, before, after);
    if (moved.spreadPending) await spread(store, moved, now);
  } catch (error) {
    // Somebody changed it at this moment: whatever they made of it is asked about in its own turn.
    if (!(error instanceof AppError && error.code === 'STALE')) throw error;
  }
}

/** @returns how many questions and answers got an answer */
export async function recheckQuestions(context: TickContext): Promise<number> {
  const { store, now, late } = context;
  const boards = await store.find<ReachDoc>({
    collection: 'reaches',
    where: { recheckAt: before(now + 1) },
    order: [['recheckAt', 1]],
    limit: AT_ONCE,
    fields: [
      ...['communityId', 'rev', 'noticeId', 'courtyardId', 'title', 'validUntil', 'questions'],
    ],
  });
  let answered = 0;
  for (const board of boards) {
    if (late()) break;
    const { changes, open, settled } = await recheckBoard(context, board);
    // Nobody asks on behalf of a notice that is over; those who answer still see what waited.
    const goesOn = open > 0 && now < board.validUntil;
    // A board that changed meanwhile keeps its due time and is looked at again.
    const done = await store.claim({
      collection: 'reaches',
      id: board._id,
      while: { rev: board.rev },
      changes: { ...changes, recheckAt: goesOn ? put(now + AGAIN_MS) : gone() },
    });
    if (!done) continue;
    answered += settled;
    await tellAskers(store, board, changes);
  }
  return answered;
}

/** Whoever asked hears of an answer when others may read it, not before. */
async function tellAskers(store: Store, board: ReachDoc, changes: Changes): Promise<void> {
  for (const [id, question] of Object.entries(board.questions) as [QuestionId, Question][]) {
    const { answer } = question;
    if (!answer || changes[answerField(id)]?.value !== 'shown') continue;
    const { communityId, noticeId: notice, courtyardId, title } = board;
    const about = { id: `${id}.${answer.at}`, communityId, notice, courtyardId, title };
    await createOnce(store, 'outbox', answerMessage(question, answer, about));
  }
}

const answerField = (id: QuestionId): string => `questions.${id}.answer.status`;

async function recheckBoard(
  context: TickContext,
  board: ReachDoc,
): Promise<{ readonly changes: Changes; readonly open: number; readonly settled: number }> {
  const changes: Record<string, Changes[string]> = {};
  let open = 0;
  let settled = 0;
  for (const [id, question] of Object.entries(board.questions) as [QuestionId, Question][]) {
    for (const { path, refused, author, text } of waitingIn(id, question)) {
      const verdict = await verdictOn(context, board, { author, text });
      if (!isAnswer(verdict)) {
        open += 1;
        continue;
      }
      settled += 1;
      Object.assign(changes, verdict === 'pass' ? { [path]: put('shown') } : refused);
    }
  }
  return { changes, open, settled };
}

/**
 * A question that is risky is hidden, and waits for nobody. An answer that is risky stays with those who wrote it,
 * and the question waits for another one.
 */
function waitingIn(id: QuestionId, { status, askerId, text, answer }: Question) {
  const path = `questions.${id}.status`;
  const question = {
    path,
    refused: { [path]: put('hidden'), [unansweredField(id)]: gone() },
    author: askerId,
    text,
  };
  const reply = answer && {
    path: answerField(id),
    refused: { [answerField(id)]: put('refused'), [unansweredField(id)]: put(answer.at) },
    author: answer.by,
    text: answer.text,
  };
  return [
    ...(status === 'checking' ? [question] : []),
    ...(reply && answer.status === 'checking' ? [reply] : []),
  ];
}
