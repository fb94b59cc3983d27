/** Cursors of lists: the sort key and the id of the last row, so a page never skips or repeats. */
import type { Page } from '../../miniprogram/contract/protocol';

export interface Cursor {
  readonly key: number | string;
  readonly id: string;
}

export const writeCursor = ({ key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url');

/** @returns undefined for a cursor nobody gave out; the list then starts at its beginning */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown];
    const keyFits = typeof key === 'number' || typeof key === 'string';
    return keyFits && typeof id === 'string' ? { key, id } : undefined;
  } catch {
    return undefined;
  }
}

/** `rows` holds one more than the page when there is a next one. */
export function pageOf<D, T>(
  rows: readonly D[],
  size: number,
  { cursor, view }: { cursor: (row: D) => Cursor; view: (row: D) => T },
): Page<T> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const items = shown.map(view);
  return rows.length > size && last ? { items, next: writeCursor(cursor(last)) } : { items };
}
