import { noticeDigestId } from '../../cloudfunctions/courtyard/public';
import type { NoticeDigest, NoticeDoc, ReachDoc } from '../../cloudfunctions/notice/public';
import type { NoticeId } from '../../miniprogram/contract/ids';
import type { Reply } from '../../miniprogram/contract/protocol';
import type { By } from '../support/community';
import {
  deputy,
  draft,
  far,
  farStaff,
  li,
  OTHER_YARD,
  openStage,
  other,
  otherOwner,
  owner,
  type Stage,
  staff,
  TOWN,
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

describe('the community’s notice', () => {
  const both = [YARD, OTHER_YARD];

  it('is one document, one board for each courtyard, one entry in the community’s tab', async () => {
    const noticeId = await stage.published({ audience: both }, staff);
    expect(await noticeDoc(noticeId)).toMatchObject({
      origin: TOWN.id,
      by: TOWN.name,
      audience: both,
      spreadPending: false,
    });
    expect(await boardDoc(noticeId, OTHER_YARD)).toMatchObject({ version: 1, open: true });
    expect(await entryOf(noticeId, TOWN.id)).toMatchObject({ audience: both });
    expect(await jobsOf(noticeId)).toHaveLength(2);
    const seen = await stage.calls.done('notice', 'view', other, { noticeId });
    expect(seen).toMatchObject({ fromCommunity: true, audience: [{ id: OTHER_YARD }] });
    expect(await stage.calls.reply('notice', 'view', far, { noticeId })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is not a courtyard owner’s to change', async () => {
    const noticeId = await stage.published({ audience: both }, staff);
    for (const action of ['withdraw', 'release'] as const) {
      const reply: Reply<unknown> = await stage.calls.reply('notice', action, owner, { noticeId });
      expect(reply).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    }
    expect(await stage.calls.done('notice', 'view', owner, { noticeId })).toMatchObject({
      may: { edit: false, withdraw: false, readBoard: true, answer: true },
    });
  });

  it('counts its courtyards with the fewest reached first', async () => {
    const noticeId = await stage.published({ audience: both }, staff);
    await stage.calls.done('notice', 'confirm', li, { noticeId, version: 1 });
    await stage.calls.done('notice', 'confirm', other, { noticeId, version: 1 });
    const seen = await stage.calls.done('notice', 'communityBoard', staff, { noticeId });
    expect(seen).toMatchObject({
      householdCount: 19,
      reachedCount: 2,
      countByWay: { self: 2, helper: 0, phone: 0, door: 0 },
      courtyards: [
        { id: YARD, householdCount: 13, reachedCount: 1 },
        { id: OTHER_YARD, householdCount: 6, reachedCount: 1 },
      ],
    });
    const byOwner = await stage.calls.reply('notice', 'communityBoard', owner, { noticeId });
    expect(byOwner).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    const byFar = await stage.calls.reply('notice', 'communityBoard', farStaff, { noticeId });
    expect(byFar).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  it('goes to no courtyard of another community, not even when a draft is saved again', async () => {
    const noticeId = await stage.drafted({ audience: both }, staff);
    const input = { ...draft({ audience: [YARD, 'cy_f1'] }), noticeId };
    const reply = await stage.calls.reply('notice', 'saveDraft', staff, input);
    expect(reply).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await noticeDoc(noticeId)).toMatchObject({ audience: both });
  });

  it.each([
    ['another courtyard', [OTHER_YARD]],
    ['its own and another', both],
  ])('is refused to a courtyard’s owner, for %s', async (_, audience) => {
    const own = await stage.drafted();
    for (const input of [draft({ audience }), { ...draft({ audience }), noticeId: own }]) {
      const reply = await stage.calls.reply('notice', 'saveDraft', owner, input);
      expect(reply).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    }
    expect(await noticeDoc(own)).toMatchObject({ audience: [YARD], title: '明天停水' });
  });

  it('is written by staff who stand in a courtyard, too, when it goes to others', async () => {
    const here = { ...staff, courtyard: YARD };
    const noticeId = await stage.drafted({ audience: both }, here);
    expect(await noticeDoc(noticeId)).toMatchObject({ origin: TOWN.id, audience: both });
    const own = await stage.drafted({ audience: [YARD] }, here);
    expect(await noticeDoc(own)).toMatchObject({ origin: YARD, by: TOWN.name });
  });
});

describe('the lists', () => {
  it('show a courtyard what is out, newest first, page by page without a gap or a repeat', async () => {
    const published: NoticeId[] = [];
    for (let i = 0; i < 23; i += 1) {
      const by = { ...otherOwner };
      published.push(await stage.published({ audience: [OTHER_YARD], title: `第 ${i} 条` }, by));
    }
    const first = await stage.calls.done('notice', 'list', other, { box: 'published' });
    expect(first.items).toHaveLength(20);
    const second = await stage.calls.done('notice', 'list', other, {
      box: 'published',
      after: first.next ?? '',
    });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(published.every((id) => ids.includes(id))).toBe(true);
    const broken = await stage.calls.done('notice', 'list', other, {
      box: 'published',
      after: 'x',
    });
    expect(broken.items).toHaveLength(20);
  });

  it('show drafts to keepers only, and the community’s to its staff', async () => {
    const mine = await stage.drafted({ title: '草稿甲' });
    const theirs = await stage.drafted({ audience: [YARD, OTHER_YARD], title: '草稿乙' }, staff);
    const ids = async (by: By) =>
      (await stage.calls.done('notice', 'list', by, { box: 'drafts' })).items.map(({ id }) => id);
    expect(await ids(deputy)).toContain(mine);
    expect(await ids(deputy)).not.toContain(theirs);
    expect(await ids(staff)).toContain(theirs);
    for (const by of [li, volunteer]) {
      const reply = await stage.calls.reply('notice', 'list', by, { box: 'drafts' });
      expect(reply).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    }
  });
});
