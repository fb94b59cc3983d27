import type { ReachDoc } from '../../cloudfunctions/notice/public';
import type { NoticeId } from '../../miniprogram/contract/ids';
import { li, liSon, openStage, owner, type Stage, wang, YARD } from './stage';

let stage: Stage;
const CANARY = '我家老人吃的药叫什么';

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const ask = (noticeId: NoticeId, text: string, by = li) =>
  stage.calls.done('notice', 'ask', by, { noticeId, text });

describe('what somebody asked', () => {
  it('is in their export, and in nobody else’s', async () => {
    const noticeId = await stage.published();
    const { questionId } = await ask(noticeId, CANARY);
    const input = { questionId, text: '请打社区电话', toAll: false };
    await stage.calls.done('notice', 'answer', owner, input);
    await ask(noticeId, '我也想问', wang);
    const mine = await stage.calls.done('member', 'exportMine', li, {});
    expect(mine.json).toContain(CANARY);
    expect(mine.json).toContain('请打社区电话');
    const theirs = await stage.calls.done('member', 'exportMine', wang, {});
    expect(theirs.json).not.toContain(CANARY);
  });

  it('goes with them, answers included, while the neighbours’ stays and the household stays reached', async () => {
    const notices = await Promise.all([stage.published(), stage.published(), stage.published()]);
    for (const noticeId of notices) {
      await ask(noticeId, CANARY);
      await ask(noticeId, '谁来收', wang);
    }
    const [first = 'nt_'] = notices;
    await stage.calls.done('notice', 'confirm', li, { noticeId: first, version: 1 });
    await stage.calls.done('member', 'erase', li, { word: '删除' });
    const boards = await stage.database.find<ReachDoc>('reaches');
    expect(JSON.stringify(boards)).not.toContain(CANARY);
    for (const noticeId of notices) {
      const board = boards.find(({ _id }) => _id === `${noticeId}.${YARD}`);
      expect(Object.values(board?.questions ?? {})).toMatchObject([{ text: '谁来收' }]);
      expect(board).toMatchObject({ questionCount: 1, askers: ['mb_owang'] });
    }
    const seen = await stage.calls.done('notice', 'board', owner, { noticeId: first });
    expect(seen.reachedCount).toBe(1);
    // Another member of the household still stands for it.
    const son = await stage.calls.done('notice', 'view', liSon, { noticeId: first });
    expect(son.confirmed).toMatchObject({ how: 'self' });
  });
});
