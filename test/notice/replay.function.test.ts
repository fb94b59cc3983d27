/** One request id, one act, one input: the same again is answered alike, anything else is INVALID and does nothing. */

import type { ActionName } from '../../miniprogram/contract/contracts';
import type { QuestionId } from '../../miniprogram/contract/ids';
import { type By, freshRequest, type InputFor } from '../support/community';
import { draft, li, openStage, owner, type Stage, staff, volunteer } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());

type Act = ActionName<'notice'>;
interface Tried<A extends Act = Act> {
  readonly by?: By;
  readonly first: InputFor<'notice', A>;
  /** On the same notice, with the same request id. */
  readonly other: InputFor<'notice', A>;
}
type Rows = { readonly [A in Act]?: () => Promise<Tried<A>> };

const asked = async () => {
  const noticeId = await stage.published();
  const ask = async (text: string) =>
    (await stage.calls.done('notice', 'ask', li, { noticeId, text })).questionId;
  return { noticeId, one: await ask('一'), two: await ask('二') };
};

const aboutQuestions = async (): Promise<{
  first: { questionId: QuestionId };
  other: { questionId: QuestionId };
}> => {
  const { one, two } = await asked();
  return { first: { questionId: one }, other: { questionId: two } };
};

const ROWS: Rows = {
  saveDraft: async () => ({ first: draft(), other: draft({ title: '明天停电' }) }),
  async revise() {
    const noticeId = await stage.published();
    const { audience: _, ...text } = draft({ body: '改成后天停水。' });
    return { first: { noticeId, ...text }, other: { noticeId, ...text, body: '改成今晚停水。' } };
  },
  async confirm() {
    const noticeId = await stage.published();
    return { by: li, first: { noticeId, version: 1 }, other: { noticeId, version: 2 } };
  },
  async recordReach() {
    const noticeId = await stage.published();
    const first = {
      noticeId,
      householdId: 'hh_a9',
      version: 1,
      how: 'door',
      reached: true,
    } as const;
    return { by: volunteer, first, other: { ...first, householdId: 'hh_a10' } };
  },
  async ask() {
    const noticeId = await stage.published();
    return { by: li, first: { noticeId, text: '几点？' }, other: { noticeId, text: '哪几栋？' } };
  },
  async answer() {
    const { one } = await asked();
    const first = { questionId: one, text: '九点', toAll: true };
    return { first, other: { ...first, text: '十点' } };
  },
  hideQuestion: aboutQuestions,
  reportQuestion: async () => ({ by: volunteer, ...(await aboutQuestions()) }),
  async discardDraft() {
    return {
      first: { noticeId: await stage.drafted() },
      other: { noticeId: await stage.drafted() },
    };
  },
};

const state = async () => {
  const noticesAndBoards = ['notices', 'reaches', 'digests', 'outbox', 'requests'];
  const all = await Promise.all(noticesAndBoards.map((name) => stage.database.find(name)));
  return JSON.stringify(all);
};

it.each(Object.entries(ROWS) as [Act, () => Promise<Tried>][])(
  '%s: the same again is answered alike, other words under its request id are refused',
  async (action, make) => {
    const { by = owner, first, other } = await make();
    const tap = { ...by, requestId: freshRequest() };
    const reply = (input: unknown) => stage.calls.reply('notice', action, tap, input as never);
    const answer = await reply(first);
    expect(answer).toMatchObject({ ok: true });
    const before = await state();
    await stage.breathe();
    expect(await reply(first)).toEqual(answer);
    expect(await reply(other)).toMatchObject({ ok: false, code: 'INVALID' });
    expect(await state()).toBe(before);
  },
);

it('another way, or no answer at the door, is refused under the request id of a visit', async () => {
  const noticeId = await stage.published();
  const by = { ...volunteer, requestId: freshRequest() };
  const visit = {
    noticeId,
    householdId: 'hh_a9',
    version: 1,
    how: 'door',
    reached: false,
  } as const;
  expect(await stage.calls.done('notice', 'recordReach', by, visit)).toMatchObject({
    reached: false,
  });
  for (const other of [
    { ...visit, reached: true },
    { ...visit, how: 'phone' as const },
  ]) {
    const reply = await stage.calls.reply('notice', 'recordReach', by, other);
    expect(reply).toMatchObject({ ok: false, code: 'INVALID' });
  }
  expect(await stage.calls.done('notice', 'recordReach', by, visit)).toMatchObject({
    reached: false,
  });
});

it('an act cannot take the request id of another act on the same notice', async () => {
  const noticeId = await stage.published();
  const by = { ...owner, requestId: freshRequest() };
  await stage.calls.done('notice', 'withdraw', by, { noticeId });
  const { audience: _, ...text } = draft();
  const reply = await stage.calls.reply('notice', 'revise', by, { noticeId, ...text });
  expect(reply).toMatchObject({ ok: false, code: 'INVALID' });
});

it('a draft that was saved is answered alike, also when its courtyard is asked for by nobody any more', async () => {
  const by = { ...staff, requestId: freshRequest() };
  const first = await stage.calls.done('notice', 'saveDraft', by, draft());
  const next = { ...draft(), noticeId: first.noticeId, title: '再改' };
  await stage.calls.done('notice', 'saveDraft', staff, next);
  expect(await stage.calls.done('notice', 'saveDraft', by, draft())).toEqual(first);
});
