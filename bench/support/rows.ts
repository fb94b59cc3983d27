/** What a bench found: one figure, what it is measured against, and whether it is good enough. */
export interface Row {
  readonly bench: string;
  readonly what: string;
  readonly figure: string;
  readonly goal: string;
  /** Absent for a figure that is only reported. */
  readonly met?: boolean;
}

const HEAD = ['bench', 'what', 'figure', 'goal', ''] as const;

/** A plain table; the figures stand in the last columns so that they are read last. */
export function table(rows: readonly Row[]): string {
  const lines = [
    HEAD as readonly string[],
    ...rows.map(({ bench, what, figure, goal, met }) => [bench, what, figure, goal, markOf(met)]),
  ];
  const widths = HEAD.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '))
    .join('\n');
}

const markOf = (met: boolean | undefined): string => {
  if (met === undefined) return '';
  return met ? 'ok' : 'MISSED';
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

export const ratio = (a: number, b: number): string => (a / b).toFixed(2);
