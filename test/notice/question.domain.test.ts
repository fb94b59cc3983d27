import fc from 'fast-check';
import { idFrom } from '../../cloudfunctions/kernel/ids';
import { noticeOfQuestion, type Question, questionId } from '../../cloudfunctions/notice/documents';
import { type Looker, questionsFor } from '../../cloudfunctions/notice/question';
import { isId } from '../../miniprogram/contract/ids';
import { NOW } from './samples';

const question = (more: Partial<Question> = {}): Question => ({
  askerId: 'mb_li',
  householdId: 'hh_1',
  text: '几点停？',
  at: NOW,
  status: 'shown',
  ...more,
});
const answer = (more: Partial<NonNullable<Question['answer']>> = {}) => ({
  text: '九点',
  at: NOW,
  by: 'mb_owner' as const,
  toAll: true,
  status: 'shown' as const,
  ...more,
});
const looker = (more: Partial<Looker> = {}): Looker => ({
  memberId: 'mb_wang',
  householdId: 'hh_2',
  keeper: false,
  plates: { hh_1: { label: '2单元 101 李家' } },
  ...more,
});
const seen = (one: Question, by: Looker) => questionsFor({ qs_1: one }, by);

describe('who sees a question', () => {
  const neighbour = looker();
  const family = looker({ memberId: 'mb_son', householdId: 'hh_1' });
  const keeper = looker({ keeper: true });

  it.each<[string, Question, number, number, number]>([
    ['that passed', question(), 1, 1, 1],
    ['that waits for the check', question({ status: 'checking' }), 0, 1, 1],
    ['that is hidden', question({ status: 'hidden' }), 0, 1, 1],
    ['answered to all', question({ answer: answer() }), 1, 1, 1],
    ['answered to the asker', question({ answer: answer({ toAll: false }) }), 0, 1, 1],
  ])('%s', (_, one, forNeighbour, forFamily, forKeeper) => {
    expect(seen(one, neighbour)).toHaveLength(forNeighbour);
    expect(seen(one, family)).toHaveLength(forFamily);
    expect(seen(one, keeper)).toHaveLength(forKeeper);
  });

  it('names the household to keepers only', () => {
    const [mine, theirs, kept] = [family, neighbour, keeper].map((by) => seen(question(), by)[0]);
    expect([mine?.asker, theirs?.asker, kept?.asker]).toEqual([
      '我家',
      '一位邻居',
      '2单元 101 李家',
    ]);
    expect(JSON.stringify(theirs)).not.toMatch(/hh_|mb_|李/);
    expect(seen(question(), looker({ keeper: true, plates: {} }))[0]?.asker).toBe('一位邻居');
  });

  it('shows an answer the check has not passed to those who answer only', () => {
    for (const status of ['checking', 'refused'] as const) {
      const one = question({ answer: answer({ status }) });
      expect(seen(one, neighbour)[0]?.answer).toBeUndefined();
      expect(seen(one, family)[0]?.answer).toBeUndefined();
      expect(seen(one, keeper)[0]?.answer?.text).toBe('九点');
    }
  });
});

it('a question’s id carries its notice’s', () => {
  const tail = fc.stringMatching(/^[0-9a-z]{1,17}$/);
  fc.assert(
    fc.property(tail, fc.string(), (name, request) => {
      const notice = `nt_${name}` as const;
      const id = questionId(notice, idFrom('qs', 'mb_li', request).slice(3));
      expect(isId('qs', id)).toBe(true);
      expect(noticeOfQuestion(id)).toBe(notice);
    }),
  );
});
