/** A sheet of A4 and how Chinese text is set on it. Pure maths: `measure` comes in. */

/** Width of a text at a font size, in the sheet's own units. */
export type Measure = (text: string, size: number, bold: boolean) => number;

export interface Line {
  readonly text: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
}

export interface SheetPage {
  readonly lines: readonly Line[];
  readonly rules: readonly number[];
}

/** A4 at 150 dots an inch: small enough for a phone's canvas, sharp enough on paper. */
export const A4 = { width: 1240, height: 1754, margin: 110 } as const;

/** Marks that may not begin a line, by Chinese typesetting. */
const NOT_FIRST = '，。！？；：、”’）》】,.!?;:)%℃';
const WORD = /[A-Za-z0-9\-–:.]/;

/**
 * Breaks a text into lines no wider than `width`. Paragraphs stay; digits and Latin words are kept whole;
 * a closing mark hangs on the line before it.
 */
export function wrap(
  text: string,
  width: number,
  widthOf: (text: string) => number,
): readonly string[] {
  return text
    .trim()
    .split('\n')
    .flatMap((paragraph) => wrapOne(paragraph.trim(), width, widthOf));
}

/** The same number of lines, but none with a single sign left over. */
export function balanced(
  text: string,
  width: number,
  widthOf: (text: string) => number,
): readonly string[] {
  let best = wrap(text, width, widthOf);
  for (let part = 0.95; part > 0.5; part -= 0.05) {
    const narrower = wrap(text, width * part, widthOf);
    if (narrower.length > best.length) break;
    best = narrower;
  }
  return best;
}

function wrapOne(
  paragraph: string,
  width: number,
  widthOf: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(paragraph)) {
    if (line === '' || NOT_FIRST.includes(piece) || widthOf(line + piece) <= width) {
      line += line === '' ? piece.trimStart() : piece;
    } else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  return [...lines, line];
}

/** Single signs, but words and numbers in one piece; a very long word is cut so that it cannot leave the sheet. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const sign of text) {
    const last = pieces[pieces.length - 1];
    if (last !== undefined && WORD.test(sign) && WORD.test(last[0] ?? '') && last.length < 12) {
      pieces[pieces.length - 1] = last + sign;
    } else pieces.push(sign);
  }
  return pieces;
}
