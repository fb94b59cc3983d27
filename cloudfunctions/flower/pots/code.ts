/**
 * The number on a label: five digits and one that shows a slip. It is no secret: what it opens is decided by who asks.
 * Pure.
 */
import { createHash } from 'node:crypto';

/** Damm's table: one wrong digit and two swapped neighbours are always found. */
const DAMM = [
  ...['0317598642', '7092154863', '4206871359', '1750983426', '6123045978'],
  ...['3674209581', '5869720134', '8945362017', '9438617205', '2581436790'],
];

const BODY = 100_000;

const checkDigit = (digits: string): string =>
  [...digits].reduce((interim, digit) => DAMM[Number(interim)]?.[Number(digit)] ?? '0', '0');

/** Where a code is taken already, the next try gives another one; the same id and try give the same. */
export function potCode(id: string, attempt: number): string {
  const hash = createHash('sha256').update(`${id}\n${attempt}`).digest();
  const body = String(hash.readUIntBE(0, 6) % BODY).padStart(5, '0');
  return body + checkDigit(body);
}

/** Whether a code can be one at all. */
export const isPotCode = (code: string): boolean =>
  /^\d{6}$/.test(code) && checkDigit(code) === '0';
