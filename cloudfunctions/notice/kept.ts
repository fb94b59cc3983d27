/** What notices keep of a person, and how it goes. @see docs/domain/notice.md §9 */
import type { MemberId, NoticeId, QuestionId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { gone, plus, put } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import type { Question, ReachDoc } from './documents';
import { unansweredField } from './question';

export interface Person {
  readonly communityId: string;
  readonly memberId: MemberId;
}

/** A bounded look: the boards of at most 50 notices the person asked something under. */
const PAGE = 50;

const boardsWith = (store: Store, { communityId, memberId }: Person) =>
  store.find<ReachDoc>({
    collection: 'reaches',
    where: { communityId, askers: memberId },
    limit: PAGE,
    fields: ['rev', 'noticeId', 'questions', 'askers'],
  });

const questionsOf = (board: ReachDoc, memberId: MemberId): readonly [QuestionId, Question][] =>
  (Object.entries(board.questions) as [QuestionId, Question][]).filter(
    ([, { askerId }]) => askerId === memberId,
  );

export interface ExportedQuestion {
  readonly noticeId: NoticeId;
  readonly text: string;
  readonly at: EpochMs;
  readonly answer?: string;
}

export const exportFromNotices = async (
  store: Store,
  person: Person,
): Promise<readonly ExportedQuestion[]> =>
  (await boardsWith(store, person)).flatMap((board) =>
    questionsOf(board, person.memberId).map(([, { text, at, answer }]) => ({
      noticeId: board.noticeId,
      text,
      at,
      ...(answer ? { answer: answer.text } : {}),
    })),
  );

const ROUNDS = 20;

/**
 * Takes a person's questions, and with them the answers, out of every box. Marks stay: they say that a household
 * was told, and name nobody. Safe to repeat.
 * @returns how many questions went
 */
export async function eraseFromNotices(store: Store, person: Person): Promise<number> {
  let erased = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const boards = await boardsWith(store, person);
    if (boards.length === 0) break;
    for (const board of boards) erased += await eraseFrom(store, board, person.memberId);
  }
  return erased;
}

/** A board that changed meanwhile is found again in the next round. */
async function eraseFrom(store: Store, board: ReachDoc, memberId: MemberId): Promise<number> {
  const asked = questionsOf(board, memberId);
  const removed = asked.flatMap(([id]) => [
    [`questions.${id}`, gone()] as const,
    [unansweredField(id), gone()] as const,
  ]);
  const erased = await store.claim({
    collection: 'reaches',
    id: board._id,
    while: { rev: board.rev },
    changes: {
      ...Object.fromEntries(removed),
      askers: put(board.askers.filter((id) => id !== memberId)),
      questionCount: plus(-asked.length),
    },
  });
  return erased ? asked.length : 0;
}
