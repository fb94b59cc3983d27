import { api } from '../api';
import type { Kit } from '../kit';

interface CalendarOptions {
  readonly title: string;
  /** Seconds. */
  readonly startTime: number;
  readonly endTime?: number | string;
  readonly allDay?: boolean;
  readonly description?: string;
  readonly location?: string;
  readonly alarmOffset?: number;
  readonly repeatInterval?: string;
}

/** The card menu, the calendar, and other things the page around the phone shows. */
export function shareApi({ context, privacy }: Kit): Record<string, unknown> {
  const { shareMenu } = context;
  const toCalendar = (name: string) =>
    api<CalendarOptions>(name, async (entry) => {
      await privacy.consent(name);
      const { title, startTime, endTime, allDay, description, location, repeatInterval } = entry;
      const detail = { title, startTime, endTime, allDay, description, location, repeatInterval };
      context.tell({ kind: 'wx', name: 'addPhoneCalendar', detail });
    });
  return {
    showShareMenu: api('showShareMenu', () => shareMenu.setShown(true)),
    hideShareMenu: api('hideShareMenu', () => shareMenu.setShown(false)),
    updateShareMenu: api<Record<string, unknown>>('updateShareMenu', (options) => {
      shareMenu.options = { ...shareMenu.options, ...options };
    }),
    addPhoneCalendar: toCalendar('addPhoneCalendar'),
    addPhoneRepeatCalendar: toCalendar('addPhoneRepeatCalendar'),
  };
}
