/** One figure for how fair a plan is. Pure. @see docs/domain/roster.md §4 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';

export interface Fairness {
  /** 0 to 100, rounded down. */
  readonly score: Count;
  /** The most turns minus the fewest, among those who took part throughout. */
  readonly turnSpread: Count;
  /** The same for weekends and holidays. */
  readonly heavySpread: Count;
  readonly coveredCount: Count;
  readonly postCount: Count;
}

export interface Tally {
  readonly household: HouseholdId;
  readonly turns: Count;
  readonly heavyTurns: Count;
}

/** Shown beside the figure, so that everybody can do the sum. */
export const FAIRNESS_FORMULA =
  '满分 100：每天都有人占 50 分，各家班数相差不超过 1 次占 25 分，周末和节假日班数相差不超过 1 次占 25 分；相差几次，那 25 分就除以几';

/**
 * Half for covered posts, a quarter each for turns and for heavy turns: the quarter is divided by the spread, and
 * a spread of one is as good as none, because a window seldom holds whole rounds.
 */
export function fairnessOf(
  { covered, posts }: { readonly covered: Count; readonly posts: Count },
  throughout: readonly Tally[],
): Fairness {
  const turnSpread = spreadOf(throughout.map(({ turns }) => turns));
  const heavySpread = spreadOf(throughout.map(({ heavyTurns }) => heavyTurns));
  const cover = posts === 0 ? 0 : (50 * covered) / posts;
  const score = cover + 25 / Math.max(1, turnSpread) + 25 / Math.max(1, heavySpread);
  return {
    score: Math.floor(posts === 0 ? 0 : score),
    turnSpread,
    heavySpread,
    coveredCount: covered,
    postCount: posts,
  };
}

export const spreadOf = (counts: readonly Count[]): Count =>
  counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts);
