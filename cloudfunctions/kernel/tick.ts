/** Work that is due by time, found by one timer every five minutes. @see docs/domain/notice.md §8 */
import type { Reply } from '../../miniprogram/contract/protocol';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Cloud } from './cloud';
import { log } from './log';
import { type Store, storeOf } from './store';

export interface TickContext {
  readonly store: Store;
  readonly cloud: Cloud;
  /** The instant of the run; due is what is due by then. */
  readonly now: EpochMs;
  /** True when the run should end soon; what is left is due at the next one. */
  late(): boolean;
}

/** One kind of due work: bounded, safe to repeat, right when it comes late. */
export interface Due {
  readonly name: string;
  /** @returns how many things it did */
  run(context: TickContext): Promise<number>;
}

/** Leaves room for the work in hand before the function's own limit. */
const RUN_MS = 12_000;

export interface TickReport {
  readonly done: Readonly<Record<string, number>>;
  readonly failed: readonly string[];
}

/**
 * The `main` of a function only timers may call. One kind of work that fails does not keep the others from theirs.
 */
export function serveTick(
  cloud: Cloud,
  fn: string,
  work: readonly Due[],
): (event: unknown, context: unknown) => Promise<Reply<TickReport>> {
  const store = storeOf(cloud);
  return async (_, invocation) => {
    if (cloud.identity(invocation).openid !== undefined) {
      log({ level: 'info', fn, action: '', code: 'FORGED_IDENTITY', ms: 0 });
      return { ok: false, code: 'FORGED_IDENTITY' };
    }
    const now = cloud.now();
    const late = () => cloud.now() - now > RUN_MS;
    const done: Record<string, number> = {};
    const failed: string[] = [];
    for (const due of work) {
      const count = await runOne(fn, due, { store, cloud, now, late });
      if (count === undefined) failed.push(due.name);
      else done[due.name] = count;
    }
    return { ok: true, value: { done, failed } };
  };
}

async function runOne(fn: string, due: Due, context: TickContext): Promise<number | undefined> {
  const { cloud } = context;
  const startedAt = cloud.now();
  const line = (code: string) => ({ fn, action: due.name, code, ms: cloud.now() - startedAt });
  try {
    const count = await due.run(context);
    if (count > 0) log({ level: 'info', ...line('OK'), count });
    return count;
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log({ level: 'error', ...line('INTERNAL'), stack });
    return undefined;
  }
}
