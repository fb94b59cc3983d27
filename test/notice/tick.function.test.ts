import { noticeDigestId } from '../../cloudfunctions/courtyard/public';
import type { AccountDoc } from '../../cloudfunctions/kernel/account-doc';
import type { OutboxDoc } from '../../cloudfunctions/kernel/outbox';
import type { TickReport } from '../../cloudfunctions/kernel/tick';
import type { NoticeDigest, NoticeDoc } from '../../cloudfunctions/notice/public';
import type { NoticeId } from '../../miniprogram/contract/ids';
import { MESSAGES } from '../../miniprogram/contract/messages';
import type { Reply } from '../../miniprogram/contract/protocol';
import { memberIdOf } from '../support/factories';
import {
  committee,
  HOUR,
  li,
  MORNING,
  OTHER_YARD,
  openStage,
  owner,
  type Stage,
  staff,
  TOWN,
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
afterEach(async () => {
  await stage.product.control('content-safety', { outage: false });
  await fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' });
});

const TEMPLATE = MESSAGES.notice.templateId;
const accountOf = (openid: string) => `${TOWN.id}.${openid}`;
const creditsOf = async (openid: string) =>
  (await stage.database.get<AccountDoc>('accounts', accountOf(openid)))?.credits.notice ?? 0;
const jobsOf = (noticeId: NoticeId, version = 1) =>
  stage.database.find<OutboxDoc>('outbox', { topic: `${noticeId}.v${version}` });

interface Sent {
  readonly openid: string;
  readonly page: string;
  readonly templateId: string;
  readonly data: Record<string, { value: string }>;
}
const sentFor = async (noticeId: NoticeId): Promise<readonly Sent[]> => {
  const { messages } = await stage.product.control<{ messages: Sent[] }>('outbox');
  return messages.filter(({ page }) => page.includes(noticeId));
};

/** Our own count of an allowance, and WeChat's. They differ when somebody took theirs back. */
async function allow(openid: string, ours: number, theirs = ours, kind = 'notice'): Promise<void> {
  await stage.database.change('accounts', accountOf(openid), { [`credits.${kind}`]: ours });
  const templateId = kind === 'notice' ? TEMPLATE : MESSAGES.answer.templateId;
  for (let i = 0; i < theirs; i += 1) {
    const body = JSON.stringify({ openid, templateIds: [templateId] });
    await fetch(`${stage.product.url}/phone/subscribe`, { method: 'POST', body });
  }
}

/** The tick as the platform's timer calls it: nobody taps. */
const tickNow = () => stage.database.callFunction<Reply<TickReport>>('tick');

describe('who may call what only the platform calls', () => {
  it.each(['tick', 'push'])('%s answers FORGED_IDENTITY to a person', async (fn) => {
    const event = { Event: 'wxa_media_check', trace_id: 'guessed', result: { suggest: 'pass' } };
    const reply = await stage.product.call(fn, event, { openid: 'o_li' });
    expect(reply).toEqual({ ok: false, code: 'FORGED_IDENTITY' });
  });
});

describe('messages', () => {
  it('go once to everybody who allowed one, however many ticks run at once', async () => {
    await allow('o_li', 2);
    await allow('o_wang', 1);
    const noticeId = await stage.published();
    const ticks = await Promise.all(Array.from({ length: 10 }, tickNow));
    expect(ticks.every((tick) => tick.ok && tick.value.failed.length === 0)).toBe(true);
    const sent = await sentFor(noticeId);
    expect(sent.map(({ openid }) => openid).sort()).toEqual(['o_li', 'o_wang']);
    expect(sent[0]).toMatchObject({
      page: `pages/notice/view/view?id=${noticeId}&c=${TOWN.id}&y=${YARD}`,
      data: { thing1: { value: '明天停水' }, time3: { value: '2020-02-12 20:00' } },
    });
    expect(await jobsOf(noticeId)).toMatchObject([
      { status: 'done', outcome: 'told', sent: 2, refused: 0, failed: 0 },
    ]);
    expect(await creditsOf('o_li')).toBe(1);
    expect(await creditsOf('o_wang')).toBe(0);
  });

  it('count an allowance somebody took back as normal, not as an error', async () => {
    await allow('o_wang', 1, 0);
    const noticeId = await stage.published();
    await stage.tick();
    expect(await jobsOf(noticeId)).toMatchObject([
      { status: 'done', sent: 1, refused: 1, failed: 0 },
    ]);
    expect(await creditsOf('o_wang')).toBe(0);
  });

  it('give an allowance back while the platform is in trouble, and go out later', async () => {
    await allow('o_wang', 1);
    await stage.product.control('faults', {
      rules: [{ operation: 'subscribeMessage.send', kind: 'error', count: 2 }],
    });
    const noticeId = await stage.published();
    await stage.tick();
    expect(await sentFor(noticeId)).toEqual([]);
    expect(await jobsOf(noticeId)).toMatchObject([{ status: 'due', attempts: 1 }]);
    expect(await creditsOf('o_wang')).toBe(1);
    // A second failure waits twice as long.
    for (let i = 0; i < 3; i += 1) await stage.tick();
    expect(await sentFor(noticeId)).toHaveLength(1);
    expect(await jobsOf(noticeId)).toMatchObject([{ status: 'done', sent: 1 }]);
    expect(await creditsOf('o_wang')).toBe(0);
  });

  it('are not sent of what was withdrawn, replaced or is over by then', async () => {
    await allow('o_li', 5);
    const withdrawn = await stage.published();
    await stage.calls.done('notice', 'withdraw', owner, { noticeId: withdrawn });
    const revised = await stage.published();
    const { audience: _, ...text } = await textOf(revised);
    await stage.calls.done('notice', 'revise', owner, { noticeId: revised, ...text });
    await stage.tick();
    expect(await sentFor(withdrawn)).toEqual([]);
    expect(await jobsOf(withdrawn)).toMatchObject([{ outcome: 'dropped', sent: 0 }]);
    expect(await sentFor(revised)).toHaveLength(1);
    expect(await jobsOf(revised, 2)).toMatchObject([{ outcome: 'told', sent: 1 }]);
    expect(await creditsOf('o_li')).toBe(4);
  });

  it('are not sent when the tick comes too late for them', async () => {
    await allow('o_li', 5);
    const { now } = (await stage.product.control<{ clock: { now: number } }>('info')).clock;
    const noticeId = await stage.published({ validUntil: now + 60_000 });
    await stage.tick();
    expect(await sentFor(noticeId)).toEqual([]);
    expect(await jobsOf(noticeId)).toMatchObject([{ status: 'done', outcome: 'late', sent: 0 }]);
    expect(await creditsOf('o_li')).toBe(5);
  });

  it('use no allowance in a drill', async () => {
    await allow('o_li', 5);
    await stage.database.change('digests', `dg.${TOWN.id}.place`, { drill: true });
    const noticeId = await stage.published();
    await stage.tick();
    await stage.database.change('digests', `dg.${TOWN.id}.place`, { drill: false });
    expect(await sentFor(noticeId)).toEqual([]);
    expect(await jobsOf(noticeId)).toMatchObject([{ status: 'done', outcome: 'drill', sent: 0 }]);
    expect(await creditsOf('o_li')).toBe(5);
  });

  it('tell one person once, also when two of their courtyards get the notice', async () => {
    await allow('o_li', 2);
    await stage.database.change('accounts', accountOf('o_li'), { courtyards: [YARD, OTHER_YARD] });
    const noticeId = await stage.published({ audience: [YARD, OTHER_YARD] }, staff);
    await stage.tick();
    expect(await sentFor(noticeId)).toHaveLength(1);
    const jobs = await jobsOf(noticeId);
    expect(jobs.map(({ sent }) => sent).sort()).toEqual([0, 1]);
  });

  it('tell whoever asked that there is an answer', async () => {
    await allow('o_wang', 1, 1, 'answer');
    const noticeId = await stage.published();
    const { questionId } = await stage.calls.done('notice', 'ask', wang, {
      noticeId,
      text: '几点？',
    });
    const input = { questionId, text: '上午九点到下午五点，请大家提前接好水', toAll: true };
    await stage.calls.done('notice', 'answer', owner, input);
    await stage.tick();
    const sent = await sentFor(noticeId);
    expect(
      sent.filter(({ templateId }) => templateId === MESSAGES.answer.templateId),
    ).toMatchObject([
      { openid: 'o_wang', data: { thing2: { value: '上午九点到下午五点，请大家提前接好水' } } },
    ]);
  });
});

const textOf = async (noticeId: NoticeId) => {
  const { title, body, category, mustConfirm, pinned, validUntil, pictures, audience } =
    (await stage.database.get<NoticeDoc>('notices', noticeId)) as NoticeDoc;
  return { title, body, category, mustConfirm, pinned, validUntil, pictures, audience };
};

describe('words that waited for the check', () => {
  it('go out with the tick that finds the check again', async () => {
    await stage.product.control('content-safety', { outage: true });
    const noticeId = await stage.drafted();
    await stage.calls.done('notice', 'publish', owner, { noticeId });
    await stage.tick();
    expect(await stage.database.get('notices', noticeId)).toMatchObject({ status: 'checking' });
    await stage.product.control('content-safety', { outage: false });
    await stage.tick();
    await stage.tick();
    expect(await stage.database.get('notices', noticeId)).toMatchObject({ status: 'published' });
    expect(await stage.calls.done('notice', 'view', li, { noticeId })).toMatchObject({
      version: 1,
    });
  });

  it('go back to their author when they are risky', async () => {
    await stage.product.control('content-safety', { outage: true });
    const noticeId = await stage.drafted({ body: '谁要卖枪' });
    await stage.calls.done('notice', 'publish', owner, { noticeId });
    await stage.product.control('content-safety', { outage: false });
    await stage.tick();
    await stage.tick();
    const notice = await stage.database.get<NoticeDoc>('notices', noticeId);
    expect(notice).toMatchObject({ status: 'draft' });
    expect(notice?.recheckAt).toBeUndefined();
  });

  it('are not asked about for ever: what ran out while it waited goes back to its author', async () => {
    await stage.product.control('content-safety', { outage: true });
    const { now } = (await stage.product.control<{ clock: { now: number } }>('info')).clock;
    const noticeId = await stage.drafted({ validUntil: now + 6 * 60_000 });
    await stage.calls.done('notice', 'publish', owner, { noticeId });
    await stage.tick();
    await stage.tick();
    const notice = await stage.database.get<NoticeDoc>('notices', noticeId);
    expect(notice).toMatchObject({ status: 'draft' });
    expect(notice?.recheckAt).toBeUndefined();
  });

  it('of a question are shown or hidden, of an answer shown or kept back', async () => {
    const noticeId = await stage.published();
    await stage.product.control('content-safety', { outage: true });
    const ask = (text: string) => stage.calls.done('notice', 'ask', li, { noticeId, text });
    const good = await ask('几点停？');
    const bad = await ask('办假证吗？');
    expect([good.status, bad.status]).toEqual(['checking', 'checking']);
    const input = { questionId: good.questionId, text: '九点', toAll: true };
    // The committee's answer lets no question out; an owner's would.
    expect((await stage.calls.done('notice', 'answer', committee, input)).status).toBe('checking');
    const seen = () => stage.calls.done('notice', 'view', wang, { noticeId });
    expect((await seen()).questions).toEqual([]);
    await stage.product.control('content-safety', { outage: false });
    await stage.tick();
    await stage.tick();
    expect((await seen()).questions).toMatchObject([
      { text: '几点停？', answer: { text: '九点' } },
    ]);
    const mine = await stage.calls.done('notice', 'view', li, { noticeId });
    expect(mine.questions.map(({ status }) => status).sort()).toEqual(['hidden', 'shown']);
  });
});

describe('once a day', () => {
  it('the tab is compared with the notices and put right', async () => {
    const noticeId = await stage.published({ validUntil: MORNING + 72 * HOUR });
    const id = noticeDigestId(YARD);
    await stage.database.change('digests', id, { [`entries.${noticeId}.title`]: '别的话' });
    await stage.product.setClock(MORNING + 24 * HOUR);
    const digest = await stage.database.get<NoticeDigest>('digests', id);
    expect(digest?.entries[noticeId]?.title).toBe('明天停水');
    expect(digest?.checkedOn).toBe('2020-02-11');
    const { rev } = digest as NoticeDigest;
    await stage.product.setClock(MORNING + 25 * HOUR);
    expect((await stage.database.get<NoticeDigest>('digests', id))?.rev).toBe(rev);
  });

  it('what has outlived its purpose goes', async () => {
    const noticeId = await stage.published({ validUntil: MORNING + 72 * HOUR });
    const draft = await stage.drafted();
    await stage.calls.done('notice', 'discardDraft', owner, { noticeId: draft });
    expect(await jobsOf(noticeId)).toHaveLength(1);
    const remembered = { _id: new RegExp(`^rq.${memberIdOf('o_owner')}`) };
    expect((await stage.database.find('requests', remembered)).length).toBeGreaterThan(0);
    await stage.product.setClock(MORNING + 32 * 24 * HOUR);
    expect(await jobsOf(noticeId)).toEqual([]);
    expect(await stage.database.find('requests', remembered)).toEqual([]);
    expect(await stage.database.get('notices', noticeId)).toBeDefined();
    await stage.product.setClock(UNTIL - HOUR);
  });
});
