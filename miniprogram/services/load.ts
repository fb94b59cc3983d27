/**
 * How a page gets its view: what was kept is shown at once, what the cloud says replaces it; without network the kept
 * view stays and says how old it is; without either the page says why and offers 再试一次.
 */
import type { Reply } from '../contract/protocol';
import { ageText, keepView, keptView } from './cache';
import { isOffline, sentence } from './failure';
import { session } from './session';

export type Phase = 'loading' | 'ready' | 'failed';

/** What every loading page has in its data; spread it: `data: { ...loading, view: … }`. */
export const loading = {
  phase: 'loading' as Phase,
  /** `没有网，这是 20 分钟前的样子`; empty when the view is fresh. */
  ageLine: '',
  failText: '',
  failCode: '',
};

export interface Screen {
  setData(data: Record<string, unknown>): void;
  data: { phase: Phase };
}

export interface Source<T> {
  /** Under which the view is kept; the place and the household acted for are added. Absent: not kept. */
  readonly key?: string;
  ask(): Promise<Reply<T>>;
  /** From the view to the page's data. */
  show(value: T, now: number): Record<string, unknown>;
}

const fullKey = (key: string): string =>
  [session.communityId, session.courtyardId ?? '', session.subject?.id ?? '', key].join('/');

/** @returns the fresh value, or undefined when the page shows a kept one or none */
export async function load<T>(page: Screen, source: Source<T>): Promise<T | undefined> {
  const name = source.key === undefined ? undefined : fullKey(source.key);
  const kept = name === undefined ? undefined : keptView<T>(name);
  if (kept && page.data.phase !== 'ready') {
    page.setData({ phase: 'ready', ageLine: '', ...source.show(kept.value, Date.now()) });
  }
  const reply = await source.ask();
  const now = Date.now();
  if (reply.ok) {
    const key = source.key === undefined ? undefined : fullKey(source.key);
    if (key !== undefined) keepView(key, reply.value, now);
    page.setData({
      phase: 'ready',
      ageLine: '',
      failText: '',
      failCode: '',
      ...source.show(reply.value, now),
    });
    return reply.value;
  }
  if (kept && isOffline(reply)) {
    page.setData({ phase: 'ready', ageLine: `没有网，这是${ageText(kept.at, now)}的样子` });
    return undefined;
  }
  page.setData({ phase: 'failed', failText: sentence(reply), failCode: reply.code });
  return undefined;
}
