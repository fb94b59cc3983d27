/** Marking a household on its courtyard's board: one claim, and one read when it was refused. */
import type { Store } from '../kernel/store';
import { boardFields, type Reached, reachClaim, tryClaim, whyNotReached } from './board';
import type { ReachMark } from './documents';
import { boardAt } from './repository';

/**
 * @returns the mark that stands: this one, or the one that was first
 * @throws AppError as `whyNotReached` and `boardAt`
 */
export async function reach(store: Store, r: Reached): Promise<ReachMark> {
  const { version, how, by, at, requestId } = r;
  if (await store.claim(reachClaim(r))) return { version, how, by, at, requestId };
  const board = await boardOf(store, r);
  if (board.made) return reach(store, r);
  const standing = whyNotReached(board.board, r);
  return 'version' in standing ? standing : { ...standing, version, requestId };
}

/** Notes a try nobody answered. A household that has been reached meanwhile stays reached. */
export async function noteTry(
  store: Store,
  r: Reached & { readonly how: 'phone' | 'door' },
): Promise<{ readonly reached: boolean; readonly at: number }> {
  if (await store.claim(tryClaim(r))) return { reached: false, at: r.at };
  const board = await boardOf(store, r);
  if (board.made) return noteTry(store, r);
  const standing = whyNotReached(board.board, r);
  return { reached: 'version' in standing, at: standing.at };
}

const boardOf = (store: Store, r: Reached) =>
  boardAt(
    store,
    {
      noticeId: r.notice,
      courtyardId: r.courtyard,
      communityId: r.communityId,
      now: r.at,
    },
    boardFields(r),
  );
