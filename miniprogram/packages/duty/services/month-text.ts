/** 全院排班 as a text for the group: a whole month in at most twelve lines. Pure. */
import { dayOf } from '../../../contract/calendar';
import { LIMITS } from '../../../contract/limits';
import type { MonthView, TurnView } from '../../../contract/roster-views';

/**
 * Days that are over are left out while the month runs. As many days a line as it takes; a line is a row of days,
 * so that nobody's name is cut.
 */
export function monthLines(view: MonthView, courtyardName: string): readonly string[] {
  const today = dayOf(view.now);
  const ahead = view.turns.filter(({ day }) => day >= today);
  const shown = ahead.length > 0 ? ahead : view.turns;
  const head = `【${courtyardName}】${view.title.replace(/^\d+年/, '')}值守`;
  const days = [...new Set(shown.map(({ day }) => day))].map((day) =>
    dayPart(
      day,
      shown.filter((turn) => turn.day === day),
    ),
  );
  if (days.length === 0) return [head, '这个月没有排值守'];
  const room = LIMITS.groupTextLines - 2;
  const perLine = Math.ceil(days.length / room);
  return [head, ...linesOf(days, perLine), '有事来不了，早点在小程序里说一声'];
}

const dayPart = (day: string, turns: readonly TurnView[]): string =>
  `${Number(day.slice(8))}日 ${turns
    .map(({ label }) => label)
    .filter(Boolean)
    .join('、')}`;

function linesOf(parts: readonly string[], perLine: number): readonly string[] {
  return Array.from({ length: Math.ceil(parts.length / perLine) }, (_, i) =>
    parts.slice(i * perLine, (i + 1) * perLine).join('；'),
  );
}
