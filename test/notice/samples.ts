/** Documents for tests of pure decisions. */
import type { NoticeDoc, ReachDoc } from '../../cloudfunctions/notice/documents';

export const NOW = Date.parse('2020-02-10T09:00:00+08:00');
export const UNTIL = NOW + 3 * 24 * 3_600_000;

export const draftDoc = (more: Partial<NoticeDoc> = {}): NoticeDoc => ({
  _id: 'nt_1',
  communityId: 'cm_a',
  rev: 3,
  origin: 'cy_1',
  by: '群主',
  authorId: 'mb_owner',
  audience: ['cy_1'],
  status: 'draft',
  version: 1,
  versions: [],
  publishedAt: 0,
  editedAt: NOW - 1000,
  spreadPending: false,
  pictureStates: {},
  acts: {},
  title: '明天停水',
  body: '上午九点到下午五点。\n请接水。',
  category: 'water',
  mustConfirm: true,
  pinned: false,
  validUntil: UNTIL,
  pictures: [],
  ...more,
});

export const outDoc = (more: Partial<NoticeDoc> = {}): NoticeDoc =>
  draftDoc({ status: 'published', publishedAt: NOW, editedAt: NOW, ...more });

export const boardDoc = (more: Partial<ReachDoc> = {}): ReachDoc => ({
  _id: 'nt_1.cy_1',
  communityId: 'cm_a',
  rev: 1,
  noticeId: 'nt_1',
  courtyardId: 'cy_1',
  noticeRev: 3,
  title: '明天停水',
  version: 1,
  open: true,
  asks: true,
  validUntil: UNTIL,
  marks: {},
  counts: {},
  tries: {},
  questions: {},
  questionCount: 0,
  unanswered: {},
  asked: {},
  askers: [],
  ...more,
});

export const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'OK';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
};
