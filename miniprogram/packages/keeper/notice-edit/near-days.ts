/** 明天 in a notice is wrong one day later. What stands longer than today can name the day instead. Pure. */
import { addDays, dayOf } from '../../../contract/calendar';
import { LIMITS } from '../../../contract/limits';
import type { EpochMs, LocalDate } from '../../../contract/units';

interface Words {
  readonly title: string;
  readonly body: string;
}

const DAYS: Readonly<Record<string, readonly [ahead: number, part: string]>> = {
  今天: [0, ''],
  今晚: [0, '晚上'],
  明天: [1, ''],
  明早: [1, '早上'],
  明晚: [1, '晚上'],
  后天: [2, ''],
  大后天: [3, ''],
};
/** A word that a date follows already is clear enough. */
const WORDS = /(大后天|后天|明天|明早|明晚|今天|今晚)(?![（(，, ]?\d{1,2}月)/g;

const dateOf = (day: LocalDate): string => {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
};

const withDates = (text: string, today: LocalDate): string =>
  text.replace(WORDS, (word) => {
    const [ahead, part] = DAYS[word] ?? [0, ''];
    return `${dateOf(addDays(today, ahead))}${part}`;
  });

/**
 * The title and the text with dates instead of 今天 and 明天; a title that would get too long stays.
 * Nothing when the notice is over today, or when there is nothing to write differently.
 */
export function dated(
  { title, body, untilDay }: Words & { readonly untilDay: LocalDate },
  now: EpochMs,
): Words | undefined {
  const today = dayOf(now);
  if (untilDay <= today) return undefined;
  const longer = withDates(title, today);
  const next = {
    title: longer.length > LIMITS.titleLength ? title : longer,
    body: withDates(body, today),
  };
  return next.title === title && next.body === body ? undefined : next;
}
