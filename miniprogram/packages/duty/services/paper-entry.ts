/** 纸质表 entered back: a week of rows with the planned household in them; only what differs is changed. Pure. */
import { addDays, dayOf, daysBetween, instant, weekdayOf } from '../../../contract/calendar';
import type { SheetView } from '../../../contract/roster-records';
import type { Count, EpochMs, LocalDate } from '../../../contract/units';

type Row = SheetView['rows'][number];

/** The cloud takes nothing older. */
const BACK_DAYS = 62;

export interface PaperWeek {
  /** Its Monday. */
  readonly key: LocalDate;
  /** `9日到15日`. */
  readonly name: string;
  readonly rows: readonly Row[];
}

/** What somebody read off the paper, by row; what is not in it is as planned. */
export type Came = Readonly<Record<number, Count>>;

const isOver = ({ day, hours }: Row, now: EpochMs): boolean =>
  instant(day, hours.split('–')[1] ?? '24:00') <= now;

/** Weeks that have rows of days that are over, the latest first. */
export function weeksOf({ rows }: SheetView, now: EpochMs): readonly PaperWeek[] {
  const today = dayOf(now);
  const over = rows.filter((row) => isOver(row, now) && daysBetween(row.day, today) <= BACK_DAYS);
  const mondays = [...new Set(over.map(({ day }) => mondayOf(day)))].sort().reverse();
  return mondays.map((key) => {
    const inWeek = over.filter(({ day }) => mondayOf(day) === key);
    const [first, last] = [inWeek[0]?.day ?? key, inWeek.at(-1)?.day ?? key];
    const name = first === last ? `${dateOf(first)}日` : `${dateOf(first)}日到${dateOf(last)}日`;
    return { key, name, rows: inWeek };
  });
}

const dateOf = (day: LocalDate): number => Number(day.slice(8));
const mondayOf = (day: LocalDate): LocalDate => addDays(day, -((weekdayOf(day) + 6) % 7));

export interface EntryRow {
  readonly row: Count;
  readonly title: string;
  readonly sub: string;
  /** `12 号 2单元 101 李家`, `没有人来`. */
  readonly text: string;
  readonly no: Count;
  /** Empty when it is as planned. */
  readonly was: string;
}

export function entryRows(week: PaperWeek, came: Came, sheet: SheetView): readonly EntryRow[] {
  const many = sheet.rows.some(({ row }) => row > 100);
  return week.rows.map((row) => {
    const no = came[row.row] ?? row.no;
    return {
      row: row.row,
      title: `第 ${row.row} 行 ${row.dayText}`,
      sub: many ? `${row.gate} ${row.hours}` : '',
      no,
      text: whoText(no, sheet),
      was: no === row.no ? '' : whoText(row.no, sheet),
    };
  });
}

export const labelOf = (no: Count, { households }: SheetView): string | undefined =>
  households.find((one) => one.no === no)?.label;

export const whoText = (no: Count, sheet: SheetView): string =>
  no === 0 ? '没有人来' : `${no} 号 ${labelOf(no, sheet) ?? ''}`;

/** The rows of the week, as the cloud takes them. */
export const entryInput = (sheet: SheetView, week: PaperWeek, came: Came) => ({
  month: sheet.month,
  rows: week.rows.map(({ row, no }) => ({ row, came: came[row] ?? no })),
});

export const changedOf = (rows: readonly EntryRow[]): readonly EntryRow[] =>
  rows.filter(({ was }) => was !== '');

/** What is typed on the keypad, one more digit: never more than a household's number is long. */
export const typedOn = (typed: string, digit: string): string => {
  const more = typed === '0' ? digit : typed + digit;
  return more.length > 3 ? typed : more;
};
