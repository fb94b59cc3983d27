import type { NoticeId, QuestionId } from '../../miniprogram/contract/ids';
import { type By, freshRequest } from '../support/community';
import {
  committee,
  far,
  HOUR,
  li,
  liSon,
  MORNING,
  OTHER_YARD,
  openStage,
  other,
  otherOwner,
  owner,
  type Stage,
  staff,
  UNTIL,
  wang,
  YARD,
} from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());
afterEach(() => stage.product.control('content-safety', { outage: false }));

const ask = (noticeId: NoticeId, by: By = li, text = '停水停多久？') =>
  stage.calls.reply('notice', 'ask', by, { noticeId, text });
async function asked(noticeId: NoticeId, by: By = li): Promise<QuestionId> {
  const reply = await ask(noticeId, by);
  if (!reply.ok) throw new Error(reply.code);
  return reply.value.questionId;
}
const box = async (noticeId: NoticeId, by: By) =>
  (await stage.calls.done('notice', 'view', by, { noticeId })).questions;
const answer = (questionId: QuestionId, toAll: boolean, by: By = owner, text = '到下午五点') =>
  stage.calls.reply('notice', 'answer', by, { questionId, text, toAll });

describe('the question box', () => {
  it('shows a question as 我家, as a neighbour’s, or with its door to those who answer', async () => {
    const noticeId = await stage.published();
    const id = await asked(noticeId);
    const mine = { id, text: '停水停多久？', status: 'shown' };
    expect(await box(noticeId, li)).toMatchObject([{ ...mine, asker: '我家', mine: true }]);
    expect(await box(noticeId, liSon)).toMatchObject([{ ...mine, asker: '我家', mine: true }]);
    expect(await box(noticeId, wang)).toEqual([
      expect.objectContaining({ ...mine, asker: '一位邻居', mine: false }),
    ]);
    expect(await box(noticeId, wang)).not.toContainEqual(
      expect.objectContaining({ reportCount: expect.anything() }),
    );
    expect(await box(noticeId, owner)).toMatchObject([{ asker: '1单元 501 陈家', reportCount: 0 }]);
  });

  it('shows an answer to all, or only to the household that asked', async () => {
    const noticeId = await stage.published();
    const first = await asked(noticeId);
    const second = await asked(noticeId);
    expect(await answer(first, true)).toMatchObject({ ok: true, value: { status: 'shown' } });
    expect(await answer(second, false)).toMatchObject({ ok: true });
    const seen = await box(noticeId, wang);
    expect(seen).toMatchObject([{ id: first, answer: { text: '到下午五点', toAll: true } }]);
    expect(await box(noticeId, liSon)).toHaveLength(2);
    expect(await box(noticeId, committee)).toHaveLength(2);
  });

  it('is asked for a household one helps, too', async () => {
    const noticeId = await stage.published();
    const helping = { ...wang, subject: 'hh_a7' as const };
    await asked(noticeId, helping);
    expect(await box(noticeId, helping)).toMatchObject([{ asker: '我家', mine: true }]);
    const stranger = await ask(noticeId, { ...wang, subject: 'hh_a8' });
    expect(stranger).toMatchObject({ ok: false, code: 'NOT_ACTING_FOR' });
  });

  it('takes ten copies of one question once, and answers a copy a day later alike', async () => {
    const noticeId = await stage.published();
    const by = { ...li, requestId: freshRequest() };
    const copies = await Promise.all(Array.from({ length: 10 }, () => ask(noticeId, by)));
    expect(new Set(copies.map((copy) => JSON.stringify(copy))).size).toBe(1);
    expect(await box(noticeId, li)).toHaveLength(1);
    const question = copies[0]?.ok ? copies[0].value.questionId : 'qs_';
    const reply = { ...owner, requestId: freshRequest() };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => answer(question, true, reply)),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await answer(question, true, committee, '改到六点');
    // The first answer comes again from a phone that was offline; the later one stays.
    await stage.product.setClock(MORNING + 24 * HOUR);
    expect(await answer(question, true, reply)).toEqual(answers[0]);
    expect(await ask(noticeId, by)).toEqual(copies[0]);
    expect(await box(noticeId, wang)).toMatchObject([{ answer: { text: '改到六点' } }]);
  });

  it('is for those who live here, and answered by those who keep it', async () => {
    const noticeId = await stage.published();
    const id = await asked(noticeId);
    expect(await ask(noticeId, other)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await ask(noticeId, far)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await ask(noticeId, { ...staff, courtyard: YARD })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await answer(id, true, wang)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await answer(id, true, otherOwner)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    const elsewhere = await answer(id, true, { ...staff, courtyard: OTHER_YARD });
    expect(elsewhere).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    // Staff who stand in no courtyard are led to the one that asked.
    expect(await answer(id, true, staff)).toMatchObject({ ok: true });
    for (const action of ['hideQuestion', 'reportQuestion'] as const) {
      const reply = await stage.calls.reply('notice', action, otherOwner, { questionId: id });
      expect(reply).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    }
  });

  it('is hidden by its keepers and reported by anybody, once each', async () => {
    const noticeId = await stage.published();
    const id = await asked(noticeId);
    const report = (by: By) =>
      stage.calls.reply('notice', 'reportQuestion', by, { questionId: id });
    await Promise.all([wang, wang, wang, committee].map(report));
    expect(await box(noticeId, owner)).toMatchObject([{ reportCount: 2 }]);
    const hide = (by: By) => stage.calls.reply('notice', 'hideQuestion', by, { questionId: id });
    expect(await hide(wang)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await hide(owner)).toEqual({ ok: true, value: {} });
    expect(await hide(owner)).toEqual({ ok: true, value: {} });
    expect(await box(noticeId, wang)).toEqual([]);
    expect(await box(noticeId, li)).toMatchObject([{ status: 'hidden' }]);
    expect(await report(wang)).toEqual({ ok: true, value: {} });
  });

  it('refuses risky words, empty and endless ones, and what is over', async () => {
    const noticeId = await stage.published();
    expect(await ask(noticeId, li, '谁要卖枪')).toMatchObject({ ok: false, code: 'TEXT_RISKY' });
    expect(await ask(noticeId, li, '   ')).toMatchObject({ ok: false, code: 'INVALID' });
    expect(await ask(noticeId, li, '长'.repeat(301))).toMatchObject({
      ok: false,
      code: 'TOO_LONG',
      details: { max: 300 },
    });
    const id = await asked(noticeId);
    expect(await answer(id, true, owner, '办假证')).toMatchObject({
      ok: false,
      code: 'TEXT_RISKY',
    });
    const nobody = 'qs_8e38zzbg0qve2hwhaaaaaaaaaaaa';
    expect(await answer(nobody, true)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    await stage.calls.done('notice', 'withdraw', owner, { noticeId });
    expect(await ask(noticeId)).toMatchObject({ ok: false, code: 'NOTICE_WITHDRAWN' });
    const ending = await stage.published();
    await stage.product.setClock(UNTIL);
    expect(await ask(ending)).toMatchObject({ ok: false, code: 'NOTICE_EXPIRED' });
    await stage.product.setClock(UNTIL - 60_000);
  });

  it('waits while the check is unavailable, until an owner answers it to all', async () => {
    const noticeId = await stage.published();
    await stage.product.control('content-safety', { outage: true });
    const first = await asked(noticeId);
    const second = await asked(noticeId);
    expect(await box(noticeId, wang)).toEqual([]);
    await answer(first, true, committee);
    await answer(second, false, owner);
    expect(await box(noticeId, wang)).toEqual([]);
    await answer(first, true, owner);
    const seen = await box(noticeId, wang);
    expect(seen).toMatchObject([{ id: first, status: 'shown' }]);
    // The answer is somebody's words, too: it waits for the check itself.
    expect(seen[0]?.answer).toBeUndefined();
    // Its author is told that it waits; so is whoever asked of the own question.
    const forKeepers = (await box(noticeId, owner)).find((one) => one.id === first);
    expect(forKeepers?.answer?.status).toBe('checking');
    const mine = (await box(noticeId, li)).map(({ status }) => status);
    expect(mine.sort()).toEqual(['checking', 'shown']);
    await stage.calls.done('notice', 'hideQuestion', owner, { questionId: second });
    await answer(second, true, owner, '再答一次');
    expect(await box(noticeId, wang)).toHaveLength(1);
  });

  it('is told of its answer when the check let that out, and only then', async () => {
    const noticeId = await stage.published();
    const id = await asked(noticeId);
    const jobs = async () =>
      (await stage.database.find<{ topic: string }>('outbox', { kind: 'answer' })).filter(
        ({ topic }) => topic.startsWith(id),
      );
    await stage.product.control('content-safety', { outage: true });
    await answer(id, true, owner);
    expect(await jobs()).toEqual([]);
    await stage.product.control('content-safety', { outage: false });
    for (let i = 0; i < 2; i += 1) await stage.tick();
    expect(await box(noticeId, wang)).toMatchObject([{ answer: { status: 'shown' } }]);
    expect(await jobs()).toHaveLength(1);
  });

  it('is full after forty questions', async () => {
    const noticeId = await stage.published();
    for (let round = 0; round < 8; round += 1) {
      await stage.product.setClock(UNTIL - 50_000 + round * 2_000);
      await Promise.all(Array.from({ length: 5 }, () => ask(noticeId, round % 2 ? li : wang)));
    }
    expect(await ask(noticeId)).toMatchObject({ ok: false, code: 'QUESTIONS_FULL' });
    expect(await box(noticeId, owner)).toHaveLength(40);
  });
});
