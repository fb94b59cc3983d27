/**
 * How a page gets its view: what was kept is shown at once, what the cloud says replaces it; without network the kept
 * view stays and says how old it is; without either the page says why and offers 再试一次.
 */
import { MINUTE_MS } from '../contract/calendar';
import type { ErrorCode } from '../contract/errors';
import type { Reply } from '../contract/protocol';
import { ageText, keepView, keptView } from './cache';
import { type Failed, isOffline, sentence } from './failure';
import { session } from './session';

type Phase = 'loading' | 'ready' | 'failed';

/** What every loading page has in its data; spread it: `data: { ...loading, view: … }`. */
export const loading = {
  phase: 'loading' as Phase,
  /** `没有网，这是 20 分钟前的样子`; empty when the view is fresh. */
  ageLine: '',
  failText: '',
  failCode: '',
  failIcon: 'offline',
};

export interface Screen {
  setData(data: Record<string, unknown>): void;
  data: { phase: Phase };
}

export interface Source<T> {
  /** Under which the view is kept; the place and the household acted for are added. Absent: not kept. */
  readonly key?: string;
  ask(): Promise<Reply<T>>;
  /** What the page holds of a view; put in its place when another one is asked for than is shown. */
  readonly blank?: Record<string, unknown>;
  /** From the view to the page's data. `ageMs`: how long ago the cloud said it; 0 for a fresh one. */
  show(value: T, now: number, ageMs: number): Record<string, unknown>;
}

/** A kept view older than this says so while the fresh one is on its way. */
const STALE_MS = 2 * MINUTE_MS;

const fullKey = (key: string): string =>
  [session.communityId, session.courtyardId ?? '', session.subject?.id ?? '', key].join('/');

/** A page that asks again before it was answered shows only the last answer. */
const turns = new WeakMap<object, number>();
/** The whole key of what a page shows: what belongs to another household or place is not shown on. */
const shownKeys = new WeakMap<object, string>();

function leaveOther<T>(page: Screen, { key, blank }: Source<T>): void {
  if (key === undefined) return;
  const before = shownKeys.get(page);
  shownKeys.set(page, fullKey(key));
  if (before === undefined || before === fullKey(key)) return;
  page.setData({ ...loading, ...blank });
}

/** @returns the fresh value, or undefined when the page shows a kept one or none */
export async function load<T>(page: Screen, source: Source<T>): Promise<T | undefined> {
  const turn = (turns.get(page) ?? 0) + 1;
  turns.set(page, turn);
  leaveOther(page, source);
  const kept = source.key === undefined ? undefined : keptView<T>(fullKey(source.key));
  if (kept && page.data.phase !== 'ready') showKept(page, source, kept);
  const reply = await source.ask();
  if (turns.get(page) !== turn) return undefined;
  if (!reply.ok) {
    page.setData(failureOf(reply, kept?.at));
    return undefined;
  }
  showFresh(page, source, reply.value);
  return reply.value;
}

function showKept<T>(
  page: Screen,
  source: Source<T>,
  { value, at }: { value: T; at: number },
): void {
  const now = Date.now();
  const ageLine = now - at > STALE_MS ? `${agoLine(at, now)}，正在更新` : '';
  page.setData({ phase: 'ready', ageLine, ...source.show(value, now, Math.max(0, now - at)) });
}

function showFresh<T>(page: Screen, source: Source<T>, value: T): void {
  const now = Date.now();
  const shown = source.show(value, now, 0);
  page.setData({ phase: 'ready', ageLine: '', failText: '', failCode: '', ...shown });
  // Only now: showing may have taught the phone in which courtyard it is.
  if (source.key === undefined) return;
  keepView(fullKey(source.key), value, now);
  shownKeys.set(page, fullKey(source.key));
}

/** The moment was wrong, not the page: what was kept is still worth showing. */
const PASSING: readonly ErrorCode[] = ['OFFLINE', 'INTERNAL', 'BUSY', 'TOO_FAST', 'STALE'];

function failureOf(failed: Failed, keptAt: number | undefined): Record<string, unknown> {
  if (keptAt === undefined || !PASSING.includes(failed.code)) {
    return {
      phase: 'failed',
      failText: sentence(failed),
      failCode: failed.code,
      failIcon: isOffline(failed) ? 'offline' : 'bell',
    };
  }
  const why = isOffline(failed) ? '没有网' : '没刷新成';
  return { phase: 'ready', ageLine: `${why}，${agoLine(keptAt, Date.now())}` };
}

const agoLine = (at: number, now: number): string =>
  `这是${ageText(at, now).replace(/^(?=\d)/, ' ')}的样子`;
