/** Money is a whole number of fen. Yuan exist only as text, and as digits somebody types. */
import type { Fen } from './units';

/** No amount of a courtyard's life is larger: ten million yuan. */
export const FEN_MAX: Fen = 1_000_000_000;

const FEN_PER_YUAN = 100;

/** `¥1,800.00`; what is less than nothing begins with a minus. */
export function yuanText(fen: Fen): string {
  const whole = Math.abs(fen);
  const yuan = String(Math.floor(whole / FEN_PER_YUAN)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}¥${yuan}.${String(whole % FEN_PER_YUAN).padStart(2, '0')}`;
}

/** `+¥120.00`, `-¥3.50`: for what came in and went out. */
export const signedText = (fen: Fen): string => `${fen > 0 ? '+' : ''}${yuanText(fen)}`;

const FULL_WIDTH = /[０-９]/g;
const FULL_WIDTH_ZERO = 0xff10;

/**
 * What somebody typed, as fen: `12`, `12.5`, `￥1,800.00`, `3元`, also with full-width digits or a Chinese full stop,
 * which an input method leaves behind.
 * @returns undefined for what is no amount, has parts of a fen, or is more than `FEN_MAX`
 */
export function fenOf(typed: string): Fen | undefined {
  const plain = typed
    .replace(FULL_WIDTH, (digit) => String(digit.charCodeAt(0) - FULL_WIDTH_ZERO))
    .replace(/[。．]/g, '.')
    .replace(/，/g, ',')
    .replace(/\s+/g, '')
    .replace(/^[¥￥]/, '')
    .replace(/(元|块)$/, '');
  const grouped = /^\d{1,3}(,\d{3})+(\.\d{0,2})?$/.test(plain);
  if (!grouped && !/^\d{1,9}(\.\d{0,2})?$/.test(plain)) return undefined;
  const [yuan = '', rest = ''] = plain.replace(/,/g, '').split('.');
  const fen = Number(yuan) * FEN_PER_YUAN + Number(rest.padEnd(2, '0'));
  return fen <= FEN_MAX ? fen : undefined;
}

export const sumOf = (amounts: readonly Fen[]): Fen => amounts.reduce((sum, fen) => sum + fen, 0);

/**
 * Splits an amount in proportion to weights, to the last fen.
 *
 * Shape: `result[i]` belongs to `weights[i]`, and the results always add up to `total`.
 * Weights are plain counts (people, boxes, months), never money.
 * Order: leftover fen go one each to the largest remainders, the earlier index first on a tie,
 * so the same bill is computed on the phone and in the cloud.
 *
 * @example split(100, [1, 1, 1]) // [34, 33, 33]
 * @throws RangeError when `total` is no whole amount or negative, the weights are negative, fractional or add up to
 *   nothing, or the product is beyond exact arithmetic: a caller's bug, not something a member can cause
 */
export function split(total: Fen, weights: readonly number[]): readonly Fen[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0);
  const isExact = Number.isSafeInteger(total) && total >= 0 && Number.isSafeInteger(total * all);
  if (!counts || all === 0 || !isExact) {
    throw new RangeError(`cannot split ${total} by ${weights.join(', ')}`);
  }
  const shares = weights.map((weight) => Math.floor((total * weight) / all));
  const remainderOf = (index: number) => (total * (weights[index] ?? 0)) % all;
  const byRemainder = weights
    .map((_, index) => index)
    .sort((a, b) => remainderOf(b) - remainderOf(a) || a - b);
  const left = total - sumOf(shares);
  for (const index of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
