/** A month of notices in counts. @see docs/domain/report.md §2 */
import type { CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import type { ReachWay } from '../../miniprogram/contract/notice';
import type { MonthPart } from '../../miniprogram/contract/report';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import {
  counted,
  endOf,
  everyFrom,
  inGroupsOf,
  type MonthReader,
  type MonthSpan,
  row,
  tabled,
} from '../kernel/month';
import { type NoticeDoc, type ReachDoc, type ReachMark, reachId } from './documents';

const COLUMNS = [
  counted('应送到', '户次'),
  counted('自己看到', '户次'),
  counted('家人邻居代看', '户次'),
  counted('电话、上门告知', '户次'),
  counted('没通知到', '户次'),
  counted('至少送到一次的家庭', '户'),
  counted('没回复的提问', '个'),
] as const;
const [DUE, SELF, HELPER, BY_HAND, NOT, HOMES, UNANSWERED] = [0, 1, 2, 3, 4, 5, 6] as const;

const COLUMN_BY_WAY: Readonly<Record<ReachWay, number>> = {
  self: SELF,
  helper: HELPER,
  phone: BY_HAND,
  door: BY_HAND,
};

/** Notices of all courtyards together; hundreds in a month at most. */
const PAGES = 20;
/** A board holds a mark for every household of its courtyard. */
const BOARDS = 40;

/** What was published within the month, and whom it had reached when the month, or the last day, was over. */
export async function noticesInMonth(store: MonthReader, span: MonthSpan): Promise<MonthPart> {
  const end = endOf(span);
  const published = await publishedIn(store, span, end);
  const standing = published.filter((one) => !(one.status === 'withdrawn' && one.editedAt < end));
  const asking = standing.filter((one) => versionAt(one, end).mustConfirm);
  const boards = await boardsOf(store, standing);
  const byId = new Map(boards.map((board) => [board._id, board]));
  const yards = span.courtyards.map(
    ({ id, households }) =>
      [
        id,
        figuresOf(id, households, {
          standing,
          end,
          boardOf: (notice) => byId.get(reachId(notice._id, id)),
        }),
      ] as const,
  );
  const { table, sum } = tabled(COLUMNS, new Map(yards));
  const all = span.courtyards.reduce((total, { households }) => total + households, 0);
  const withdrawn = published.length - standing.length;
  return {
    ...table,
    rows: [
      row(counted('发出通知', '张'), published.length, { said: true }),
      row(counted('其中请大家回执', '张'), asking.length),
      ...(withdrawn > 0 ? [row(counted('发出后撤回', '张'), withdrawn)] : []),
      row(COLUMNS[DUE], sum(DUE), { said: true }),
      row(COLUMNS[SELF], sum(SELF)),
      row(COLUMNS[HELPER], sum(HELPER)),
      row(COLUMNS[BY_HAND], sum(BY_HAND)),
      row(COLUMNS[NOT], sum(NOT), { said: true }),
      row(COLUMNS[HOMES], sum(HOMES), { of: all }),
      row(COLUMNS[UNANSWERED], sum(UNANSWERED)),
    ],
  };
}

interface Asked {
  readonly standing: readonly NoticeDoc[];
  readonly end: EpochMs;
  boardOf(notice: NoticeDoc): ReachDoc | undefined;
}

function figuresOf(
  id: CourtyardId,
  households: Count,
  { standing, end, boardOf }: Asked,
): readonly number[] {
  const figures = COLUMNS.map(() => 0);
  const add = (column: number, count: Count) => {
    figures[column] = (figures[column] ?? 0) + count;
  };
  const homes = new Set<HouseholdId>();
  for (const notice of standing.filter(({ audience }) => audience.includes(id))) {
    const board = boardOf(notice);
    const asked = Object.values(board?.unanswered ?? {});
    add(UNANSWERED, asked.filter((at) => at < end).length);
    const { version, mustConfirm } = versionAt(notice, end);
    if (!mustConfirm) continue;
    const reached = marksOf(board, version, end);
    for (const [home, { how }] of reached) {
      homes.add(home);
      add(COLUMN_BY_WAY[how], 1);
    }
    add(DUE, households);
    // A household that was merged away may still have its mark.
    add(NOT, Math.max(0, households - reached.length));
  }
  add(HOMES, Math.min(homes.size, households));
  return figures;
}

const marksOf = (
  board: ReachDoc | undefined,
  version: Count,
  end: EpochMs,
): readonly (readonly [HouseholdId, ReachMark])[] =>
  (Object.entries(board?.marks ?? {}) as [HouseholdId, ReachMark][]).filter(
    ([, mark]) => mark.version === version && mark.at < end,
  );

/** What neighbours read at that instant. */
function versionAt(notice: NoticeDoc, end: EpochMs): Pick<NoticeDoc, 'version' | 'mustConfirm'> {
  if (notice.publishedAt < end) return notice;
  return notice.versions.filter(({ publishedAt }) => publishedAt < end).at(-1) ?? notice;
}

const firstOutAt = ({ versions, publishedAt }: NoticeDoc): EpochMs =>
  versions[0]?.publishedAt ?? publishedAt;

/** A later version moves the instant of publishing on, never back. */
async function publishedIn(
  store: MonthReader,
  { communityId, from }: MonthSpan,
  end: EpochMs,
): Promise<readonly NoticeDoc[]> {
  const found = await everyFrom<NoticeDoc>(
    store,
    {
      collection: 'notices',
      where: { communityId },
      fields: [
        ...['audience', 'status', 'version', 'mustConfirm', 'publishedAt', 'editedAt'],
        ...['versions.version', 'versions.publishedAt', 'versions.mustConfirm'],
      ],
    },
    { key: 'publishedAt', from, pages: PAGES },
  );
  return found.filter((one) => {
    const out = firstOutAt(one);
    return from <= out && out < end && (one.status === 'published' || one.status === 'withdrawn');
  });
}

const boardsOf = (
  store: MonthReader,
  notices: readonly NoticeDoc[],
): Promise<readonly ReachDoc[]> =>
  inGroupsOf(
    BOARDS,
    notices.flatMap(({ _id, audience }) => audience.map((yard) => reachId(_id, yard))),
    (ids) => store.getAll<ReachDoc>('reaches', ids, ['marks', 'unanswered']),
  );
