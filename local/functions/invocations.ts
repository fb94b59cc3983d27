import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import { type Counters, type Invocation, newCounters } from '../cloud/wire';

/** One request the function made while it ran, for the cloud view. */
export interface RequestRecord {
  readonly op: string;
  readonly target?: string;
  readonly ms: number;
  readonly code?: string;
}

/** A call of one of our functions, running or over, as the cloud view and the bench see it. */
export interface InvocationRecord extends Invocation {
  readonly id: string;
  /** Taken from the event when it names one; only for display. */
  readonly action?: string;
  readonly trigger?: string;
  /** Product clock, epoch milliseconds. */
  readonly startedAt: number;
  readonly logs: string[];
  readonly requests: RequestRecord[];
  /** True when this call had to wait for a module to load. */
  cold: boolean;
  status: 'running' | 'ok' | 'failed';
  error?: { readonly code: string; readonly message: string };
}

export interface OpenedCall {
  readonly fn: string;
  readonly event: unknown;
  readonly openid?: string;
  readonly source: string;
  readonly trigger?: string;
  /** Kills the instance this long after the call began: a fault for tests. */
  readonly crashAfterMs?: number;
}

export interface Invocations {
  open(call: OpenedCall): InvocationRecord;
  /** Also finds calls that are over, for a while: a request nobody awaited is still theirs. */
  find(token: unknown): InvocationRecord | undefined;
  /** Newest first. */
  recent(limit: number): InvocationRecord[];
  totals(): readonly CallTotals[];
  settle(record: InvocationRecord): void;
  clear(): void;
}

/** Sums per function and action since the start or the last reset. */
export interface CallTotals {
  readonly fn: string;
  readonly action: string;
  calls: number;
  failed: number;
  cold: number;
  counters: Counters;
}

const KEPT = 500;
const LOG_LINES = 200;

export function createInvocations(clock: Clock, kept = KEPT): Invocations {
  const byToken = new Map<string, InvocationRecord>();
  const sums = new Map<string, CallTotals>();

  const trim = () => {
    for (const [token, record] of byToken) {
      if (byToken.size <= kept) return;
      if (record.status !== 'running') byToken.delete(token);
    }
  };

  return {
    open(call) {
      const action = actionOf(call.event);
      const record: InvocationRecord = {
        id: randomBytes(8).toString('hex'),
        token: `loc_${randomBytes(16).toString('hex')}`,
        fn: call.fn,
        source: call.source,
        startedAt: clock.now(),
        counters: newCounters(),
        logs: [],
        requests: [],
        cold: false,
        status: 'running',
        ...(call.openid === undefined ? {} : { openid: call.openid }),
        ...(call.trigger === undefined ? {} : { trigger: call.trigger }),
        ...(action === undefined ? {} : { action }),
      };
      byToken.set(record.token, record);
      trim();
      return record;
    },
    find: (token) => (typeof token === 'string' ? byToken.get(token) : undefined),
    recent: (limit) => [...byToken.values()].slice(-limit).reverse(),
    totals: () => [...sums.values()],
    settle(record) {
      const sum = totalsOf(sums, record);
      sum.calls += 1;
      if (record.status === 'failed') sum.failed += 1;
      if (record.cold) sum.cold += 1;
      addCounters(sum.counters, record.counters);
    },
    clear() {
      for (const [token, record] of byToken) {
        if (record.status !== 'running') byToken.delete(token);
      }
      sums.clear();
    },
  };
}

/** A chatty function keeps its newest lines. */
export function logLine(record: InvocationRecord, line: string): void {
  record.logs.push(line);
  if (record.logs.length > LOG_LINES) record.logs.shift();
}

export function addCounters(sum: Counters, more: Counters): void {
  for (const key of Object.keys(sum) as (keyof Counters)[]) sum[key] += more[key];
}

function totalsOf(sums: Map<string, CallTotals>, record: InvocationRecord): CallTotals {
  const action = record.action ?? record.trigger ?? '';
  const key = `${record.fn} ${action}`;
  const known = sums.get(key);
  if (known) return known;
  const fresh = { fn: record.fn, action, calls: 0, failed: 0, cold: 0, counters: newCounters() };
  sums.set(key, fresh);
  return fresh;
}

function actionOf(event: unknown): string | undefined {
  const action = (event as { action?: unknown } | null)?.action;
  return typeof action === 'string' ? action.slice(0, 60) : undefined;
}
