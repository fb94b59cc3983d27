import { noticeDigestId } from '../../cloudfunctions/courtyard/public';
import type { NoticeDigest, NoticeDoc, ReachDoc } from '../../cloudfunctions/notice/public';
import type { NoticeId } from '../../miniprogram/contract/ids';
import { type By, freshRequest } from '../support/community';
import {
  committee,
  deputy,
  draft,
  farStaff,
  li,
  MORNING,
  openStage,
  otherOwner,
  owner,
  type Stage,
  staff,
  TOWN,
  UNTIL,
  volunteer,
  YARD,
} from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());

const noticeDoc = (id: NoticeId) => stage.database.get<NoticeDoc>('notices', id);
const boardDoc = (id: NoticeId, yard = YARD) =>
  stage.database.get<ReachDoc>('reaches', `${id}.${yard}`);
const entryOf = async (id: NoticeId, place: Parameters<typeof noticeDigestId>[0] = YARD) =>
  (await stage.database.get<NoticeDigest>('digests', noticeDigestId(place)))?.entries[id];
const jobsOf = (id: NoticeId) =>
  stage.database.find<{ _id: string; page: string }>('outbox', { topic: new RegExp(`^${id}`) });
const publish = (noticeId: NoticeId, by: By = owner) =>
  stage.calls.reply('notice', 'publish', by, { noticeId });
const text = ({ audience: _, ...words } = draft()) => words;

describe('a courtyard’s notice', () => {
  it('goes out with its board, its message and its place on the tab', async () => {
    const noticeId = await stage.published();
    expect(await noticeDoc(noticeId)).toMatchObject({
      status: 'published',
      version: 1,
      spreadPending: false,
      by: '群主',
    });
    expect(await boardDoc(noticeId)).toMatchObject({
      open: true,
      asks: true,
      version: 1,
      validUntil: UNTIL,
      marks: {},
    });
    expect(await entryOf(noticeId)).toMatchObject({ title: '明天停水', until: UNTIL });
    expect(await jobsOf(noticeId)).toHaveLength(1);
  });

  it('is read by the neighbours with the telephone of the office, and with their own rights only', async () => {
    const noticeId = await stage.published();
    const seen = await stage.calls.done('notice', 'view', li, { noticeId });
    expect(seen).toMatchObject({
      title: '明天停水',
      version: 1,
      status: 'published',
      phone: TOWN.phone,
      forHousehold: { id: 'hh_a5' },
      may: { edit: false, withdraw: false, release: false, readBoard: false, answer: false },
    });
    const board = await stage.calls.reply('notice', 'board', li, { noticeId });
    expect(board).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await stage.calls.done('notice', 'view', volunteer, { noticeId })).toMatchObject({
      may: { edit: false, readBoard: true, answer: false },
    });
  });

  it.each([
    ['a title', { title: '  ' }, 'NOTICE_NOT_READY'],
    ['words', { body: '' }, 'NOTICE_NOT_READY'],
    ['an end in the future', { validUntil: MORNING }, 'UNTIL_IN_PAST'],
  ])('is not published without %s', async (_, wrong, code) => {
    const noticeId = await stage.drafted(wrong);
    expect(await publish(noticeId)).toMatchObject({ ok: false, code });
    expect(await boardDoc(noticeId)).toBeUndefined();
  });

  it.each([
    ['a title of 31 characters', { title: '长'.repeat(31) }, 'TOO_LONG'],
    ['2,001 characters', { body: '长'.repeat(2001) }, 'TOO_LONG'],
    ['seven pictures', { pictures: Array(7).fill('cloud://e.b/pictures/a.jpg') }, 'INVALID'],
    ['a picture nobody handed in', { pictures: ['cloud://e.b/pictures/a.jpg'] }, 'PICTURE_BAD'],
    ['a courtyard of another community', { audience: ['cy_f1'] }, 'NOT_FOUND'],
    ['an end that is no number', { validUntil: '2020-02-12' }, 'INVALID'],
    ['a category nobody knows', { category: 'gossip' }, 'INVALID'],
  ])('is not saved with %s', async (_, wrong, code) => {
    const input = draft(wrong as never);
    const by = 'audience' in wrong ? staff : owner;
    expect(await stage.calls.reply('notice', 'saveDraft', by, input)).toMatchObject({ code });
  });

  it('is nobody’s to write, publish or take away but its keepers’', async () => {
    const noticeId = await stage.drafted();
    for (const by of [li, volunteer]) {
      expect(await publish(noticeId, by)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
      const saved = await stage.calls.reply('notice', 'saveDraft', by, draft());
      expect(saved).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    }
    const foreign = [otherOwner, { ...otherOwner, courtyard: YARD }, farStaff];
    for (const by of foreign) {
      expect(await publish(noticeId, by)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
      const gone = await stage.calls.reply('notice', 'discardDraft', by, { noticeId });
      expect(gone).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    }
    expect(await stage.calls.reply('notice', 'view', li, { noticeId })).toMatchObject({
      ok: false,
      code: 'NOT_FOUND',
    });
    const outside = await publish(noticeId, { ...farStaff, community: TOWN.id });
    expect(outside).toMatchObject({ ok: false, code: 'NOT_MEMBER' });
    expect(await publish(noticeId, deputy)).toMatchObject({ ok: true });
  });

  it('is one draft however often saving is repeated, and one publication of ten at once', async () => {
    const by = { ...owner, requestId: freshRequest() };
    const saved = await Promise.all(
      Array.from({ length: 10 }, () => stage.calls.done('notice', 'saveDraft', by, draft())),
    );
    expect(new Set(saved.map((one) => JSON.stringify(one))).size).toBe(1);
    const noticeId = saved[0]?.noticeId ?? 'nt_';
    const copy = { ...owner, requestId: freshRequest() };
    const out = await Promise.all(Array.from({ length: 10 }, () => publish(noticeId, copy)));
    expect(new Set(out.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ ok: true, value: { noticeId, status: 'published', version: 1 } })]),
    );
    const rivals = await Promise.all(
      [owner, deputy, committee].map((one) => publish(noticeId, one)),
    );
    expect(rivals.map((reply) => !reply.ok && reply.code)).toEqual(
      Array(3).fill('NOTICE_NOT_DRAFT'),
    );
    expect(await jobsOf(noticeId)).toHaveLength(1);
  });

  it('is published once when three keepers press at the same moment', async () => {
    const noticeId = await stage.drafted();
    const replies = await Promise.all(
      [owner, deputy, committee].map((one) => publish(noticeId, one)),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    for (const reply of replies) {
      if (!reply.ok) expect(['NOTICE_NOT_DRAFT', 'STALE']).toContain(reply.code);
    }
  });

  it('can be thrown away while it is a draft, and the replay says the same', async () => {
    const noticeId = await stage.drafted();
    const by = { ...owner, requestId: freshRequest() };
    const gone = () => stage.calls.reply('notice', 'discardDraft', by, { noticeId });
    expect(await gone()).toEqual({ ok: true, value: {} });
    expect(await gone()).toEqual({ ok: true, value: {} });
    expect(await noticeDoc(noticeId)).toBeUndefined();
    const published = await stage.published();
    const late = await stage.calls.reply('notice', 'discardDraft', owner, { noticeId: published });
    expect(late).toMatchObject({ ok: false, code: 'NOTICE_NOT_DRAFT' });
  });

  it('keeps the version people have read, and remembers who made the next', async () => {
    const noticeId = await stage.published();
    const by = { ...committee, requestId: freshRequest() };
    const revise = () =>
      stage.calls.reply('notice', 'revise', by, { noticeId, ...text(), title: '改到后天' });
    const [first, ...copies] = await Promise.all(Array.from({ length: 5 }, revise));
    expect(first).toEqual({ ok: true, value: { noticeId, status: 'published', version: 2 } });
    expect(copies).toEqual(Array(4).fill(first));
    const notice = await noticeDoc(noticeId);
    expect(notice?.versions).toMatchObject([{ version: 1, title: '明天停水' }]);
    expect(Object.values(notice?.acts ?? {})).toContainEqual({
      print: expect.any(String),
      what: 'revise',
      by: 'mb_ocommittee',
      at: expect.any(Number),
      status: 'published',
      version: 2,
    });
    expect(await entryOf(noticeId)).toMatchObject({ title: '改到后天', version: 2 });
    expect(await boardDoc(noticeId)).toMatchObject({ title: '改到后天', version: 2 });
    expect(await jobsOf(noticeId)).toHaveLength(2);
  });

  it('is gone for readers once it is withdrawn, and can be withdrawn once', async () => {
    const noticeId = await stage.published();
    const withdrawn = await stage.calls.reply('notice', 'withdraw', owner, { noticeId });
    expect(withdrawn).toMatchObject({ ok: true, value: { status: 'withdrawn' } });
    expect(await stage.calls.reply('notice', 'view', li, { noticeId })).toMatchObject({
      ok: false,
      code: 'NOTICE_WITHDRAWN',
    });
    expect(await stage.calls.done('notice', 'view', owner, { noticeId })).toMatchObject({
      status: 'withdrawn',
    });
    expect((await entryOf(noticeId))?.until).toBeLessThan(UNTIL);
    const again = await stage.calls.reply('notice', 'withdraw', owner, { noticeId });
    expect(again).toMatchObject({ ok: false, code: 'NOTICE_WITHDRAWN' });
    const revised = await stage.calls.reply('notice', 'revise', owner, { noticeId, ...text() });
    expect(revised).toMatchObject({ ok: false, code: 'NOTICE_WITHDRAWN' });
  });
});
