import type { NoticeDoc } from '../../cloudfunctions/notice/public';
import type { NoticeId } from '../../miniprogram/contract/ids';
import { type By, freshRequest } from '../support/community';
import { committee, deputy, draft, li, openStage, owner, type Stage } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());
afterEach(async () => {
  await stage.product.control('content-safety', { outage: false });
});

const noticeDoc = (id: NoticeId) => stage.database.get<NoticeDoc>('notices', id);
const publish = (noticeId: NoticeId, by: By = owner) =>
  stage.calls.reply('notice', 'publish', by, { noticeId });
const text = ({ audience: _, ...words } = draft()) => words;

describe('words and their check', () => {
  it('keeps risky words from the neighbours', async () => {
    const noticeId = await stage.drafted({ body: '群里有人卖枪' });
    expect(await publish(noticeId)).toMatchObject({ ok: false, code: 'TEXT_RISKY' });
    expect(await noticeDoc(noticeId)).toMatchObject({ status: 'draft' });
    const out = await stage.published();
    const input = { noticeId: out, ...text(), title: '办假证' };
    const revised = await stage.calls.reply('notice', 'revise', owner, input);
    expect(revised).toMatchObject({ ok: false, code: 'TEXT_RISKY' });
    expect(await noticeDoc(out)).toMatchObject({ version: 1, title: '明天停水' });
  });

  it('waits while the check is unavailable, until an owner lets it out by hand', async () => {
    const noticeId = await stage.drafted();
    await stage.product.control('content-safety', { outage: true });
    expect(await publish(noticeId)).toMatchObject({ ok: true, value: { status: 'checking' } });
    expect(await stage.calls.reply('notice', 'view', li, { noticeId })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await stage.calls.done('notice', 'view', owner, { noticeId })).toMatchObject({
      status: 'checking',
      may: { release: true },
    });
    const byCommittee = await stage.calls.reply('notice', 'release', committee, { noticeId });
    expect(byCommittee).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    const by = { ...owner, requestId: freshRequest() };
    const released = await stage.calls.reply('notice', 'release', by, { noticeId });
    expect(released).toMatchObject({ ok: true, value: { status: 'published', version: 1 } });
    expect(await stage.calls.reply('notice', 'release', by, { noticeId })).toEqual(released);
    expect(await stage.calls.done('notice', 'view', li, { noticeId })).toMatchObject({
      status: 'published',
    });
  });

  it('lets the neighbours go on reading the old words while the new ones wait', async () => {
    const noticeId = await stage.published();
    await stage.product.control('content-safety', { outage: true });
    const input = { noticeId, ...text(), title: '改到后天' };
    const revised = await stage.calls.reply('notice', 'revise', owner, input);
    expect(revised).toMatchObject({ ok: true, value: { status: 'checking', version: 1 } });
    expect(await stage.calls.done('notice', 'view', li, { noticeId })).toMatchObject({
      title: '明天停水',
      status: 'published',
      version: 1,
    });
    expect(await stage.calls.done('notice', 'view', owner, { noticeId })).toMatchObject({
      title: '改到后天',
      status: 'checking',
      may: { release: true },
    });
    const released = await stage.calls.reply('notice', 'release', deputy, { noticeId });
    expect(released).toMatchObject({ ok: true, value: { status: 'published', version: 2 } });
    expect(await stage.calls.done('notice', 'view', li, { noticeId })).toMatchObject({
      title: '改到后天',
    });
  });
});
