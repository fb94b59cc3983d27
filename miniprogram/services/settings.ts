/** What somebody chose for this phone: how large the words are, and whether pages offer to be read aloud. */
import { keep, read } from './storage';

export const TEXT_SIZES = ['system', 'large', 'largest'] as const;
/** `system` follows WeChat's own text size. */
export type TextSize = (typeof TEXT_SIZES)[number];

interface Settings {
  readonly textSize: TextSize;
  readonly readAloud: boolean;
}

const KEY = 'settings';
/** At this scale and above pages use their large layout. */
const LARGE_FROM = 1.3;
/** The root font size that stands for each choice; 16px is the usual one. */
const ROOT: Readonly<Record<TextSize, string>> = {
  system: 'system',
  large: '21px',
  largest: '25px',
};

export const settings = (): Settings => ({
  textSize: 'system',
  readAloud: true,
  ...read<Partial<Settings>>(KEY),
});

export const saveSettings = (change: Partial<Settings>): void => {
  keep(KEY, { ...settings(), ...change });
};

export const rootFontSize = (): string => ROOT[settings().textSize];

export function isLarge(): boolean {
  if (settings().textSize !== 'system') return true;
  const info = wx.getAppBaseInfo();
  const scale = info.fontSizeScaleFactor ?? (info.fontSizeSetting ?? 16) / 16;
  return scale >= LARGE_FROM;
}
