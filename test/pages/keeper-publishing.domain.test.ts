import { instant } from '../../miniprogram/contract/calendar';
import type { DraftInput, NoticeState } from '../../miniprogram/contract/notice';
import type { Reply } from '../../miniprogram/contract/protocol';
import { emptyForm, formOf } from '../../miniprogram/packages/keeper/notice-edit/form';
import {
  type Desk,
  type Post,
  saveOnly,
  sendOut,
} from '../../miniprogram/packages/keeper/notice-edit/publishing';

const OFFLINE: Reply<never> = { ok: false, code: 'OFFLINE' };
const now = instant('2026-02-09', '17:00');
const form = { ...emptyForm(now, ['cy_c01']), title: '停水', body: '九点到十一点' };

/** A cloud that keeps what arrived by its request id, over a network that loses what it is told to lose. */
function cloud(losses: readonly ('' | 'call' | 'answer')[] = []) {
  const notices = new Map<string, { input: DraftInput; state: NoticeState }>();
  const answers = new Map<string, Reply<NoticeState>>();
  const kept: Desk[] = [];
  let calls = 0;
  let ids = 0;
  const over = (requestId: string, work: () => NoticeState): Promise<Reply<NoticeState>> => {
    const loss = losses[calls];
    calls += 1;
    if (loss === 'call') return Promise.resolve(OFFLINE);
    const known = answers.get(requestId);
    const reply = known ?? { ok: true as const, value: work() };
    answers.set(requestId, reply);
    return Promise.resolve(loss === 'answer' ? OFFLINE : reply);
  };
  const set = (id: string, input: DraftInput, state: NoticeState): NoticeState => {
    notices.set(id, { input, state });
    return state;
  };
  const post: Post = {
    saveDraft: (input, requestId) =>
      over(requestId, () => {
        const noticeId = input.noticeId ?? (`nt_${notices.size + 1}` as const);
        return set(noticeId, input, { noticeId, status: 'draft', version: 1 });
      }),
    publish: (noticeId, requestId) =>
      over(requestId, () => {
        const input = notices.get(noticeId)?.input ?? fail(noticeId);
        return set(noticeId, input, { noticeId, status: 'published', version: 1 });
      }),
    revise: (noticeId, text, requestId) =>
      over(requestId, () => {
        const known = notices.get(noticeId) ?? fail(noticeId);
        const version = known.state.version + 1;
        return set(
          noticeId,
          { ...known.input, ...text },
          { noticeId, status: 'published', version },
        );
      }),
    newRequestId: () => {
      ids += 1;
      return `rq${ids}`;
    },
    keep: (desk) => kept.push(desk),
  };
  return { post, notices, kept, calls: () => calls };
}

const fail = (id: string): never => {
  throw new Error(`no notice ${id}`);
};

it('saves and publishes in two calls', async () => {
  const there = cloud();
  const outcome = await sendOut({ form }, there.post);
  expect(outcome).toMatchObject({ status: 'out', state: { version: 1 } });
  expect(there.calls()).toBe(2);
  expect(outcome.desk.unanswered).toBeUndefined();
});

it('publishes a saved draft that nobody touched in one call', async () => {
  const there = cloud();
  const { desk } = await saveOnly({ form }, there.post);
  await sendOut(desk, there.post);
  expect(there.calls()).toBe(2);
});

describe.each(['call', 'answer'] as const)('when the network loses the %s', (loss) => {
  it.each([
    ['of the save', [loss] as const],
    ['of the publishing', ['', loss] as const],
    ['of both, again and again', [loss, loss, '', loss, loss] as const],
  ])('%s, one notice goes out when it is tried again', async (_, losses) => {
    const there = cloud(losses);
    let desk: Desk = { form };
    const tries: string[] = [];
    for (let i = 0; i < 6 && tries[tries.length - 1] !== 'out'; i += 1) {
      const outcome = await sendOut(desk, there.post);
      tries.push(outcome.status);
      // The app may have been closed in between: only what was kept is known.
      desk = JSON.parse(JSON.stringify(there.kept[there.kept.length - 1])) as Desk;
    }
    expect(tries[tries.length - 1]).toBe('out');
    expect(tries[0]).toBe('failed');
    expect([...there.notices.values()]).toMatchObject([
      { state: { status: 'published', version: 1 } },
    ]);
  });
});

it('does not make a second draft when somebody writes on after a lost answer', async () => {
  const there = cloud(['answer']);
  const { desk } = await sendOut({ form }, there.post);
  const outcome = await sendOut({ ...desk, form: { ...desk.form, body: '改到下午' } }, there.post);
  expect(outcome.status).toBe('out');
  expect([...there.notices.values()].map(({ input }) => input.body)).toEqual(['改到下午']);
});

it('says so when the earlier try was out already and words were changed since; then it is a version 2', async () => {
  const there = cloud(['', 'answer']);
  const { desk } = await sendOut({ form }, there.post);
  const second = await sendOut({ ...desk, form: { ...desk.form, body: '改到下午' } }, there.post);
  expect(second).toMatchObject({ status: 'earlier', state: { version: 1 } });
  const third = await sendOut(second.desk, there.post);
  expect(third).toMatchObject({ status: 'out', state: { version: 2 } });
  expect([...there.notices.values()].map(({ input }) => input.body)).toEqual(['改到下午']);
});

it('forgets a refused act, so that a mended text is a new one', async () => {
  const there = cloud();
  const risky: Post = {
    ...there.post,
    saveDraft: () => Promise.resolve({ ok: false, code: 'TEXT_RISKY' }),
  };
  const outcome = await sendOut({ form }, risky);
  expect(outcome).toMatchObject({ status: 'failed', reply: { code: 'TEXT_RISKY' } });
  expect(outcome.desk.unanswered).toBeUndefined();
  expect(outcome.desk.form.body).toBe(form.body);
});

it('revises a published notice and leaves its audience alone', async () => {
  const there = cloud();
  const { desk } = await sendOut({ form }, there.post);
  expect(desk.form.revising).toBe(true);
  const outcome = await sendOut({ ...desk, form: { ...desk.form, title: '停水改期' } }, there.post);
  expect(outcome).toMatchObject({ status: 'out', state: { version: 2 } });
  expect(there.notices.get('nt_1')?.input.audience).toEqual(['cy_c01']);
});

it('opens a draft as a draft and a published notice as its next version', () => {
  const view = {
    id: 'nt_1',
    ...form,
    validUntil: now,
    pictures: ['cloud://a'],
    pictureUrls: [],
    audience: [],
  };
  const opened = (status: string) => formOf({ ...view, status } as never).revising;
  expect([opened('draft'), opened('checking'), opened('published')]).toEqual([false, false, true]);
});
