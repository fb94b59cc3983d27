import type { Builtin } from './base';

/** The columns of an open picker. */
export interface PickerColumns {
  readonly rows: readonly (readonly string[])[];
  readonly indices: readonly number[];
  /** Columns after a turn, when the later ones depend on the earlier. */
  after?(indices: readonly number[]): PickerColumns;
  value(indices: readonly number[]): unknown;
}

export function columnsOf(picker: Builtin, indices?: readonly number[]): PickerColumns {
  switch (picker.text('mode', 'selector')) {
    case 'multiSelector':
      return severalColumns(picker);
    case 'time':
      return timeColumns(picker);
    case 'date':
      return dateColumns(picker, indices);
    default:
      return oneColumn(picker);
  }
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function labels(items: readonly unknown[], key: string): string[] {
  return items.map((item) =>
    String(
      key && item !== null && typeof item === 'object'
        ? (item as Record<string, unknown>)[key]
        : item,
    ),
  );
}

function oneColumn(picker: Builtin): PickerColumns {
  return {
    rows: [labels(list(picker.props.range), picker.text('rangeKey'))],
    indices: [picker.number('value', 0)],
    value: ([index = 0]) => String(index),
  };
}

function severalColumns(picker: Builtin): PickerColumns {
  const columns = list(picker.props.range);
  const held = list(picker.props.value);
  return {
    rows: columns.map((column) => labels(list(column), picker.text('rangeKey'))),
    indices: columns.map((_, at) => Number(held[at] ?? 0)),
    value: (indices) => indices,
  };
}

const two = (count: number): string => String(count).padStart(2, '0');
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
const numbers = (text: string): number[] => text.split(/\D+/).filter(Boolean).map(Number);

function timeColumns(picker: Builtin): PickerColumns {
  const [fromHour = 0, fromMinute = 0] = numbers(picker.text('start', '00:00'));
  const [toHour = 23, toMinute = 59] = numbers(picker.text('end', '23:59'));
  const now = new Date();
  const [hour = now.getHours(), minute = now.getMinutes()] = numbers(picker.text('value'));
  const build = (at: number, wanted: number): PickerColumns => {
    const hours = range(fromHour, toHour);
    const minutes = range(at === fromHour ? fromMinute : 0, at === toHour ? toMinute : 59);
    const near = Math.max(0, minutes.indexOf(wanted));
    return {
      rows: [hours.map(two), minutes.map(two)],
      indices: [Math.max(0, hours.indexOf(at)), near],
      after: ([h = 0, m = 0]) => build(hours[h] ?? fromHour, minutes[m] ?? 0),
      value: ([h = 0, m = 0]) => `${two(hours[h] ?? 0)}:${two(minutes[m] ?? 0)}`,
    };
  };
  return build(Math.min(toHour, Math.max(fromHour, hour)), minute);
}

const DEPTHS: Readonly<Record<string, number>> = { year: 1, month: 2, day: 3 };

function dateColumns(picker: Builtin, indices?: readonly number[]): PickerColumns {
  const [fromYear = 1970, fromMonth = 1, fromDay = 1] = numbers(picker.text('start', '1970-01-01'));
  const [toYear = 2100, toMonth = 12, toDay = 31] = numbers(picker.text('end', '2100-12-31'));
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()] as const;
  const [year = today[0], month = today[1], day = today[2]] = numbers(picker.text('value'));
  const depth = DEPTHS[picker.text('fields', 'day')] ?? 3;

  const build = (y: number, m: number, d: number): PickerColumns => {
    const years = range(fromYear, toYear);
    const months = range(y === fromYear ? fromMonth : 1, y === toYear ? toMonth : 12);
    const monthNow = Math.min(months.at(-1) ?? 12, Math.max(months[0] ?? 1, m));
    const lastDay = new Date(y, monthNow, 0).getDate();
    const firstOf = y === fromYear && monthNow === fromMonth ? fromDay : 1;
    const lastOf = y === toYear && monthNow === toMonth ? Math.min(toDay, lastDay) : lastDay;
    const days = range(firstOf, lastOf);
    const dayNow = Math.min(lastOf, Math.max(firstOf, d));
    const all = [
      years.map((one) => `${one}年`),
      months.map((one) => `${two(one)}月`),
      days.map((one) => `${two(one)}日`),
    ];
    return {
      rows: all.slice(0, depth),
      indices: [years.indexOf(y), months.indexOf(monthNow), days.indexOf(dayNow)].slice(0, depth),
      after: ([a = 0, b = 0, c = 0]) => build(years[a] ?? y, months[b] ?? 1, days[c] ?? 1),
      value: ([a = 0, b = 0, c = 0]) =>
        [String(years[a] ?? y), two(months[b] ?? 1), two(days[c] ?? 1)].slice(0, depth).join('-'),
    };
  };
  const begun = build(Math.min(toYear, Math.max(fromYear, year)), month, day);
  return indices && begun.after ? begun.after(indices) : begun;
}
