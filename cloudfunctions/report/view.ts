/** The page of a month, from what was counted. Pure. @see docs/domain/report.md §7 */
import { dayOf } from '../../miniprogram/contract/calendar';
import { LIMITS } from '../../miniprogram/contract/limits';
import {
  type MonthSection,
  type MonthView,
  monthName,
  rowText,
} from '../../miniprogram/contract/report';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { CountedSection, MonthDoc } from './documents';
import { latestMonth, monthAfter } from './months';

interface Seen {
  readonly month: string;
  readonly names: { readonly community: string; of(place: string): string };
  readonly doc: MonthDoc | undefined;
  readonly earlier: string | undefined;
  readonly now: EpochMs;
}

export function monthView({ month, names, doc, earlier, now }: Seen): MonthView {
  const counted = Object.entries(doc?.sections ?? {}).sort(([, a], [, b]) => a.no - b.no);
  const sections = counted.map(([key, section]) => shown(key, section));
  const next = monthAfter(month);
  return {
    month,
    communityName: names.community,
    ...(earlier === undefined ? {} : { earlier }),
    ...(next <= latestMonth(now) ? { later: next } : {}),
    sections,
    yards: (doc?.courtyards ?? []).map((id) => ({
      id,
      name: names.of(id) || '已经并走的院子',
      figures: counted.map(([, { columns, yards }]) => yards[id] ?? columns.map(() => 0)),
    })),
    text: textOf(names.community, month, sections),
    now,
  };
}

const shown = (
  key: string,
  { title, note, rows, columns, until, closed }: CountedSection,
): MonthSection => ({ key, title, note, rows, columns, until, closed });

/** A line for each section, and no more of them than a group reads. */
function textOf(community: string, month: string, sections: readonly MonthSection[]): string {
  if (sections.length === 0) return '';
  const max = LIMITS.groupTextLines - 3;
  return [
    `【${community}】${monthName(month)}一页`,
    ...sections.slice(0, max).map(lineOf),
    ...(sections.length > max ? [`还有 ${sections.length - max} 样，看小程序`] : []),
    `数字算到 ${dayText(Math.max(...sections.map(({ until }) => until)))} 24:00`,
  ].join('\n');
}

function lineOf({ title, rows }: MonthSection): string {
  const said = rows.filter(({ said: isSaid }) => isSaid);
  return `${title}：${said.map((row) => `${row.label} ${rowText(row)}`).join('；')}`;
}

/** The day that ends at a midnight, `2月29日`. */
function dayText(midnight: EpochMs): string {
  const [, month = '', day = ''] = dayOf(midnight - 1).split('-');
  return `${Number(month)}月${Number(day)}日`;
}
