/** What each action asks of the database, counted by the local cloud. @see docs/domain/notice.md §10 */
import type { NoticeId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import { draft, li, openStage, owner, type Stage, staff, volunteer, wang, YARD } from './stage';

let stage: Stage;
let noticeId: NoticeId;

beforeAll(async () => {
  stage = await openStage();
  noticeId = await stage.published();
  // Warm: the instance has seen the community and the courtyard once.
  await stage.calls.done('notice', 'view', owner, { noticeId });
  await costOf(volunteer, 'phoneOf', { householdId: 'hh_a13' });
}, 120_000);
afterAll(() => stage?.close());

const costOf = (by: By, action: string, input: object) =>
  meterOf(stage.product).costOf('notice', action, by, input);

it('opens a page with at most three requests', async () => {
  expect(await costOf(li, 'view', { noticeId })).toBe(3);
  expect(await costOf(owner, 'board', { noticeId })).toBe(3);
  expect(await costOf(staff, 'communityBoard', { noticeId })).toBe(3);
  expect(await costOf(li, 'list', { box: 'published' })).toBe(3);
  expect(await costOf(owner, 'list', { box: 'drafts' })).toBe(3);
});

it('acts on one document with two', async () => {
  expect(await costOf(li, 'confirm', { noticeId, version: 1 })).toBe(2);
  expect(await costOf(wang, 'ask', { noticeId, text: '几点？' })).toBe(2);
  const reach = { noticeId, householdId: 'hh_a9', version: 1, how: 'door', reached: true };
  expect(await costOf(volunteer, 'recordReach', reach)).toBe(2);
});

it('refuses with three, answers with four', async () => {
  const { refusalOf } = meterOf(stage.product);
  const over = { noticeId, version: 7 };
  expect(await refusalOf('notice', 'confirm', wang, over)).toEqual([expect.any(String), 3]);
  const { questionId } = await stage.calls.done('notice', 'ask', li, { noticeId, text: '哪家？' });
  const reply = { questionId, text: '二单元。', toAll: true };
  expect(await costOf(owner, 'answer', reply)).toBe(4);
});

it('hands in a picture with three', async () => {
  const url = `${stage.product.url}/phone/upload?openid=${owner.openid}&path=pictures/cost.jpg`;
  const body = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1]);
  const sent = (await (await fetch(url, { method: 'POST', body })).json()) as { fileID: string };
  expect(await costOf(owner, 'addPicture', { fileId: sent.fileID })).toBe(3);
});

it('reads the list on with at most four', async () => {
  for (let i = 0; i < LIMITS.pageSize + 1; i += 1) {
    await stage.breathe();
    await stage.published({ title: `第${i}张` });
  }
  const { next } = await stage.calls.done('notice', 'list', li, { box: 'published' });
  expect(next).toBeDefined();
  const cost = await costOf(li, 'list', { box: 'published', after: next });
  expect(cost).toBeLessThanOrEqual(4);
}, 60_000);

it('publishes, revises and withdraws with at most ten', async () => {
  const draftId = await stage.drafted();
  expect(await costOf(owner, 'publish', { noticeId: draftId })).toBeLessThanOrEqual(10);
  const { audience: _, ...text } = draft({ title: '改一改' });
  expect(await costOf(owner, 'revise', { noticeId: draftId, ...text })).toBeLessThanOrEqual(10);
  expect(await costOf(owner, 'withdraw', { noticeId: draftId })).toBeLessThanOrEqual(10);
  expect(await costOf(owner, 'saveDraft', draft({ audience: [YARD] }))).toBeLessThanOrEqual(3);
});
