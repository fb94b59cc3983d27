/** Four digits under a thumb. Pure. */
export const DIGITS = 4;

export const pressed = (code: string, digit: string): string => `${code}${digit}`.slice(0, DIGITS);
export const emptied = (code: string): string => code.slice(0, -1);

export interface Tile {
  readonly at: number;
  /** Empty while it is not typed. */
  readonly digit: string;
}

/** One tile a digit; what is missing is an empty one. */
export const tilesOf = (code: string): readonly Tile[] =>
  Array.from({ length: DIGITS }, (_, at) => ({ at, digit: code.charAt(at) }));
