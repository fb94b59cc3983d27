/** Days nobody is at home. Both days included; no reason is ever asked. Pure. */
import { addDays, daysBetween, dayText } from '../../../contract/calendar';
import type { LocalDate } from '../../../contract/units';

export interface Span {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

export const SPANS_MAX = 12;

/** Overlapping and touching spans become one; what is over before today leaves. In order of days. */
export function tidySpans(spans: readonly Span[], today: LocalDate): readonly Span[] {
  const sorted = spans
    .filter(({ until }) => until >= today)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const tidy: Span[] = [];
  for (const span of sorted) {
    const last = tidy[tidy.length - 1];
    if (last && span.from <= addDays(last.until, 1)) {
      tidy[tidy.length - 1] = { ...last, until: span.until > last.until ? span.until : last.until };
    } else tidy.push(span);
  }
  return tidy;
}

export function spanProblem(span: Span, today: LocalDate): string | undefined {
  if (span.until < span.from) return '回来的日子要晚一点';
  if (span.until < today) return '这几天已经过了';
  if (daysBetween(span.from, span.until) > 366) return '一次最多写一年';
  return undefined;
}

export const spanText = ({ from, until }: Span, today: LocalDate): string =>
  from === until
    ? `${dayText(from, today)} 这一天`
    : `${dayText(from, today)} 到 ${dayText(until, today)}，${daysBetween(from, until) + 1} 天`;
