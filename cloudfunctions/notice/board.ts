/** Whom a notice reached in one courtyard. Pure. @see docs/domain/notice.md §4 */
import type { CourtyardId, HouseholdId, MemberId, NoticeId } from '../../miniprogram/contract/ids';
import { REACH_WAYS, type ReachWay } from '../../miniprogram/contract/notice';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { after, notAtLeast, plus, put } from '../kernel/conditions';
import { AppError, refuseIf } from '../kernel/errors';
import type { Asked } from '../kernel/replay';
import type { Claim } from '../kernel/store';
import { askedField, isDone, remembering } from './asked';
import { type NoticeDoc, type ReachDoc, type ReachMark, type ReachTry, reachId } from './documents';

/** What a board must know of its notice. */
export const headOf = (notice: NoticeDoc) => ({
  noticeRev: notice.rev,
  title: notice.title,
  version: notice.version,
  open: notice.status === 'published',
  asks: notice.mustConfirm,
  validUntil: notice.validUntil,
});

/** An empty board; one is made for every courtyard of the audience. */
export const newBoard = (notice: NoticeDoc, courtyardId: CourtyardId): ReachDoc => ({
  _id: reachId(notice._id, courtyardId),
  communityId: notice.communityId,
  rev: 1,
  noticeId: notice._id,
  courtyardId,
  ...headOf(notice),
  marks: {},
  counts: {},
  tries: {},
  questions: {},
  questionCount: 0,
  unanswered: {},
  asked: {},
  askers: [],
});

/** Brings a board in step with its notice; nothing when it already knows this or a later state. */
export const headClaim = (notice: NoticeDoc, courtyardId: CourtyardId): Claim => {
  const head = headOf(notice);
  return {
    collection: 'reaches',
    id: reachId(notice._id, courtyardId),
    while: { noticeRev: notAtLeast(notice.rev) },
    changes: Object.fromEntries(Object.entries(head).map(([field, value]) => [field, put(value)])),
  };
};

export interface Reached extends Asked {
  readonly notice: NoticeId;
  readonly communityId: string;
  readonly courtyard: CourtyardId;
  readonly household: HouseholdId;
  readonly version: Count;
  readonly how: ReachWay;
  readonly by: MemberId;
  readonly at: EpochMs;
}

const countKey = (version: Count): string => `v${version}`;

/** What must hold for a household to be marked, whoever does it. */
const stillOpen = (r: Reached) => ({
  communityId: r.communityId,
  open: true,
  asks: true,
  version: r.version,
  validUntil: after(r.at),
  [`marks.${r.household}.version`]: notAtLeast(r.version),
});

/**
 * What it takes to mark a household as reached: the one conditional update of its courtyard's board.
 * A mark of an earlier version gives way; a mark of this version stays whose it was first.
 */
export function reachClaim(r: Reached): Claim {
  const { version, how, by, at, requestId } = r;
  const mark: ReachMark = { version, how, by, at, requestId };
  const claim = {
    collection: 'reaches',
    id: reachId(r.notice, r.courtyard),
    while: stillOpen(r),
    changes: {
      [`marks.${r.household}`]: put(mark),
      [`counts.${countKey(version)}.${how}`]: plus(1),
    },
  };
  return remembering(claim, r);
}

/** Notes a call or a knock nobody answered. */
export function tryClaim(r: Reached & { readonly how: 'phone' | 'door' }): Claim {
  const noted: ReachTry = { how: r.how, at: r.at, by: r.by };
  const claim = {
    collection: 'reaches',
    id: reachId(r.notice, r.courtyard),
    while: stillOpen(r),
    changes: { [`tries.${r.household}.${r.requestId}`]: put(noted) },
  };
  return remembering(claim, r);
}

/** The fields that decide which sentence to say. */
export const boardFields = ({ household, requestId }: Reached): readonly string[] => [
  askedField({ requestId }),
  'communityId',
  'version',
  'open',
  'asks',
  'validUntil',
  `marks.${household}`,
  `tries.${household}`,
];

/**
 * Why a claim on a board did not go through.
 * @returns what is there already: not a failure, the household has been told or the try noted
 * @throws AppError `NOTICE_CHANGED`, `NOTICE_WITHDRAWN`, `NO_CONFIRM_NEEDED`, `NOTICE_EXPIRED`, `BUSY`, and
 *   `INVALID` when the request id was used for something else
 */
export function whyNotReached(board: ReachDoc, r: Reached): ReachMark | ReachTry {
  const mark = board.marks?.[r.household];
  // A replay is answered alike, whatever became of the notice since.
  if (isDone(board, r)) return ownTrace(board, r);
  refuseIf(!board.open, 'NOTICE_WITHDRAWN');
  refuseIf(board.version !== r.version, 'NOTICE_CHANGED', { version: board.version });
  refuseIf(!board.asks, 'NO_CONFIRM_NEEDED');
  if (mark?.version === r.version) return mark;
  refuseIf(board.validUntil <= r.at, 'NOTICE_EXPIRED');
  throw new AppError('BUSY');
}

/** What the earlier run left; a mark of a later version may have taken the place of its own. */
function ownTrace(board: ReachDoc, r: Reached): ReachMark | ReachTry {
  const { version, how, by, at, requestId } = r;
  const mark = board.marks?.[r.household];
  const noted = board.tries?.[r.household]?.[requestId];
  return noted ?? (mark?.requestId === requestId ? mark : { version, how, by, at, requestId });
}

export type CountByWay = Readonly<Record<ReachWay, Count>>;

/** Reached households of a board's present version, counted as they were marked. */
export function countsOf(board: Pick<ReachDoc, 'counts' | 'version'>): CountByWay {
  const counted = board.counts?.[countKey(board.version)] ?? {};
  return waysOf((way) => counted[way] ?? 0);
}

export const addCounts = (a: CountByWay, b: CountByWay): CountByWay =>
  waysOf((way) => a[way] + b[way]);

export const NO_COUNTS: CountByWay = { self: 0, helper: 0, phone: 0, door: 0 };

const waysOf = (count: (way: ReachWay) => Count): CountByWay => ({
  self: count('self'),
  helper: count('helper'),
  phone: count('phone'),
  door: count('door'),
});

export const sumOf = (counts: CountByWay): Count =>
  REACH_WAYS.reduce((sum, way) => sum + counts[way], 0);
