/** Whatever moves a round on takes its digest along. @see docs/decisions/0013-buying-stands-with-its-place.md */
import { isDeepStrictEqual } from 'node:util';
import type { EpochMs } from '../../miniprogram/contract/units';
import { buyingDigestId } from '../courtyard/public';
import { create, type Reading, replace, type Write } from '../kernel/store';
import { aheadOf, type BuyingDigest, emptyDigest, hasDoors, withRound } from './digest';
import type { RoundDoc } from './documents';

/** The digest of the round's place after the round has changed; nothing where the tab shows the same. */
export async function digestWrites(
  read: Reading,
  { before, after }: { readonly before?: RoundDoc | undefined; readonly after: RoundDoc },
  now: EpochMs,
): Promise<readonly Write[]> {
  if (before && isDeepStrictEqual(aheadOf(before), aheadOf(after))) return [];
  const { origin: place, communityId } = after;
  const digest = await read.get<BuyingDigest>('digests', buyingDigestId(place));
  const next = withRound(digest ?? emptyDigest({ communityId, place }, now), after, now);
  if (!digest) return [create('digests', next)];
  return isDeepStrictEqual(next.rounds, digest.rounds) ? [] : [replace('digests', next)];
}

/** The courtyards' doors are not what they were: the tick tells the digest of each of them. */
export function spreading(before: RoundDoc, after: RoundDoc): RoundDoc {
  const [was, is] = [aheadOf(before), aheadOf(after)];
  if (!is || !hasDoors(is)) return after;
  const isNew = !was || !hasDoors(was);
  const isMoved = was?.from !== is.from || was?.until !== is.until;
  const isShared = before.shortage?.decision.no !== after.shortage?.decision.no;
  const isOver = was?.status !== 'settled' && is.status === 'settled';
  return isNew || isMoved || isShared || isOver ? { ...after, spread: true, pending: true } : after;
}
