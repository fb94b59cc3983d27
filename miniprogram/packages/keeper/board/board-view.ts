/** 谁收到了: what the page shows of a board, with what was tapped but not yet sent. Pure. */
import { dayOf, spokenInstant, timeOf } from '../../../contract/calendar';
import type { HouseholdId } from '../../../contract/ids';
import { LIMITS } from '../../../contract/limits';
import { type BoardView, type CallRow, REACH_NAMES } from '../../../contract/notice';
import type { EpochMs } from '../../../contract/units';
import { familyText, groupBy, unitText } from '../../../services/words';
import type { Mark } from '../services/mark';
import { type ReachPart, reachParts } from '../services/reach-parts';

/** The board as it will be once the marks have arrived. A household marked twice counts once. */
export function withMarks(view: BoardView, marks: readonly Mark[]): BoardView {
  return marks.reduce(withMark, view);
}

function withMark(view: BoardView, mark: Mark): BoardView {
  const row = view.callList.find(({ id }) => id === mark.householdId);
  if (!row) return view;
  if (!mark.reached) {
    const tried: CallRow = { ...row, lastTry: { how: mark.how, at: mark.at } };
    return { ...view, callList: view.callList.map((r) => (r.id === row.id ? tried : r)) };
  }
  const label = labelOf(row);
  return {
    ...view,
    reachedCount: view.reachedCount + 1,
    countByWay: { ...view.countByWay, [mark.how]: view.countByWay[mark.how] + 1 },
    callList: view.callList.filter(({ id }) => id !== row.id),
    reached: [{ id: row.id, label, how: mark.how, at: mark.at }, ...view.reached],
  };
}

export const labelOf = (row: CallRow): string =>
  [unitText(row.unit), row.door, familyText(row.family)].filter((part) => part !== '').join(' ');

export interface BoardPage {
  readonly title: string;
  readonly place: string;
  readonly householdCount: number;
  readonly reachedCount: number;
  readonly restCount: number;
  readonly parts: ReachPart[];
  /** Whom to tell, by unit: the first ones. */
  readonly units: readonly { readonly unit: string; readonly rows: readonly CallLine[] }[];
  /** How many more to tell one press shows; 0 when all are shown. */
  readonly moreUnits: number;
  /** Who heard: the first ones. */
  readonly reached: readonly {
    readonly id: HouseholdId;
    readonly label: string;
    readonly line: string;
  }[];
  readonly moreReached: number;
  readonly expired: boolean;
}

/** A phone draws so many rows at once without getting slow; the next come with a press. */
export const ROWS_A_TIME = 20;

export interface RowsShown {
  readonly units: number;
  readonly reached: number;
}

export const FIRST_ROWS: RowsShown = { units: ROWS_A_TIME, reached: ROWS_A_TIME };

export const EMPTY_BOARD: BoardPage = {
  title: '',
  place: '',
  householdCount: 0,
  reachedCount: 0,
  restCount: 0,
  parts: [],
  units: [],
  moreUnits: 0,
  reached: [],
  moreReached: 0,
  expired: false,
};

export interface CallLine {
  readonly id: HouseholdId;
  readonly door: string;
  readonly family: string;
  readonly label: string;
  readonly line: string;
}

/** What the page draws. */
export function boardPage(view: BoardView, rowsShown: RowsShown = FIRST_ROWS): BoardPage {
  const toTell = view.callList.slice(0, rowsShown.units);
  const heard = view.reached.slice(0, rowsShown.reached);
  return {
    title: view.title,
    place: view.courtyardName,
    householdCount: view.householdCount,
    reachedCount: view.reachedCount,
    restCount: view.householdCount - view.reachedCount,
    parts: reachParts(view.countByWay, view.householdCount),
    units: groupBy(toTell, ({ unit }) => unitText(unit)).map(({ key, rows }) => ({
      unit: key,
      rows: rows.map((row) => callLine(row, view.now)),
    })),
    moreUnits: Math.min(ROWS_A_TIME, view.callList.length - toTell.length),
    reached: heard.map(({ id, label, how, at }) => ({
      id,
      label,
      line: `${REACH_NAMES[how]} · ${spokenInstant(at, view.now)}`,
    })),
    moreReached: Math.min(ROWS_A_TIME, view.reached.length - heard.length),
    expired: view.expired,
  };
}

function callLine(row: CallRow, now: EpochMs): CallLine {
  return {
    id: row.id,
    door: row.door === '' ? '没写门牌' : row.door,
    family: familyText(row.family) || '这一户',
    label: labelOf(row),
    line: tryLine(row, now),
  };
}

function tryLine({ away, lastTry }: CallRow, now: EpochMs): string {
  if (!lastTry) return away ? '家里没人住，打电话试试' : '还没联系过';
  const at = dayOf(lastTry.at) === dayOf(now) ? timeOf(lastTry.at) : spokenInstant(lastTry.at, now);
  return lastTry.how === 'phone' ? `${at} 打过，没人接` : `${at} 去过，没人应`;
}

/**
 * The board as a text for the WeChat group, for owners whose members never tap cards.
 * Doors of those not reached are named by unit, families are not: it is read by the whole courtyard.
 * At most 12 lines.
 */
export function groupText(view: BoardView): string {
  const rest = view.householdCount - view.reachedCount;
  const head = [
    `【${view.courtyardName}】${view.title}`,
    `${view.householdCount} 家里已有 ${view.reachedCount} 家收到，谢谢大家。`,
  ];
  if (rest === 0) return [...head, '全院都收到了。'].join('\n');
  const tail = [`点小程序卡片回“收到”，或打社区电话 ${view.phone}，由我们代回。`];
  const units = groupBy(view.callList, ({ unit }) => unitText(unit)).map(({ key, rows }) =>
    unitLine(key, rows),
  );
  const room = LIMITS.groupTextLines - head.length - tail.length - 1;
  const shown = units.slice(0, room);
  const left = units.length - shown.length;
  if (left > 0) shown[room - 1] = `…还有 ${left + 1} 个单元，共 ${rest} 家没回`;
  return [...head, `还有 ${rest} 家没回，请看见的邻居互相说一声：`, ...shown, ...tail].join('\n');
}

const DOORS_A_LINE = 12;

function unitLine(unit: string, rows: readonly CallRow[]): string {
  const doors = rows.map(({ door }) => door).filter((door) => door !== '');
  const more = doors.length > DOORS_A_LINE ? ` 等 ${rows.length} 家` : '';
  const named = doors.slice(0, DOORS_A_LINE).join('、');
  return `${unit === '' ? '本院' : unit}：${named === '' ? `${rows.length} 家` : named}${more}`;
}
