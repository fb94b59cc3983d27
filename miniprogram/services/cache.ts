/**
 * The last good view of every page, with its age. Without network a page shows it and says how old it is.
 * The oldest go first, so that the phone's storage never fills.
 */
import { HOUR_MS, MINUTE_MS, spokenInstant } from '../contract/calendar';
import { drop, keep, read } from './storage';

interface Entry<T> {
  readonly value: T;
  readonly at: number;
}

const INDEX = 'views';
const MAX_VIEWS = 40;

export function keepView(key: string, value: unknown, now: number): void {
  const names = (read<string[]>(INDEX) ?? []).filter((name) => name !== key);
  for (const old of names.splice(0, Math.max(0, names.length - MAX_VIEWS + 1))) drop(`view.${old}`);
  if (keep(`view.${key}`, { value, at: now })) keep(INDEX, [...names, key]);
}

export const keptView = <T>(key: string): Entry<T> | undefined => read<Entry<T>>(`view.${key}`);

export function forgetViews(): void {
  for (const name of read<string[]>(INDEX) ?? []) drop(`view.${name}`);
  drop(INDEX);
}

/** How old a kept view is, as people say it. */
export function ageText(at: number, now: number): string {
  const age = Math.max(0, now - at);
  if (age < 2 * MINUTE_MS) return '刚才';
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} 分钟前`;
  return spokenInstant(at, now);
}
