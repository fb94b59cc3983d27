/** Cash from doors: the tab learns of it every few minutes, the page of handing in at once. The later look counts. */
import type { WaitingItem } from '../contract/home';
import type { RoundId } from '../contract/ids';
import type { EpochMs, Fen } from '../contract/units';

const seen = new Map<RoundId, { readonly fen: Fen; readonly at: EpochMs }>();

export function cashSeen(roundId: RoundId, fen: Fen, at: EpochMs): void {
  seen.set(roundId, { fen, at });
}

/** What waits, with cash as it is known: nobody who has just handed in is asked to. */
export const cashKnown = (waiting: readonly WaitingItem[]): readonly WaitingItem[] =>
  waiting.flatMap((item) => {
    const known = item.kind === 'buying' && item.todo === 'handIn' ? seen.get(item.roundId) : null;
    if (!known || !('asOf' in item) || known.at <= item.asOf) return [item];
    return known.fen === 0 ? [] : [{ ...item, fen: known.fen }];
  });
