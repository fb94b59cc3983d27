/** The bar of a reach board: who was reached how, and who was not. Pure. */
import { REACH_NAMES, REACH_WAYS, type ReachWay } from '../../../contract/notice';
import type { Count } from '../../../contract/units';
import { percent } from './words';

export interface ReachPart {
  readonly key: ReachWay | 'rest';
  readonly name: string;
  readonly count: Count;
  /** Percent of the bar. */
  readonly share: number;
}

/** In the order of `REACH_WAYS`; 还没 stands at the end. */
export function reachParts(
  countByWay: Readonly<Record<ReachWay, Count>>,
  householdCount: Count,
): readonly ReachPart[] {
  const reached = REACH_WAYS.map((way) => partOf(way, REACH_NAMES[way], countByWay[way]));
  const rest = householdCount - reached.reduce((sum, { count }) => sum + count, 0);
  return [...reached, partOf('rest', '还没', rest)];

  function partOf(key: ReachPart['key'], name: string, count: Count): ReachPart {
    return { key, name, count, share: percent(count, householdCount) };
  }
}

/** The bar for ears. */
export const spokenParts = (parts: readonly ReachPart[]): string =>
  parts.map(({ name, count }) => `${name} ${count} 家`).join('，');
