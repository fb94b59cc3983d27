/** Of the eight masks the one that is easiest to read, and the bits that say which it is. Pure. */

export type Grid = readonly (readonly boolean[])[];
/** Everything but the data: undefined is free for it. */
export type Frame = readonly (readonly (boolean | undefined)[])[];

const MASKS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

export function bestMasked(grid: Grid, frame: Frame): Grid {
  const all = MASKS.map((_, mask) => masked(grid, frame, mask));
  const costs = all.map(penaltyOf);
  const best = costs.indexOf(Math.min(...costs));
  return all[best] ?? grid;
}

/** The grid under one mask, with its number written beside the corners. */
function masked(grid: Grid, frame: Frame, mask: number): Grid {
  const inverts = MASKS[mask] ?? (() => 1);
  const after = grid.map((row, y) =>
    row.map((dark, x) => (frame[y]?.[x] === undefined && inverts(x, y) === 0 ? !dark : dark)),
  );
  const size = grid.length;
  const set = (x: number, y: number, dark: boolean) => {
    const row = after[y];
    if (row) row[x] = dark;
  };
  const bits = formatOf(mask);
  for (let i = 0; i < 15; i += 1) {
    const dark = ((bits >> i) & 1) === 1;
    if (i < 8) {
      set(8, i < 6 ? i : i + 1, dark);
      set(size - 1 - i, 8, dark);
    } else {
      set(i === 8 ? 7 : 14 - i, 8, dark);
      set(8, size - 15 + i, dark);
    }
  }
  return after;
}

/** Level M is 00. */
function formatOf(mask: number): number {
  let rest = mask;
  for (let i = 0; i < 10; i += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  return ((mask << 10) | rest) ^ 0x5412;
}

const FINDER_LIKE = /(?=10111010000|00001011101)/g;

/** Long runs, blocks of four, what looks like a corner, and too much of one colour. */
function penaltyOf(grid: Grid): number {
  const rows = grid.map(written);
  const columns = grid.map((_, x) => written(grid.map((row) => row[x] ?? false)));
  const lines = [...rows, ...columns];
  const runs = lines
    .flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? [])
    .reduce((sum, run) => sum + run.length - 2, 0);
  const corners = lines.reduce((sum, line) => sum + (line.match(FINDER_LIKE) ?? []).length, 0);
  const dark = rows.join('').replace(/0/g, '').length;
  const share = (100 * dark) / grid.length ** 2;
  const uneven = Math.ceil(Math.abs(share - 50) / 5) - 1;
  return runs + 3 * blocksIn(rows) + 40 * corners + 10 * Math.max(0, uneven);
}

const written = (line: readonly boolean[]): string =>
  line.map((dark) => (dark ? '1' : '0')).join('');

const blocksIn = (rows: readonly string[]): number =>
  rows.slice(1).reduce((sum, row, above) => {
    const before = rows[above] ?? '';
    const same = [...row].filter((one, x) => {
      const four = [one, row[x - 1], before[x], before[x - 1]];
      return x > 0 && four.every((other) => other === one);
    });
    return sum + same.length;
  }, 0);
