/** 每月一页 for the phone: sections in the order and words they come in, courtyards one section at a time. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import { type MonthRow, type MonthView, monthName, valueText } from '../../../contract/report';
import { percent, thousands } from '../../../services/words';

export interface RowModel {
  readonly label: string;
  readonly text: string;
  /** Of what it is out of, in percent; less than nothing where it is not out of anything. */
  readonly share: number;
}

export interface SectionModel {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly rows: readonly RowModel[];
}

export const monthModel = (view: MonthView) => ({
  name: monthName(view.month),
  community: view.communityName,
  earlier: view.earlier ?? '',
  later: view.later ?? '',
  line: lineOf(view),
  sections: view.sections.map(
    ({ key, title, note, rows }): SectionModel => ({ key, title, note, rows: rows.map(rowModel) }),
  ),
  tables: view.sections
    .filter(({ columns }) => columns.length > 0)
    .map(({ key, title }) => ({ key, title })),
  yardCount: view.yards.length,
});
export type MonthModel = ReturnType<typeof monthModel>;

const rowModel = (row: MonthRow): RowModel => ({
  label: row.label,
  text: shortText(row),
  share: row.of === undefined ? -1 : percent(row.value, row.of),
});

/** `27 / 31 天` where it is out of so many. */
export const shortText = (row: MonthRow): string =>
  row.of !== undefined && row.kind === 'count'
    ? `${thousands(row.value)} / ${thousands(row.of)} ${row.unit}`
    : valueText(row, row.value);

/** How fresh the figures are, and which of them may still change. */
function lineOf({ sections, now }: MonthView): string {
  const open = sections.filter(({ closed }) => !closed);
  if (sections.length === 0) return '';
  if (open.length === 0) return '这个月过完了，数字不再变。';
  const counted = `数字算到${spokenInstant(Math.max(...open.map(({ until }) => until)), now)}`;
  if (open.length === sections.length) return `${counted}，每天夜里重算。`;
  return `这个月过完了。${open.map(({ title }) => title).join('、')}还会补，${counted}。`;
}

export interface YardModel {
  readonly id: string;
  readonly name: string;
  readonly line: string;
}

/** Every courtyard's figures of one section; one with nothing says so. */
export function yardRows({ sections, yards }: MonthView, key: string): readonly YardModel[] {
  const index = sections.findIndex((section) => section.key === key);
  const columns = sections[index]?.columns ?? [];
  return yards.map(({ id, name, figures }) => {
    const own = figures[index] ?? [];
    const said = columns.flatMap((column, at) =>
      (own[at] ?? 0) === 0 ? [] : [`${column.label} ${valueText(column, own[at] ?? 0)}`],
    );
    return { id, name, line: said.join('，') || '这个月没有' };
  });
}
