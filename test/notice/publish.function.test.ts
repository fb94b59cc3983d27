import { noticeDigestId } from '../../cloudfunctions/courtyard/public';
import type { NoticeDigest, NoticeDoc, ReachDoc } from '../../cloudfunctions/notice/public';
import type { NoticeId } from '../../miniprogram/contract/ids';
import { li, openStage, owner, type Stage, TOWN, UNTIL, YARD } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

describe('a courtyard’s notice', () => {
  let noticeId: NoticeId;

  it('goes out in one commit: notice, board, message and tab', async () => {
    noticeId = await stage.published();
    const notice = await stage.database.get<NoticeDoc>('notices', noticeId);
    expect(notice).toMatchObject({
      status: 'published',
      version: 1,
      spreadPending: false,
      by: '群主',
    });
    const board = await stage.database.get<ReachDoc>('reaches', `${noticeId}.${YARD}`);
    expect(board).toMatchObject({
      open: true,
      asks: true,
      version: 1,
      validUntil: UNTIL,
      marks: {},
    });
    const digest = await stage.database.get<NoticeDigest>('digests', noticeDigestId(YARD));
    expect(digest?.entries[noticeId]).toMatchObject({ title: '明天停水', until: UNTIL });
  });

  it('is read and confirmed by a neighbour', async () => {
    const seen = await stage.calls.done('notice', 'view', li, { noticeId });
    expect(seen).toMatchObject({
      title: '明天停水',
      version: 1,
      status: 'published',
      phone: TOWN.phone,
      forHousehold: { id: 'hh_a5' },
      may: { edit: false, withdraw: false, release: false, readBoard: false, answer: false },
    });
    const answer = await stage.calls.done('notice', 'confirm', li, { noticeId, version: 1 });
    expect(answer).toMatchObject({ how: 'self', earlier: false });
    const again = await stage.calls.done('notice', 'view', li, { noticeId });
    expect(again.confirmed).toMatchObject({ how: 'self' });
    const board = await stage.calls.done('notice', 'board', owner, { noticeId });
    expect(board).toMatchObject({ householdCount: 13, reachedCount: 1 });
    expect(board.callList).toHaveLength(12);
  });
});
