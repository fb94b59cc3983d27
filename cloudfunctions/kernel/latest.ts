/** A page of a list whose latest comes first. */
import { LIMITS } from '../../miniprogram/contract/limits';
import { before } from './conditions';
import type { Doc, Find } from './database';
import { readCursor } from './page';
import type { Store } from './store';

export interface Paged {
  readonly cursor: string | undefined;
  readonly find: Pick<Find, 'collection' | 'where'>;
  /** The instant it is sorted by; ties by id. */
  readonly key: string;
}

/** What shares the last row's instant, then what is older. One more than a page, to know of a next. */
export async function latestFirst<T extends Doc>(
  store: Pick<Store, 'find'>,
  { cursor: text, find: { collection, where }, key }: Paged,
): Promise<readonly T[]> {
  const limit = LIMITS.pageSize + 1;
  const some = (more: Find['where']) =>
    store.find<T>({
      collection,
      where: { ...where, ...more },
      order: [
        [key, -1],
        ['_id', -1],
      ],
      limit,
    });
  const from = readCursor(text);
  if (!from) return some({});
  const same = await some({ [key]: from.key, _id: before(from.id) });
  if (same.length >= limit) return same;
  return [...same, ...(await some({ [key]: before(from.key) }))].slice(0, limit);
}
