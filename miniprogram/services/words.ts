/** Small pieces of text that several work pages share. Pure. */

/** `2` and `2单元` are both written in registers; people say 2单元. */
export const unitText = (unit: string): string =>
  unit === '' || /[^\d]/.test(unit) ? unit : `${unit}单元`;

/** `李` and `李家` are both written; on a plate it is 李家. A household may have taken its name off. */
export const familyText = (family: string): string =>
  family === '' || family.endsWith('家') ? family : `${family}家`;

/** `2300` → `2,300`: a figure of more than three digits is read in groups. */
export const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** Rows in groups, both in the order they first appear. */
export function groupBy<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): { readonly key: string; readonly rows: readonly T[] }[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, inGroup]) => ({ key, rows: inGroup }));
}

/** A whole percentage for a bar's width; something is never drawn as nothing. */
export function percent(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0;
  return Math.max(1, Math.min(100, Math.round((part * 100) / whole)));
}
