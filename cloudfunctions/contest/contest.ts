/** How a contest goes on. Pure. @see docs/domain/contest.md §1 */
import { instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type {
  ContestForm,
  ContestStatus,
  EntryForm,
} from '../../miniprogram/contract/contest-forms';
import { CONTEST_LIMITS, ENTERED_BY } from '../../miniprogram/contract/contest-forms';
import type { EntryState } from '../../miniprogram/contract/contest-views';
import type { FileId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { AppError, refuseIf } from '../kernel/errors';
import type { ContestDoc, EntryDoc } from './documents';

/** Whatever was tapped before an instant is in the database by then: no call lasts longer. */
export const SETTLED_MS = 60_000;

/** Entries are taken for whole Beijing days. */
export const windowsOf = ({ opensOn, closesOn, judgingUntil }: ContestForm) => ({
  opensAt: instant(opensOn),
  closesAt: instant(closesOn, '24:00'),
  judgingEndsAt: instant(judgingUntil, '24:00'),
});

/** What a contest is at an instant: entering and judging begin and end by the clock, whatever the tick has got to. */
export function statusOf(
  contest: Pick<ContestDoc, 'status' | 'opensAt' | 'closesAt' | 'judgingEndsAt'>,
  now: EpochMs,
): ContestStatus {
  if (contest.status !== 'open') return contest.status;
  if (now < contest.opensAt) return 'waiting';
  if (now < contest.closesAt) return 'open';
  return now < contest.judgingEndsAt ? 'judging' : 'deciding';
}

export const sortKey = (at: EpochMs, id: string): string => `${String(at).padStart(14, '0')}.${id}`;

export const editedAt = ({ _id }: Pick<ContestDoc, '_id'>, now: EpochMs) => ({
  listKey: sortKey(now, _id),
});

/** @throws AppError `CONTEST_NOT_DRAFT` */
export function withForm(contest: ContestDoc, form: ContestForm, now: EpochMs): ContestDoc {
  refuseIf(contest.status !== 'draft', 'CONTEST_NOT_DRAFT');
  const { courtyards } = form;
  return { ...contest, form, courtyards, ...windowsOf(form), ...editedAt(contest, now) };
}

/** @throws AppError `CONTEST_NOT_DRAFT`, `CONTEST_NOT_READY` with the field people read */
export function opened(contest: ContestDoc, now: EpochMs): ContestDoc {
  refuseIf(contest.status !== 'draft', 'CONTEST_NOT_DRAFT');
  const missing = missingIn(contest, now);
  if (missing !== undefined) throw new AppError('CONTEST_NOT_READY', { field: missing });
  return {
    ...contest,
    status: 'open',
    listed: true,
    ...editedAt(contest, now),
    step: 'judges',
    dueAt: contest.closesAt + SETTLED_MS,
  };
}

function missingIn(contest: ContestDoc, now: EpochMs): string | undefined {
  const { form, opensAt, closesAt, judgingEndsAt } = contest;
  const { title, courtyards, titles } = form;
  const checks: readonly (readonly [boolean, string])[] = [
    [title === '', '比赛名称'],
    [courtyards.length === 0, '参加的院子'],
    [titles.length === 0, '奖项'],
    [titles.some(({ name, prizeText }) => name === '' || prizeText === ''), '奖项和奖品'],
    [closesAt <= opensAt || closesAt <= now, '报名的日子'],
    [judgingEndsAt <= closesAt, '评选截止的日子'],
  ];
  return checks.find(([missing]) => missing)?.[1];
}

/** @throws AppError `CONTEST_OVER` once a result can be said, or it was called off before */
export function cancelled(contest: ContestDoc, reason: string, now: EpochMs): ContestDoc {
  const status = statusOf(contest, now);
  refuseIf(!['waiting', 'open', 'judging'].includes(status), 'CONTEST_OVER');
  const { step: _, dueAt: __, ...rest } = contest;
  return { ...rest, status: 'cancelled', reason, ...editedAt(contest, now) };
}

/** @throws AppError `CONTEST_NOT_OPEN` before the first day, `CONTEST_CLOSED` from 24:00 of the last one */
export function refuseUnlessOpen(contest: ContestDoc, now: EpochMs): void {
  const status = statusOf(contest, now);
  refuseIf(status === 'waiting' || status === 'draft', 'CONTEST_NOT_OPEN');
  refuseIf(status !== 'open', 'CONTEST_CLOSED');
}

/**
 * What an entry must have.
 * @throws AppError `ENTRY_NOT_READY` with the field people read, `GUARDIAN_YES_NEEDED`
 */
export function refuseIncomplete({ form: { kind } }: ContestDoc, entry: EntryForm): void {
  const { name = '', pictures, video, childFace, handsUnder14, guardianAgrees } = entry;
  const checks: readonly (readonly [boolean, string])[] = [
    [kind === 'name' && name === '', '花的名字'],
    [kind !== 'name' && pictures.length === 0, kind === 'show' ? '视频封面' : '照片'],
    [kind === 'show' && video === undefined, '视频'],
  ];
  const missing = checks.find(([isMissing]) => isMissing)?.[1];
  if (missing !== undefined) throw new AppError('ENTRY_NOT_READY', { field: missing });
  refuseIf((childFace || handsUnder14) && !guardianAgrees, 'GUARDIAN_YES_NEEDED');
}

/** What does not belong to this kind of contest is not kept. */
export function fitting({ form: { kind } }: ContestDoc, entry: EntryForm): EntryForm {
  const { name, video, topics, library, ...rest } = entry;
  const isShow = kind === 'show';
  return {
    ...rest,
    ...(kind === 'name' && name !== undefined ? { name } : {}),
    ...(isShow && video !== undefined ? { video } : {}),
    topics: isShow ? topics : [],
    library: isShow && library,
  };
}

export const isByPot = ({ form: { kind } }: Pick<ContestDoc, 'form'>): boolean =>
  ENTERED_BY[kind] === 'pot';

/** What is shown of an entry as pictures, the small ones too. */
export const picturesOf = ({ pictures }: EntryForm): readonly string[] =>
  pictures.flatMap(({ fileId, thumbId }) => [fileId, thumbId]);

export const filesOf = (form: EntryForm): readonly string[] => [
  ...picturesOf(form),
  ...(form.video ? [form.video.fileId] : []),
];

type Checked = Pick<
  EntryDoc,
  'live' | 'form' | 'pictureStates' | 'video' | 'wordsPassed' | 'guardianAsked'
>;
type NameFile = (cloudId: string) => FileId;

/** How an entry stands. `idOf` names the file document of a picture. */
export function stateOf(entry: Checked, idOf: NameFile): EntryState {
  const { live, form, pictureStates, video, wordsPassed, guardianAsked } = entry;
  if (!live) return 'withdrawn';
  const states = picturesOf(form).map((one) => pictureStates[idOf(one)]);
  if (states.includes('refused') || video?.state === 'refused') return 'refused';
  if (guardianAsked) return 'guardian';
  if (!wordsPassed || states.includes(undefined)) return 'checking';
  return video?.state === 'unseen' ? 'video' : 'shown';
}

const LOOK_AGAIN_MS = 5 * MINUTE_MS;

/** The entry as its checks stand by now: whether others see it, and when the tick has to look again. */
export function settled(entry: EntryDoc, idOf: NameFile, now: EpochMs): EntryDoc {
  const { checkAt: _, ...rest } = entry;
  const { live, form, pictureStates, wordsPassed } = entry;
  const isOpen = picturesOf(form).some((one) => pictureStates[idOf(one)] === undefined);
  return {
    ...rest,
    listed: stateOf(entry, idOf) === 'shown',
    ...(live && (!wordsPassed || isOpen) ? { checkAt: now + LOOK_AGAIN_MS } : {}),
  };
}

const NOTHING: EntryForm = {
  words: '',
  pictures: [],
  topics: [],
  library: false,
  handsUnder14: false,
  childFace: false,
  guardianAgrees: false,
};

/** Nothing of it is left but that it was there. */
export function emptied(entry: EntryDoc): EntryDoc {
  const { checkAt: _, video: __, ...rest } = entry;
  return { ...rest, live: false, listed: false, library: false, form: NOTHING, files: [] };
}

/** @throws AppError `INVALID` for points that do not fit the contest */
export function refusePoints({ form }: Pick<ContestDoc, 'form'>, points: readonly number[]): void {
  const wanted = Math.max(1, form.criteria.length);
  const isRight =
    points.length === wanted && points.every((one) => one >= 1 && one <= CONTEST_LIMITS.points);
  refuseIf(!isRight, 'INVALID', { field: 'points' });
}
