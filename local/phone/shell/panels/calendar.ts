import { h } from '../dom';
import { shortText } from '../time';
import type { Around, Panel } from './panel';

export interface CalendarEntry {
  readonly title: string;
  /** Seconds, as WeChat gives them. */
  readonly startTime: number;
  readonly endTime?: number | string;
  readonly allDay?: boolean;
  readonly description?: string;
  readonly location?: string;
  readonly alarm?: boolean;
  /** Seconds before the start. */
  readonly alarmOffset?: number;
  readonly repeatInterval?: string;
}

export interface CalendarPanel extends Panel {
  add(entry: CalendarEntry): void;
}

const REPEATS: Readonly<Record<string, string>> = {
  day: '每天',
  week: '每周',
  month: '每月',
  year: '每年',
};

/** The phone's own calendar, since this page was opened. */
export function createCalendarPanel(around: Around): CalendarPanel {
  const entries: { entry: CalendarEntry; by: string }[] = [];
  const list = h('ol', { class: 'calendar' });
  const draw = () => {
    const rows = [...entries]
      .sort((a, b) => a.entry.startTime - b.entry.startTime)
      .map(({ entry, by }) => h('li', {}, ...linesOf(entry, by)));
    list.replaceChildren(
      ...(rows.length > 0
        ? rows
        : [h('li', { class: 'empty' }, '在手机上点“加到日历”，就会记在这里。')]),
    );
  };
  draw();
  return {
    id: 'calendar',
    title: '日历',
    element: h('div', { class: 'panel-body' }, list),
    add(entry) {
      entries.push({ entry, by: around.person()?.name ?? '' });
      draw();
      around.badge('calendar', entries.length);
    },
  };
}

function linesOf(entry: CalendarEntry, by: string): HTMLElement[] {
  const { title, startTime, endTime, allDay, description, location, alarm, alarmOffset } = entry;
  const { repeatInterval } = entry;
  const start = shortText(startTime * 1000);
  const end = endTime ? ` 到 ${shortText(Number(endTime) * 1000)}` : '';
  const when = allDay ? `${start.split(' ')[0]} 全天` : `${start}${end}`;
  const repeat =
    repeatInterval === undefined ? '' : ` · ${REPEATS[repeatInterval] ?? repeatInterval}`;
  const more = [location, description].filter(Boolean).join(' · ');
  const early = Math.round((alarmOffset ?? 0) / 60);
  const remind = alarm === false ? '' : early > 0 ? ` · 提前 ${early} 分钟提醒` : ' · 到时提醒';
  return [
    h('strong', {}, title),
    h('p', {}, `${when}${repeat}${remind}`),
    h('small', {}, [more, `${by}的日历`].filter(Boolean).join(' · ')),
  ];
}
