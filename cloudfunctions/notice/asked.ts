/** What a board remembers of the requests that changed it. Pure. @see docs/domain/notice.md §4 */
import { absent, put } from '../kernel/conditions';
import { type Asked, isReplay } from '../kernel/replay';
import type { Claim } from '../kernel/store';
import type { ReachDoc } from './documents';

/** Every claim on a board is remembered there, so that one request changes it once and in one way. */
export const remembering = (claim: Claim, asked: Asked): Claim => ({
  ...claim,
  while: { ...claim.while, [askedField(asked)]: absent() },
  changes: { ...claim.changes, [askedField(asked)]: put(asked.print) },
});

export const askedField = ({ requestId }: Pick<Asked, 'requestId'>): string => `asked.${requestId}`;

/**
 * Whether a board has been changed by this very request.
 * @throws AppError `INVALID` when the id was used for another act, or with another input
 */
export const isDone = (
  { asked: known }: Partial<Pick<ReachDoc, 'asked'>>,
  asked: Asked,
): boolean => {
  const { requestId } = asked;
  const print = known?.[requestId];
  return print !== undefined && isReplay({ requestId, print }, asked);
};
