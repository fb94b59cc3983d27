/** My turns in the phone's own calendar, each once. */
import { say, sure } from '../../../services/failure';
import { keep, read } from '../../../services/storage';
import type { CalendarEvent } from './mine-view';

const KEY = 'duty.calendar';
const MAX = 100;

const added = (): readonly string[] => read<string[]>(KEY) ?? [];

/** Those that are not in the calendar yet, as far as this phone knows. */
export const missingEvents = (events: readonly CalendarEvent[]): readonly CalendarEvent[] => {
  const known = added();
  return events.filter(({ key }) => !known.includes(key));
};

/**
 * Call it first in a tap's handler: WeChat writes into the calendar only in answer to a tap, so all calls begin at once.
 * @returns how many were written
 */
export async function addToCalendar(events: readonly CalendarEvent[]): Promise<number> {
  const asked = events.map(({ key, ...event }) =>
    write(event).then((done) => (done ? key : undefined)),
  );
  const keys = (await Promise.all(asked)).filter((key) => key !== undefined);
  keep(KEY, [...added(), ...keys].slice(-MAX));
  if (keys.length > 0) say(`${keys.length} 次值守记到日历了，开门前一小时提醒`);
  else await offerSettings();
  return keys.length;
}

const write = (event: Omit<CalendarEvent, 'key'>): Promise<boolean> =>
  wx.addPhoneCalendar(event).then(
    () => true,
    () => false,
  );

/** Whoever once said no can say yes only in WeChat's settings. */
async function offerSettings(): Promise<void> {
  const content = '手机没让微信写日历。要用的话，到设置里打开“日历”，再点一次就好。';
  if (await sure('没有记成', content, '去设置')) wx.openSetting({});
}
