/** A list that is read on at its end, 20 rows at a time. */
import type { Reply } from '../contract/protocol';
import { sentence } from './failure';

type Cursor = string | number;

/** What every page of such a list has in its data; spread it beside `loading`. */
export const paged = {
  /** Where to read on; empty when there is no more, or while an answer is on its way. */
  _next: '' as Cursor,
  more: false,
  /** Why the next rows did not come; empty when all is well. */
  moreFailed: '',
};

/** The end of the list as an answer leaves it. */
export const endOf = (next: Cursor | undefined) => ({
  _next: next ?? '',
  more: next !== undefined,
  moreFailed: '',
});

interface Screen<R> {
  setData(data: Record<string, unknown>): void;
  data: { _next: Cursor; rows: readonly R[] };
}

/** Appends the next rows. A list that was read anew meanwhile stays as it is. */
export async function readOn<T, R, C extends Cursor>(
  screen: Screen<R>,
  ask: (cursor: C) => Promise<Reply<{ readonly items: readonly T[]; readonly next?: C }>>,
  rowsOf: (items: readonly T[]) => readonly R[],
): Promise<void> {
  const { _next: cursor } = screen.data;
  if (!cursor) return;
  screen.setData({ _next: '' });
  const reply = await ask(cursor as C);
  if (screen.data._next) return;
  if (!reply.ok) return screen.setData({ _next: cursor, moreFailed: sentence(reply) });
  const { items, next } = reply.value;
  screen.setData({ rows: [...screen.data.rows, ...rowsOf(items)], ...endOf(next) });
}
