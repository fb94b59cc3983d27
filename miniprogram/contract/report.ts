/** 每月一页: a month of a community in counts and sums, never a name. @see docs/domain/report.md */
import type { CourtyardId } from './ids';
import { yuanText } from './money';
import { query } from './protocol';
import type { Count, EpochMs } from './units';

/** How a figure is to be read: things of some unit, money, or minutes that are said in hours. */
export interface Figure {
  readonly label: string;
  readonly kind: 'count' | 'fen' | 'minutes';
  /** Of counts. */
  readonly unit: string;
}

export interface MonthRow extends Figure {
  readonly value: number;
  /** Out of so many. */
  readonly of?: Count;
  /** Said in the text for the group. */
  readonly said?: true;
}

/** One domain's part of a month, in its own words. */
export interface MonthPart {
  readonly rows: readonly MonthRow[];
  /** What is told of every courtyard; added up it is the row of the same label. */
  readonly columns: readonly Figure[];
  /** Figures in the order of the columns; a courtyard that is not here has nothing but noughts. */
  readonly yards: Readonly<Record<CourtyardId, readonly number[]>>;
}

export interface MonthSection extends Omit<MonthPart, 'yards'> {
  readonly key: string;
  readonly title: string;
  /** What its figures are about, where the title does not say it. */
  readonly note: string;
  /** What stood at this instant, always a midnight. */
  readonly until: EpochMs;
  /** Nothing of it changes any more. */
  readonly closed: boolean;
}

export interface MonthView {
  /** `2020-02` */
  readonly month: string;
  readonly communityName: string;
  /** The month before and after, where there is a page to turn to. */
  readonly earlier?: string;
  readonly later?: string;
  /** None before the first night of a month is over. */
  readonly sections: readonly MonthSection[];
  /** Figures of every section, in the order of the sections. */
  readonly yards: readonly {
    readonly id: CourtyardId;
    readonly name: string;
    readonly figures: readonly (readonly number[])[];
  }[];
  /** For the WeChat group, at most twelve lines; empty while there is nothing to say. */
  readonly text: string;
  readonly now: EpochMs;
}

export const report = {
  fn: 'report',
  actions: {
    /** Without a month: the latest there is. */
    month: query<{ readonly month?: string }, MonthView>(),
    monthFile: query<
      { readonly month: string },
      { readonly name: string; readonly base64: string }
    >(),
  },
} as const;

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const MINUTES_PER_HOUR = 60;

/** To a tenth of an hour. */
export const hoursOf = (minutes: Count): number =>
  Math.round((minutes * 10) / MINUTES_PER_HOUR) / 10;

/** `1,203 户次`, `¥12.00`, `46.5 小时`. */
export function valueText({ kind, unit }: Pick<Figure, 'kind' | 'unit'>, value: number): string {
  if (kind === 'fen') return yuanText(value);
  if (kind === 'minutes') return `${grouped(Math.floor(hoursOf(value)))}${tenthOf(value)} 小时`;
  return `${grouped(value)} ${unit}`;
}

function tenthOf(minutes: Count): string {
  const tenth = Math.round(hoursOf(minutes) * 10) % 10;
  return tenth === 0 ? '' : `.${tenth}`;
}

/** `27 天（共 31 天）` where it is out of so many. */
export const rowText = (row: MonthRow): string =>
  row.of === undefined
    ? valueText(row, row.value)
    : `${valueText(row, row.value)}（共 ${valueText(row, row.of)}）`;

/** `2020年2月` */
export const monthName = (month: string): string => {
  const [year = '', number = ''] = month.split('-');
  return `${year}年${Number(number)}月`;
};
