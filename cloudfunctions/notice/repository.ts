/** Loading notices within the caller's reach, and the one way to change one. */
import type { CourtyardId, NoticeId } from '../../miniprogram/contract/ids';
import type { NoticeState } from '../../miniprogram/contract/notice';
import type { Call } from '../../miniprogram/contract/protocol';
import type { Role } from '../../miniprogram/contract/roles';
import { type Caller, courtyardOf, memberOf } from '../kernel/caller';
import { type Changes, gone, put } from '../kernel/conditions';
import { AppError } from '../kernel/errors';
import { askedOf } from '../kernel/requests';
import type { Context } from '../kernel/serve';
import { createOnce, type Store } from '../kernel/store';
import { newBoard } from './board';
import { type NoticeDoc, type ReachDoc, reachId } from './documents';
import { type Act, earlierState, refuseClosed, remembered, stateOf } from './notice';

const has = ({ roles }: Pick<Caller, 'roles'>, ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => roles.has(role));

export const isStaff = (caller: Pick<Caller, 'roles'>): boolean => has(caller, 'staff', 'admin');
export const isKeeper = (caller: Pick<Caller, 'roles'>): boolean =>
  isStaff(caller) || has(caller, 'owner', 'deputy', 'committee');
/** Those who may let out what the check could not look at. */
export const isOwner = (caller: Pick<Caller, 'roles'>): boolean =>
  isStaff(caller) || has(caller, 'owner', 'deputy');
/** Those who go to the doors and make the calls. */
export const isReacher = (caller: Pick<Caller, 'roles'>): boolean =>
  isKeeper(caller) || has(caller, 'volunteer');

/** A courtyard's notices are its keepers' to change, the community's its staff's. */
export const mayChange = (notice: NoticeDoc, call: Call, caller: Caller): boolean =>
  isStaff(caller) || (isKeeper(caller) && notice.origin === call.courtyardId);

type At = Pick<Context<unknown>, 'store' | 'call' | 'caller'>;

/**
 * A notice the caller may read: one that is out, for the courtyard of the call; drafts only for those who may
 * change them; what was withdrawn no longer for readers.
 * @throws AppError `NOT_FOUND` — also for another courtyard's notice, so that ids cannot be probed;
 *   `NOTICE_WITHDRAWN`
 */
export async function loadForReading(
  id: NoticeId,
  { store, call, caller }: At,
): Promise<NoticeDoc> {
  const notice = await store.get<NoticeDoc>('notices', id);
  if (notice?.communityId !== call.communityId) throw new AppError('NOT_FOUND');
  if (mayChange(notice, call, caller)) return notice;
  const here = notice.audience.includes(courtyardOf(call));
  const out = notice.status === 'published' || notice.status === 'withdrawn';
  if (!here || !out) throw new AppError('NOT_FOUND');
  if (notice.status === 'withdrawn' && !isKeeper(caller)) throw new AppError('NOTICE_WITHDRAWN');
  return notice;
}

/**
 * A notice that is the caller's to change.
 * @throws AppError `NOT_FOUND`
 */
export async function loadForWriting(
  id: NoticeId,
  { store, call, caller }: At,
): Promise<NoticeDoc> {
  const notice = await store.get<NoticeDoc>('notices', id);
  const ours = notice?.communityId === call.communityId && mayChange(notice, call, caller);
  if (!notice || !ours) throw new AppError('NOT_FOUND');
  return notice;
}

export const actOf = (
  what: string,
  { call, caller, now }: Pick<Context<unknown>, 'call' | 'caller' | 'now'>,
): Act => ({
  what,
  by: memberOf(caller)._id,
  ...askedOf(call),
  now,
});

/**
 * Moves a notice to its next state in one conditional update; the act is remembered in it.
 * @returns the notice as it stands now
 * @throws AppError `STALE` when somebody else changed it since it was read
 */
export async function move(store: Store, before: NoticeDoc, after: NoticeDoc): Promise<NoticeDoc> {
  const moved = await store.claim({
    collection: 'notices',
    id: before._id,
    while: { rev: before.rev },
    changes: differences(before, after),
  });
  if (!moved) throw new AppError('STALE');
  return { ...after, rev: before.rev + 1 };
}

export function differences(before: NoticeDoc, after: NoticeDoc): Changes {
  const was = before as unknown as Readonly<Record<string, unknown>>;
  const is = after as unknown as Readonly<Record<string, unknown>>;
  const changes: Record<string, Changes[string]> = {};
  for (const field of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (is[field] === was[field] || field === 'rev' || field === '_id') continue;
    changes[field] = is[field] === undefined ? gone() : put(is[field]);
  }
  return changes;
}

const TRIES = 3;

/**
 * An act on a notice that is the caller's to change: load, decide, move, and once more on what a rival left.
 * A replay is answered with what its first run said.
 */
export async function actOn(
  id: NoticeId,
  { what, context }: { what: string; context: Context<unknown> },
  decide: (notice: NoticeDoc) => NoticeDoc,
): Promise<{ readonly state: NoticeState; readonly notice: NoticeDoc }> {
  const act = actOf(what, context);
  for (let attempt = 1; ; attempt += 1) {
    const before = await loadForWriting(id, context);
    const earlier = earlierState(before, act);
    if (earlier) return { state: earlier, notice: before };
    try {
      const notice = await move(context.store, before, remembered(decide(before), act));
      return { state: stateOf(notice), notice };
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'STALE') || attempt === TRIES) throw error;
    }
  }
}

/**
 * The board of a courtyard for a notice. Makes the one that is missing when the instance that published it
 * died before it came to this courtyard.
 * @throws AppError `NOT_FOUND`, `NOTICE_WITHDRAWN`, `NOTICE_EXPIRED`
 */
export async function boardAt(
  store: Store,
  { noticeId, courtyardId, communityId, now }: BoardPlace,
  fields: readonly string[],
): Promise<{ readonly board: ReachDoc; readonly made: boolean }> {
  const id = reachId(noticeId, courtyardId);
  const board = await store.get<ReachDoc>('reaches', id, fields);
  if (board && board.communityId !== communityId) throw new AppError('NOT_FOUND');
  if (board) return { board, made: false };
  const notice = await store.get<NoticeDoc>('notices', noticeId);
  const ours = notice?.communityId === communityId && notice.audience.includes(courtyardId);
  if (!notice || !ours) throw new AppError('NOT_FOUND');
  refuseClosed(notice, now);
  const made = newBoard(notice, courtyardId);
  await createOnce(store, 'reaches', made);
  return { board: made, made: true };
}

export interface BoardPlace {
  readonly noticeId: NoticeId;
  readonly courtyardId: CourtyardId;
  readonly communityId: string;
  readonly now: number;
}
