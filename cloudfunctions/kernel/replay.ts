/**
 * One request id, one act, one input: a document that remembers a request answers the same request alike, and
 * refuses its id for anything else. Pure. @see docs/decisions/0002-two-ways-to-write.md
 */
import { AppError } from './errors';

/** What a document keeps of the request that changed it. */
export interface Asked {
  readonly requestId: string;
  /** A hash of action, place, subject and input. */
  readonly print: string;
}

/**
 * Whether something remembered was this very request.
 * @throws AppError `INVALID` when the id was used for another act, or with another input
 */
export function isReplay(known: Partial<Asked> | undefined, { requestId, print }: Asked): boolean {
  if (known?.requestId === undefined || known.requestId !== requestId) return false;
  if (known.print !== print) throw new AppError('INVALID', { field: 'requestId' });
  return true;
}
