import type { ReachDoc } from '../../cloudfunctions/notice/public';
import type { NoticeId } from '../../miniprogram/contract/ids';
import { type By, freshRequest } from '../support/community';
import { meterOf } from '../support/metered';
import {
  committee,
  draft,
  far,
  li,
  liSon,
  MORNING,
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
beforeEach(() => stage.product.setClock(MORNING));

const confirm = (noticeId: NoticeId, by = li, version = 1) =>
  stage.calls.reply('notice', 'confirm', by, { noticeId, version });
const boardDoc = (noticeId: NoticeId) =>
  stage.database.get<ReachDoc>('reaches', `${noticeId}.${YARD}`);

it('is told by the list of all notices, for the household that reads it', async () => {
  const noticeId = await stage.published({ title: '名单里看' });
  const plain = await stage.published({ title: '不用回', mustConfirm: false });
  const rowFor = async (by: By, id = noticeId) => {
    const { items } = await stage.calls.done('notice', 'list', by, { box: 'published' });
    return items.find((row) => row.id === id);
  };
  expect((await rowFor(li))?.confirmed).toBe(false);
  await stage.calls.done('notice', 'confirm', li, { noticeId, version: 1 });
  expect((await rowFor(li))?.confirmed).toBe(true);
  expect((await rowFor(liSon))?.confirmed).toBe(true);
  expect((await rowFor(wang))?.confirmed).toBe(false);
  expect((await rowFor({ ...wang, subject: 'hh_a7' }))?.confirmed).toBe(false);
  expect(await rowFor(li, plain)).not.toHaveProperty('confirmed');
  expect(await rowFor({ ...staff, courtyard: YARD })).not.toHaveProperty('confirmed');
  const { audience: _, ...text } = draft({ title: '名单里看，改了' });
  await stage.calls.done('notice', 'revise', owner, { noticeId, ...text });
  expect((await rowFor(li))?.confirmed).toBe(false);
});

describe('confirming a notice', () => {
  it('costs two requests, and three when it is refused', async () => {
    const noticeId = await stage.published();
    const { costOf } = meterOf(stage.product);
    expect(await costOf('notice', 'confirm', li, { noticeId, version: 1 })).toBe(2);
    // The family's second yes is answered with the first one: as dear as a refusal.
    expect(await costOf('notice', 'confirm', liSon, { noticeId, version: 1 })).toBe(3);
  });

  it('is one mark of the household, however many of its members tap, and however often', async () => {
    const noticeId = await stage.published();
    const taps = [li, liSon, li, liSon, li, liSon, li, liSon, li, liSon];
    const answers = await Promise.all(taps.map((by) => confirm(noticeId, by)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(answers.filter((answer) => answer.ok && !answer.value.earlier)).toHaveLength(1);
    const board = await boardDoc(noticeId);
    expect(Object.keys(board?.marks ?? {})).toEqual(['hh_a5']);
    expect(board?.counts).toEqual({ v1: { self: 1 } });
  });

  it('answers ten copies of one request alike, and one a day later too', async () => {
    const noticeId = await stage.published({ validUntil: MORNING + 3_600_000 });
    const by = { ...li, requestId: freshRequest() };
    const copies = await Promise.all(Array.from({ length: 10 }, () => confirm(noticeId, by)));
    const [first] = copies;
    expect(first).toMatchObject({ ok: true, value: { how: 'self', earlier: false } });
    expect(copies.every((copy) => JSON.stringify(copy) === JSON.stringify(first))).toBe(true);
    await stage.product.setClock(MORNING + 24 * 3_600_000);
    expect(await confirm(noticeId, by)).toEqual(first);
    expect((await boardDoc(noticeId))?.counts).toEqual({ v1: { self: 1 } });
  });

  it('is open one millisecond before the end and closed at it', async () => {
    const noticeId = await stage.published();
    await stage.product.setClock(UNTIL - 1);
    expect(await confirm(noticeId, li)).toMatchObject({ ok: true });
    await stage.product.setClock(UNTIL);
    expect(await confirm(noticeId, wang)).toMatchObject({ ok: false, code: 'NOTICE_EXPIRED' });
  });

  it('says that a notice was withdrawn, changed, or asks for nothing', async () => {
    const withdrawn = await stage.published();
    await stage.calls.done('notice', 'withdraw', owner, { noticeId: withdrawn });
    expect(await confirm(withdrawn)).toMatchObject({ ok: false, code: 'NOTICE_WITHDRAWN' });

    const changed = await stage.published();
    const { audience: _, ...text } = draftText();
    await stage.calls.done('notice', 'revise', owner, { noticeId: changed, ...text });
    expect(await confirm(changed)).toMatchObject({
      ok: false,
      code: 'NOTICE_CHANGED',
      details: { version: 2 },
    });
    expect(await confirm(changed, li, 2)).toMatchObject({ ok: true });

    const silent = await stage.published({ mustConfirm: false });
    expect(await confirm(silent)).toMatchObject({ ok: false, code: 'NO_CONFIRM_NEEDED' });
  });

  it('keeps a confirmation of an earlier version and does not count it', async () => {
    const noticeId = await stage.published();
    await confirm(noticeId, li);
    await confirm(noticeId, wang);
    const { audience: _, ...text } = draftText();
    await stage.calls.done('notice', 'revise', owner, { noticeId, ...text, title: '改到后天停水' });
    const seen = await stage.calls.done('notice', 'board', owner, { noticeId });
    expect(seen).toMatchObject({ version: 2, title: '改到后天停水', reachedCount: 0 });
    expect((await boardDoc(noticeId))?.marks).toMatchObject({
      hh_a5: { version: 1 },
      hh_a6: { version: 1 },
    });
    expect((await stage.calls.done('notice', 'view', li, { noticeId })).confirmed).toBeUndefined();
    await confirm(noticeId, li, 2);
    const again = await stage.calls.done('notice', 'board', owner, { noticeId });
    expect(again).toMatchObject({ reachedCount: 1, countByWay: { self: 1 } });
  });

  it('is done for a household that said yes, and for no other', async () => {
    const noticeId = await stage.published();
    const helped = { ...wang, subject: 'hh_a7' as const };
    expect(await confirm(noticeId, helped)).toMatchObject({ ok: true, value: { how: 'helper' } });
    expect((await boardDoc(noticeId))?.marks.hh_a7).toMatchObject({
      how: 'helper',
      by: 'mb_owang',
    });
    const stranger = { ...wang, subject: 'hh_a8' as const };
    expect(await confirm(noticeId, stranger)).toMatchObject({ ok: false, code: 'NOT_ACTING_FOR' });
    const seen = await stage.calls.done('notice', 'view', helped, { noticeId });
    expect(seen).toMatchObject({ forHousehold: { id: 'hh_a7' }, confirmed: { how: 'helper' } });
    expect(await stage.calls.reply('notice', 'view', stranger, { noticeId })).toMatchObject({
      ok: false,
      code: 'NOT_ACTING_FOR',
    });
  });

  it('does not reach into another courtyard or another community', async () => {
    const noticeId = await stage.published();
    expect(await confirm(noticeId, other)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await confirm(noticeId, far)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    for (const by of [other, otherOwner, far]) {
      const seen = await stage.calls.reply('notice', 'view', by, { noticeId });
      expect(seen).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    }
    const lying = await stage.calls.reply(
      'notice',
      'view',
      { ...other, courtyard: YARD },
      { noticeId },
    );
    expect(lying).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await confirm(noticeId, staff)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await confirm('nt_nosuchnotice', committee)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('heals a board that was lost before it was written', async () => {
    const noticeId = await stage.published();
    await stage.database.remove('reaches', `${noticeId}.${YARD}`);
    expect(await confirm(noticeId)).toMatchObject({ ok: true, value: { earlier: false } });
    expect((await boardDoc(noticeId))?.counts).toEqual({ v1: { self: 1 } });
  });
});

const draftText = () => ({
  title: '后天停水',
  body: '改到后天了。',
  category: 'water' as const,
  mustConfirm: true,
  pinned: false,
  validUntil: UNTIL,
  pictures: [],
  audience: [YARD],
});
