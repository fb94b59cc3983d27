/** Questions nobody has answered stand in 等我办 of those who answer. @see docs/domain/notice.md §5 */
import type { NoticeId, QuestionId } from '../../miniprogram/contract/ids';
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import {
  committee,
  li,
  liSon,
  OTHER_YARD,
  openStage,
  other,
  otherOwner,
  owner,
  type Stage,
  staff,
  volunteer,
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

const ask = async (noticeId: NoticeId, by: By, text = '几点？'): Promise<QuestionId> =>
  (await stage.calls.done('notice', 'ask', by, { noticeId, text })).questionId;
const answer = (questionId: QuestionId, text = '九点', by: By = owner) =>
  stage.calls.done('notice', 'answer', by, { questionId, text, toAll: true });
const hide = (questionId: QuestionId) =>
  stage.calls.done('notice', 'hideQuestion', owner, { questionId });

/** How many questions wait for somebody under a notice, as the courtyard tab says it. */
async function waits(noticeId: NoticeId, by: By): Promise<number> {
  const { waiting } = await stage.calls.done('courtyard', 'home', by, {});
  const item = waiting.find((one) => one.kind === 'questions' && one.noticeId === noticeId);
  return item?.kind === 'questions' ? item.count : 0;
}

it('wait for the keepers and nobody else, until they are answered or hidden', async () => {
  const noticeId = await stage.published({ title: '后天停气' });
  expect(await waits(noticeId, owner)).toBe(0);
  const [one, two] = [await ask(noticeId, li), await ask(noticeId, wang)];
  const { waiting } = await stage.calls.done('courtyard', 'home', committee, {});
  expect(waiting).toContainEqual({ kind: 'questions', noticeId, title: '后天停气', count: 2 });
  expect(await waits(noticeId, { ...staff, courtyard: YARD })).toBe(2);
  for (const by of [li, wang, volunteer, other, otherOwner]) {
    expect(await waits(noticeId, by)).toBe(0);
  }
  await answer(one);
  expect(await waits(noticeId, owner)).toBe(1);
  await answer(one, '改到十点');
  await hide(two);
  expect(await waits(noticeId, owner)).toBe(0);
});

it('are each counted when many ask and many answer at once', async () => {
  const noticeId = await stage.published();
  const askers = [li, liSon, wang, volunteer, committee];
  const ids = await Promise.all(askers.map((by) => ask(noticeId, by)));
  expect(await waits(noticeId, owner)).toBe(5);
  const [first, second] = ids as [QuestionId, QuestionId];
  await Promise.all([
    ...[owner, committee, owner].map((by, i) => answer(first, `${i} 点`, by)),
    hide(second),
    ask(noticeId, li, '还有一句'),
  ]);
  expect(await waits(noticeId, owner)).toBe(4);
});

it('are counted for each courtyard of a community’s notice', async () => {
  const noticeId = await stage.published({ audience: [YARD, OTHER_YARD] }, staff);
  await ask(noticeId, li);
  await ask(noticeId, other);
  await ask(noticeId, other);
  expect(await waits(noticeId, owner)).toBe(1);
  expect(await waits(noticeId, otherOwner)).toBe(2);
});

it('go with the notice, and with whoever asked', async () => {
  const gone = await stage.published();
  await ask(gone, li);
  await stage.calls.done('notice', 'withdraw', owner, { noticeId: gone });
  expect(await waits(gone, owner)).toBe(0);

  const stays = await stage.published();
  await ask(stays, li);
  await ask(stays, liSon);
  await stage.calls.done('member', 'erase', liSon, { word: '删除' });
  expect(await waits(stays, owner)).toBe(1);
});

it('wait again when the check refuses their answer later, and not when it refuses the question', async () => {
  const noticeId = await stage.published();
  await stage.product.control('content-safety', { outage: true });
  const [good, bad] = [await ask(noticeId, li), await ask(noticeId, wang, '哪里办假证')];
  expect(await waits(noticeId, owner)).toBe(2);
  await answer(good, '去办假证那里问');
  expect(await waits(noticeId, owner)).toBe(1);
  await stage.product.control('content-safety', { outage: false });
  for (let i = 0; i < 2; i += 1) await stage.tick();
  const { questions } = await stage.calls.done('notice', 'view', owner, { noticeId });
  expect(questions.find(({ id }) => id === good)?.answer?.status).toBe('refused');
  expect(questions.find(({ id }) => id === bad)?.status).toBe('hidden');
  expect(await waits(noticeId, owner)).toBe(1);
});

it('cost the keepers’ tab no request of their own', async () => {
  const noticeId = await stage.published();
  await ask(noticeId, li);
  const ofHome = () => meterOf(stage.product).costOf('courtyard', 'home', owner, {});
  await ofHome();
  expect(await ofHome()).toBe(3);
});
