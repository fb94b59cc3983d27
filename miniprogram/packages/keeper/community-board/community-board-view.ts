/** 全社区谁收到了: courtyards with the fewest reached first. Pure. */
import type { CourtyardId } from '../../../contract/ids';
import type { CommunityBoardView } from '../../../contract/notice';
import { percent, thousands } from '../../../services/words';
import { type ReachPart, reachParts } from '../services/reach-parts';

export interface CommunityBoardPage {
  readonly title: string;
  readonly households: string;
  readonly reached: string;
  readonly restCount: number;
  readonly courtyardCount: number;
  readonly doneCount: number;
  readonly parts: ReachPart[];
  readonly courtyards: readonly {
    readonly id: CourtyardId;
    readonly name: string;
    readonly line: string;
    readonly share: number;
    readonly done: boolean;
    readonly figures: string;
  }[];
}

export const EMPTY_COMMUNITY_BOARD: CommunityBoardPage = {
  title: '',
  households: '0',
  reached: '0',
  restCount: 0,
  courtyardCount: 0,
  doneCount: 0,
  parts: [],
  courtyards: [],
};

export function communityBoardPage(view: CommunityBoardView): CommunityBoardPage {
  const courtyards = view.courtyards.map((c) => {
    const rest = c.householdCount - c.reachedCount;
    return {
      id: c.id,
      name: c.name,
      line: rest === 0 ? `${c.householdCount} 家都收到了` : `还有 ${rest} 家`,
      share: percent(c.reachedCount, c.householdCount),
      done: rest === 0,
      figures: `${c.reachedCount} / ${c.householdCount}`,
    };
  });
  return {
    title: view.title,
    households: thousands(view.householdCount),
    reached: thousands(view.reachedCount),
    restCount: view.householdCount - view.reachedCount,
    courtyardCount: courtyards.length,
    doneCount: courtyards.filter(({ done }) => done).length,
    parts: reachParts(view.countByWay, view.householdCount),
    courtyards,
  };
}

const NAMED = 6;

/** For the owners' group: totals and the courtyards that need a hand most. At most 12 lines. */
export function communityText(view: CommunityBoardView): string {
  const open = view.courtyards.filter((c) => c.reachedCount < c.householdCount);
  const head = [
    `【${view.title}】`,
    `${view.courtyards.length} 个院 ${thousands(view.householdCount)} 家，已有 ${thousands(view.reachedCount)} 家收到。`,
  ];
  if (open.length === 0) return [...head, '每一家都说到了，辛苦各位群主。'].join('\n');
  const named = open
    .slice(0, NAMED)
    .map((c) => `${c.name}：还有 ${c.householdCount - c.reachedCount} 家`);
  const more = open.length > NAMED ? [`…还有 ${open.length - NAMED} 个院`] : [];
  return [...head, '这些院子请再帮忙打打电话、敲敲门：', ...named, ...more].join('\n');
}
