/** The columns of a register, as the template names them. */
import { TENURE_NAMES, type Tenure } from '../../../miniprogram/contract/directory';
import { AGE_BAND_NAMES, AGE_BANDS, type AgeBand } from '../../../miniprogram/contract/member';

export const COLUMNS = [
  '院落',
  '单元',
  '门牌',
  '户主姓氏',
  '居住情况',
  '姓名',
  '年龄段',
  '只用老年机',
  '电话',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Without these a line says nothing; the others may be left out of a file altogether. */
export const NEEDED: readonly Column[] = ['院落', '门牌', '户主姓氏'];

/** One line of the file. `row` is the file's own number, so people find it. */
export interface Line {
  readonly row: number;
  readonly cells: Readonly<Record<Column, string>>;
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

const TENURES_BY_NAME: Readonly<Record<string, Tenure>> = {
  ...Object.fromEntries(
    Object.entries(TENURE_NAMES).map(([tenure, name]) => [name, tenure as Tenure]),
  ),
  '': 'owner',
};

export const tenureOf = (text: string): Tenure | undefined => TENURES_BY_NAME[plain(text)];

/** By the template's words, or by an age in years. */
export function ageBandOf(text: string): AgeBand | undefined {
  const wanted = plain(text).replace(/[–—~至]/g, '-');
  const years = /^(\d{1,3})岁?$/.exec(wanted)?.[1];
  if (years !== undefined) return bandOfYears(Number(years));
  return AGE_BANDS.find(
    (band) =>
      band === wanted ||
      plain(AGE_BAND_NAMES[band]).replace(/–/g, '-') === wanted.replace(/岁$/, '岁'),
  );
}

function bandOfYears(years: number): AgeBand | undefined {
  if (years > 120) return undefined;
  if (years < 14) return 'u14';
  if (years < 18) return '14-17';
  if (years < 60) return '18-59';
  return years < 80 ? '60-79' : '80+';
}

const YES = new Set(['是', '√', '✓', '对', '1', 'y', 'yes', 'true']);
const NO = new Set(['', '否', '×', '不', '0', 'n', 'no', 'false']);

export function yesOf(text: string): boolean | undefined {
  const wanted = plain(text).toLowerCase();
  if (YES.has(wanted)) return true;
  return NO.has(wanted) ? false : undefined;
}

/** Digits only; undefined for what cannot be called. */
export function phoneOf(text: string): string | undefined {
  const digits = plain(text).replace(/[-()]/g, '');
  return /^(\+?86)?\d{7,12}$/.test(digits) ? digits.replace(/^\+?86(?=1\d{10}$)/, '') : undefined;
}
