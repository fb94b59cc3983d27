/**
 * A QR code of a short text: byte mode, correction level M, versions 1 to 4. Pure.
 * @see ISO/IEC 18004, and `qrcode`, which the tests compare it with
 */
import { correctionOf } from './qr-correction';
import { bestMasked, type Frame, type Grid } from './qr-mask';

interface Version {
  readonly no: number;
  readonly blocks: number;
  /** Of each block. */
  readonly words: number;
  readonly correction: number;
}

const VERSIONS: readonly Version[] = [
  { no: 1, blocks: 1, words: 16, correction: 10 },
  { no: 2, blocks: 1, words: 28, correction: 16 },
  { no: 3, blocks: 1, words: 44, correction: 26 },
  { no: 4, blocks: 2, words: 32, correction: 18 },
];
/** The mode, the length, and the end. */
const FRAME_BYTES = 2;

/**
 * Shape: rows of modules, true is dark; without the quiet zone of four modules around it.
 * @throws RangeError for more than 62 characters, or others than ASCII: a caller's bug
 */
export function qrOf(text: string): Grid {
  const bytes = [...text].map((char) => char.charCodeAt(0));
  const version = VERSIONS.find(
    ({ blocks, words }) => bytes.length + FRAME_BYTES <= blocks * words,
  );
  if (!version || bytes.some((byte) => byte > 127)) throw new RangeError(`no code for ${text}`);
  const bits = bitsOf(interleaved(wordsOf(bytes, version), version));
  const frame = frameOf(version.no);
  return bestMasked(filled(frame, bits), frame);
}

function wordsOf(bytes: readonly number[], { blocks, words }: Version): readonly number[] {
  const bits = [
    ...bitsIn(0b0100, 4),
    ...bitsIn(bytes.length, 8),
    ...bytes.flatMap((byte) => bitsIn(byte, 8)),
    ...[0, 0, 0, 0],
  ];
  const said = Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) =>
    bits.slice(8 * i, 8 * i + 8).reduce((word, bit) => 2 * word + bit, 0),
  );
  const padding = Array.from({ length: blocks * words - said.length }, (_, i) =>
    i % 2 === 0 ? 0xec : 0x11,
  );
  return [...said, ...padding];
}

const bitsIn = (value: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => (value >> (count - 1 - i)) & 1);

const bitsOf = (words: readonly number[]): readonly number[] =>
  words.flatMap((word) => bitsIn(word, 8));

/** The first word of every block, then the second; the corrections likewise after them. */
function interleaved(
  words: readonly number[],
  { blocks, words: size, correction }: Version,
): readonly number[] {
  const said = Array.from({ length: blocks }, (_, i) => words.slice(i * size, (i + 1) * size));
  const checks = said.map((block) => correctionOf(block, correction));
  const zip = (all: readonly (readonly number[])[], length: number) =>
    Array.from({ length }, (_, i) => all.map((one) => one[i] ?? 0)).flat();
  return [...zip(said, size), ...zip(checks, correction)];
}

function frameOf(version: number): Frame {
  const size = 17 + 4 * version;
  const frame: (boolean | undefined)[][] = Array.from({ length: size }, () =>
    Array.from({ length: size }, () => undefined),
  );
  const set = (x: number, y: number, dark: boolean) => {
    const row = frame[y];
    if (row && x >= 0 && x < size) row[x] = dark;
  };
  for (let i = 0; i < size; i += 1) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    square(4, (dx, dy, ring) => set(x + dx, y + dy, ring !== 2 && ring !== 4));
  }
  if (version > 1) square(2, (dx, dy, ring) => set(size - 7 + dx, size - 7 + dy, ring !== 1));
  for (let i = 0; i < 9; i += 1) for (const [x, y] of formatPlaces(size, i)) set(x, y, false);
  set(8, size - 8, true);
  return frame;
}

/** Where the level and the mask are written, so that no data goes there. */
function formatPlaces(size: number, i: number): readonly (readonly [number, number])[] {
  const first =
    i === 6
      ? []
      : ([
          [8, i],
          [i, 8],
        ] as const);
  const second =
    i < 8
      ? ([
          [size - 1 - i, 8],
          [8, size - 1 - i],
        ] as const)
      : [];
  return [...first, ...second];
}

function square(radius: number, at: (dx: number, dy: number, ring: number) => void): void {
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) at(dx, dy, Math.max(Math.abs(dx), Math.abs(dy)));
  }
}

function filled(frame: Frame, bits: readonly number[]): Grid {
  const grid = frame.map((row) => row.map((dark) => dark ?? false));
  for (const [next, { x, y }] of pathIn(frame).entries()) {
    const row = grid[y];
    if (row) row[x] = bits[next] === 1;
  }
  return grid;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The free places in columns of two, up and down, from the right; the column of the timing is stepped over. */
function pathIn(frame: Frame): readonly Place[] {
  const size = frame.length;
  const rights = Array.from({ length: (size - 1) / 2 }, (_, i) => size - 1 - 2 * i);
  const all = rights.flatMap((right) => {
    const column = right <= 6 ? right - 1 : right;
    const isUp = ((right + 1) & 2) === 0;
    return frame.flatMap((_, step): readonly Place[] => {
      const y = isUp ? size - 1 - step : step;
      return [
        { x: column, y },
        { x: column - 1, y },
      ];
    });
  });
  return all.filter(({ x, y }) => frame[y]?.[x] === undefined);
}
