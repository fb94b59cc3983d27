/** Four digits under a thumb. Pure. */
export const DIGITS = 4;

export const pressed = (code: string, digit: string): string => `${code}${digit}`.slice(0, DIGITS);
export const emptied = (code: string): string => code.slice(0, -1);

/** One tile a digit; what is missing is an empty one. */
export const shownDigits = (code: string): readonly string[] =>
  Array.from({ length: DIGITS }, (_, at) => code.charAt(at));
