import { api, Refusal } from '../api';
import type { Kit } from '../kit';
import { allowScope } from './scopes';

interface CalendarOptions {
  readonly title: string;
  /** Seconds. */
  readonly startTime: number;
  readonly endTime?: number | string;
  readonly allDay?: boolean;
  readonly description?: string;
  readonly location?: string;
  readonly alarm?: boolean;
  readonly alarmOffset?: number;
  readonly repeatInterval?: string;
}

/** The phone's own calendar: only in answer to a tap, after consent and the person's yes; the page around shows it. */
export function calendarApi(kit: Kit): Record<string, unknown> {
  /** Several entries of one tap are asked about once, and written one after the other. */
  let before: Promise<unknown> = Promise.resolve();
  const toCalendar = (name: string) =>
    api<CalendarOptions>(name, (entry) => {
      check(entry);
      const written = before.then(() => write(kit, name, entry));
      before = written.catch(() => undefined);
      return written;
    });
  return {
    addPhoneCalendar: toCalendar('addPhoneCalendar'),
    addPhoneRepeatCalendar: toCalendar('addPhoneRepeatCalendar'),
  };
}

async function write(kit: Kit, name: string, entry: CalendarOptions): Promise<void> {
  await kit.privacy.consent(name);
  await allowScope(kit, 'scope.addPhoneCalendar');
  const { title, startTime, endTime = startTime, allDay, description, location } = entry;
  const { alarm = true, alarmOffset = 0, repeatInterval } = entry;
  const detail = {
    ...{ title, startTime, endTime, allDay, description, location },
    ...{ alarm, alarmOffset, repeatInterval },
  };
  kit.context.tell({ kind: 'wx', name: 'addPhoneCalendar', detail });
}

function check({ title, startTime }: Partial<CalendarOptions>): void {
  if (typeof title !== 'string') throw wrong('title', 'String', title);
  if (typeof startTime !== 'number') throw wrong('startTime', 'Number', startTime);
  if (!navigator.userActivation.isActive) {
    throw new Refusal('can only be invoked by user TAP gesture.');
  }
}

const wrong = (name: string, wanted: string, given: unknown): Refusal => {
  const kind = given === undefined ? 'Undefined' : typeof given;
  return new Refusal(
    `parameter error: parameter.${name} should be ${wanted} instead of ${kind.charAt(0).toUpperCase()}${kind.slice(1)};`,
  );
};
