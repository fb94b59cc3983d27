/** The bar of a reach board: who was reached how, and who was not. Pure. */
import { REACH_NAMES, REACH_WAYS, type ReachWay } from '../../../contract/notice';
import type { Count } from '../../../contract/units';

/** A part as `components/bar-figure` draws it. */
export interface ReachPart {
  readonly label: string;
  readonly count: Count;
  readonly tone: string;
}

const TONES: Readonly<Record<ReachWay, string>> = {
  self: 'full',
  helper: 'mid',
  phone: 'pale',
  door: 'lined',
};

/** In the order of `REACH_WAYS`, ways that reached nobody left out; 还没 stands at the end. */
export function reachParts(
  countByWay: Readonly<Record<ReachWay, Count>>,
  householdCount: Count,
): ReachPart[] {
  const reached = REACH_WAYS.filter((way) => way === 'self' || countByWay[way] > 0).map((way) => ({
    label: REACH_NAMES[way],
    count: countByWay[way],
    tone: TONES[way],
  }));
  const rest = householdCount - reached.reduce((sum, { count }) => sum + count, 0);
  return [...reached, { label: '还没', count: rest, tone: 'open' }];
}
