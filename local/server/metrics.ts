import { type Counters, newCounters } from '../cloud/wire';
import type { Host } from '../functions/host';
import {
  addCounters,
  type CallTotals,
  type InvocationRecord,
  type Invocations,
} from '../functions/invocations';

/** Everything of a call but the token that would let a reader speak in its name. */
export type ShownCall = Omit<InvocationRecord, 'token'>;

export interface Metrics {
  readonly totals: { readonly calls: number; readonly failed: number; readonly counters: Counters };
  /** By function and action. */
  readonly actions: readonly CallTotals[];
  /** Newest first. */
  readonly invocations: readonly ShownCall[];
  readonly functions: ReturnType<Host['list']>;
  readonly rssBytes: number;
}

export function metricsOf(invocations: Invocations, host: Host, limit: number): Metrics {
  const actions = invocations.totals();
  const counters = newCounters();
  for (const one of actions) addCounters(counters, one.counters);
  return {
    totals: {
      calls: actions.reduce((sum, one) => sum + one.calls, 0),
      failed: actions.reduce((sum, one) => sum + one.failed, 0),
      counters,
    },
    actions,
    invocations: invocations.recent(limit).map(({ token: _, ...shown }) => shown),
    functions: host.list(),
    rssBytes: process.memoryUsage.rss(),
  };
}
