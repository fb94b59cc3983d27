/** The control endpoints of the local server, as this page uses them. */

/** @see local/server/ports.ts Person */
export interface Person {
  readonly openid: string;
  readonly name: string;
  readonly role: string;
  readonly courtyard?: string;
  readonly courtyardName?: string;
  readonly label?: string;
  readonly opengid?: string;
}

export interface Info {
  readonly functions: readonly string[];
  readonly size: string;
}

export interface ClockState {
  readonly now: number;
  readonly running: boolean;
  /** True while it shows the machine's own time. */
  readonly real: boolean;
}

export interface Counters {
  readonly requests: number;
  readonly docsExamined: number;
  readonly docsReturned: number;
  readonly docsWritten: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly ms: number;
}

export interface ShownCall {
  readonly id: string;
  readonly fn: string;
  readonly action?: string;
  readonly trigger?: string;
  readonly startedAt: number;
  readonly cold: boolean;
  readonly status: 'running' | 'ok' | 'failed';
  readonly error?: { readonly code: string; readonly message: string };
  readonly counters: Counters;
  readonly requests: readonly {
    readonly op: string;
    readonly target?: string;
    readonly ms: number;
    readonly code?: string;
  }[];
  readonly logs: readonly string[];
}

export interface Metrics {
  readonly totals: { readonly calls: number; readonly failed: number };
  readonly invocations: readonly ShownCall[];
}

export interface Message {
  readonly id: string;
  readonly at: number;
  readonly templateId: string;
  readonly page: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
}

export interface Credit {
  readonly openid: string;
  readonly templateId: string;
  readonly left: number;
}

export type Groups = Readonly<
  Record<string, { readonly name: string; readonly openids: string[] }>
>;

export interface Collection {
  readonly name: string;
  readonly count: number;
  readonly declared: boolean;
}

export interface FaultRule {
  readonly operation: string;
  readonly kind: 'delay' | 'drop' | 'error' | 'lost-reply' | 'crash';
  readonly count?: number;
  readonly ms?: number;
  readonly struck?: number;
}

export const control = {
  info: () => ask<Info>('info'),
  people: () => ask<readonly Person[]>('people'),
  groups: () => ask<Groups>('groups'),
  clock: () => ask<ClockState>('clock'),
  setClock: (setting: { now?: string | number | null; running?: boolean }) =>
    ask<ClockState>('clock', setting),
  metrics: (limit: number) => ask<Metrics>(`metrics?limit=${limit}`),
  inbox: (openid: string) =>
    ask<{ messages: readonly Message[]; credits: readonly Credit[] }>(
      `outbox?openid=${encodeURIComponent(openid)}`,
    ),
  collections: () => ask<{ collections: readonly Collection[] }>('collections'),
  documents: (collection: string, after?: number) =>
    ask<{ docs: readonly unknown[]; next?: number }>(
      `documents?collection=${encodeURIComponent(collection)}&limit=20${after ? `&after=${after}` : ''}`,
    ),
  faults: () => ask<{ rules: readonly FaultRule[] }>('faults'),
  addFault: (rule: FaultRule) => ask<{ rules: readonly FaultRule[] }>('faults', rule),
  async clearFaults(): Promise<void> {
    await fetch('/control/faults', { method: 'DELETE' });
  },
  safety: () => ask<{ outage: boolean }>('content-safety'),
  setSafetyOutage: (outage: boolean) => ask<{ outage: boolean }>('content-safety', { outage }),
  reset: (size: string) => ask<{ size: string }>('reset', { size }),
};

/** @throws Error with the server's own words */
async function ask<T>(path: string, body?: object): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`/control/${path}`, init);
  const answer = (await response.json()) as T & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? `/control/${path} ${response.status}`);
  return answer;
}
