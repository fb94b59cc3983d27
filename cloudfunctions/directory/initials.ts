/** Pinyin initials, so that `dhl3x` finds 东环路3巷. Only this function carries the dictionary; others read what is stored. */
import { pinyin } from 'pinyin-pro';

export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase();
