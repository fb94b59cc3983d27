/** The question box under a notice. Pure. @see docs/domain/notice.md §5 */
import type {
  CourtyardId,
  HouseholdId,
  MemberId,
  QuestionId,
} from '../../miniprogram/contract/ids';
import type { AnswerView, QuestionView } from '../../miniprogram/contract/notice';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Plate } from '../courtyard/public';
import { absent, after, append, gone, notAtLeast, plus, present, put } from '../kernel/conditions';
import { AppError, refuseIf } from '../kernel/errors';
import type { Asked } from '../kernel/replay';
import type { Claim } from '../kernel/store';
import { isDone, remembering } from './asked';
import { type Answer, noticeOfQuestion, type Question, type ReachDoc, reachId } from './documents';

/** A courtyard's box for one notice is a box, not a forum: more is for the telephone. */
export const QUESTIONS_MAX = 40;
const RECHECK_MS = 5 * 60_000;

/** Which question an act is about, and with which request. */
export interface ToQuestion extends Place {
  readonly asked: Asked;
}

/** Where a question lies. */
export interface Place {
  readonly id: QuestionId;
  readonly communityId: string;
  readonly courtyardId: CourtyardId;
}

const boardOf = ({ id, courtyardId }: Place) => ({
  collection: 'reaches',
  id: reachId(noticeOfQuestion(id), courtyardId),
});

const recheck = (waits: boolean, now: EpochMs) =>
  waits ? { recheckAt: put(now + RECHECK_MS) } : {};

/** Where a question waits for its keepers. To put or take it twice does no harm, so nothing is counted. */
export const unansweredField = (id: QuestionId): string => `unanswered.${id}`;

/** Puts a question into the box while the notice is open. */
export function askClaim(place: ToQuestion, question: Question): Claim {
  const claim = {
    ...boardOf(place),
    while: {
      communityId: place.communityId,
      open: true,
      validUntil: after(question.at),
      questionCount: notAtLeast(QUESTIONS_MAX),
      [`questions.${place.id}`]: absent(),
    },
    changes: {
      [`questions.${place.id}`]: put(question),
      questionCount: plus(1),
      [unansweredField(place.id)]: put(question.at),
      askers: append(question.askerId),
      ...recheck(question.status === 'checking', question.at),
    },
  };
  return remembering(claim, place.asked);
}

/**
 * Why a question was not taken.
 * @returns the question of an earlier run of the same request
 * @throws AppError `NOTICE_WITHDRAWN`, `NOTICE_EXPIRED`, `QUESTIONS_FULL`, `BUSY`, and `INVALID` when the request
 *   id was used for something else
 */
export function whyNotAsked(board: ReachDoc, place: ToQuestion, now: EpochMs): Question {
  const question = board.questions?.[place.id];
  if (isDone(board, place.asked) && question) return question;
  refuseIf(!board.open, 'NOTICE_WITHDRAWN');
  refuseIf(board.validUntil <= now, 'NOTICE_EXPIRED');
  refuseIf(board.questionCount >= QUESTIONS_MAX, 'QUESTIONS_FULL');
  throw new AppError('BUSY');
}

const isThere = (place: Place) => ({
  communityId: place.communityId,
  [`questions.${place.id}.text`]: present(),
});

/** The latest answer is the one that is read; an answer given again by a replay is not. */
export function answerClaim(place: ToQuestion, answer: NonNullable<Question['answer']>): Claim {
  const field = `questions.${place.id}`;
  const { requestId } = place.asked;
  const claim = {
    ...boardOf(place),
    while: isThere(place),
    changes: {
      [`${field}.answer`]: put(answer),
      [unansweredField(place.id)]: gone(),
      [`${field}.answered.${requestId}`]: put(answer.status === 'shown' ? 'shown' : 'checking'),
      ...recheck(answer.status === 'checking', answer.at),
    },
  };
  return remembering(claim, place.asked);
}

export const hideClaim = (place: ToQuestion): Claim => {
  const changes = {
    [`questions.${place.id}.status`]: put('hidden'),
    [unansweredField(place.id)]: gone(),
  };
  return remembering({ ...boardOf(place), while: isThere(place), changes }, place.asked);
};

/** Lets out a question the check could not look at. */
export const showClaim = (place: Place): Claim => ({
  ...boardOf(place),
  while: { communityId: place.communityId, [`questions.${place.id}.status`]: 'checking' },
  changes: { [`questions.${place.id}.status`]: put('shown') },
});

export const reportClaim = (place: ToQuestion, by: MemberId, now: EpochMs): Claim => {
  const claim = {
    ...boardOf(place),
    while: {
      ...isThere(place),
      [`questions.${place.id}.status`]: 'shown',
      [`questions.${place.id}.reports.${by}`]: absent(),
    },
    changes: { [`questions.${place.id}.reports.${by}`]: put(now) },
  };
  return remembering(claim, place.asked);
};

/** Who looks into the box. */
export interface Looker {
  readonly memberId: MemberId | undefined;
  /** The household the page speaks for. */
  readonly householdId: HouseholdId | undefined;
  /** Sees every question with its door, and answers. */
  readonly keeper: boolean;
  readonly plates: Readonly<Record<HouseholdId, Pick<Plate, 'label'>>>;
}

/** The box as one person sees it, oldest first. */
export const questionsFor = (
  questions: ReachDoc['questions'],
  looker: Looker,
): readonly QuestionView[] =>
  (Object.entries(questions ?? {}) as [QuestionId, Question][])
    .filter(([, question]) => maySee(question, looker))
    .sort(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1))
    .map(([id, question]) => questionView(id, question, looker));

const isMine = ({ askerId, householdId }: Question, looker: Looker): boolean =>
  askerId === looker.memberId || householdId === looker.householdId;

/**
 * The asker's household and those who answer see everything. Neighbours see what has passed the check, is not
 * hidden, and was not answered to the asker alone.
 */
function maySee(question: Question, looker: Looker): boolean {
  if (looker.keeper || isMine(question, looker)) return true;
  return question.status === 'shown' && (question.answer?.toAll ?? true);
}

function questionView(id: QuestionId, question: Question, looker: Looker): QuestionView {
  const mine = isMine(question, looker);
  const { answer, reports = {} } = question;
  const answerShown = answer && (answer.status === 'shown' || looker.keeper);
  return {
    id,
    text: question.text,
    at: question.at,
    asker: mine ? '我家' : nameFor(question, looker),
    mine,
    status: question.status,
    ...(looker.keeper ? { reportCount: Object.keys(reports).length } : {}),
    ...(answerShown ? { answer: answerView(answer) } : {}),
  };
}

const answerView = ({ text, at, toAll, status }: Answer): AnswerView => ({
  text,
  at,
  toAll,
  status,
});

const nameFor = ({ householdId }: Question, { keeper, plates }: Looker): string =>
  (keeper ? plates[householdId]?.label : undefined) ?? '一位邻居';
