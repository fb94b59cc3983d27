/** What a domain needs to tell its part of a community's month. @see docs/domain/report.md §1 */
import type { CommunityId, CourtyardId } from '../../miniprogram/contract/ids';
import type { Figure, MonthPart, MonthRow } from '../../miniprogram/contract/report';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { atLeast } from './conditions';
import type { Doc, Find } from './database';
import type { Store } from './store';

export interface MonthSpan {
  readonly communityId: CommunityId;
  /** `2020-02` */
  readonly month: string;
  /** The month's first day, and the first of the next: half-open, like the instants. */
  readonly days: { readonly from: LocalDate; readonly to: LocalDate };
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** The latest midnight: what came later is not counted, however late the count is made. */
  readonly until: EpochMs;
  readonly courtyards: readonly { readonly id: CourtyardId; readonly households: Count }[];
}

export type MonthReader = Pick<Store, 'get' | 'getAll' | 'find'>;

/** Bounded, and right when it is made late. */
export type MonthCount = (store: MonthReader, span: MonthSpan) => Promise<MonthPart>;

/** The end of what belongs to the month itself. */
export const endOf = ({ until, to }: Pick<MonthSpan, 'until' | 'to'>): EpochMs =>
  Math.min(until, to);

export const counted = (label: string, unit: string): Figure => ({ label, kind: 'count', unit });
export const money = (label: string): Figure => ({ label, kind: 'fen', unit: '' });
export const time = (label: string): Figure => ({ label, kind: 'minutes', unit: '' });

export const row = (
  figure: Figure,
  value: number,
  more: Pick<MonthRow, 'of' | 'said'> = {},
): MonthRow => ({ ...figure, value, ...more });

/** Figures of one courtyard after the other. Their sums are the community's, so no two of them can disagree. */
export function tabled(
  columns: readonly Figure[],
  yards: ReadonlyMap<CourtyardId, readonly number[]>,
): { readonly table: Pick<MonthPart, 'columns' | 'yards'>; sum(column: number): number } {
  const told = [...yards].filter(([, figures]) => figures.some((figure) => figure !== 0));
  return {
    table: { columns, yards: Object.fromEntries(told) },
    sum: (column) => told.reduce((sum, [, figures]) => sum + (figures[column] ?? 0), 0),
  };
}

const PAGE = 100;

/**
 * Everything from a key on, in its order: for keys that nearly always differ, as instants do. Two documents of one key
 * on both sides of a page are found once.
 */
export async function everyFrom<T extends Doc>(
  store: MonthReader,
  find: Pick<Find, 'collection' | 'where' | 'fields'>,
  {
    key,
    from,
    pages,
  }: { readonly key: keyof T & string; readonly from: number; readonly pages: Count },
): Promise<readonly T[]> {
  const found = new Map<string, T>();
  let next = from;
  for (let page = 0; page < pages; page += 1) {
    const some = await store.find<T>({
      ...find,
      where: { ...find.where, [key]: atLeast(next) },
      order: [
        [key, 1],
        ['_id', 1],
      ],
      limit: PAGE,
    });
    for (const doc of some) found.set(doc._id, doc);
    if (some.length < PAGE) break;
    next = Number(some.at(-1)?.[key] ?? next);
  }
  return [...found.values()];
}

/** In groups of so many, one after the other. */
export async function inGroupsOf<I, T>(
  size: Count,
  all: readonly I[],
  read: (some: readonly I[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let i = 0; i < all.length; i += size) found.push(...(await read(all.slice(i, i + size))));
  return found;
}
