import type { Clock } from '../clock';
import { type FunctionSpec, readCatalog } from './catalog';
import {
  type CloudEnv,
  callContext,
  callVariables,
  openidTrouble,
  staticVariables,
} from './identity';
import type { Outcome } from './instance';
import { type InvocationRecord, type Invocations, logLine, type OpenedCall } from './invocations';
import { createPool, type Pool } from './pool';
import { withSourcePositions } from './source-positions';
import { workerCode } from './worker-code';

export interface HostOptions {
  /** Built functions: `<folder>/<name>/index.js` beside its config.json. */
  readonly folder: string;
  readonly clock: Clock;
  /** Asked at the first call: the port is known only when the server listens. */
  readonly env: () => CloudEnv;
  readonly invocations: Invocations;
  /** Most instances of one function at once. */
  readonly perFunction?: number;
}

export type InvokeReply = { readonly record: InvocationRecord } & (
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly stack: string }
);

export interface Host {
  readonly invocations: Invocations;
  /**
   * Runs a function as one caller and never rejects.
   * Codes: FUNCTIONS_REQUEST_FAIL (no such function, unusable openid), FUNCTIONS_EXECUTE_FAIL (it threw),
   * FUNCTIONS_TIME_LIMIT_EXCEEDED.
   */
  invoke(call: OpenedCall): Promise<InvokeReply>;
  has(fn: string): boolean;
  spec(fn: string): FunctionSpec | undefined;
  list(): {
    readonly name: string;
    readonly instances: number;
    readonly timers: readonly string[];
  }[];
  recent(limit: number): InvocationRecord[];
  /** Loads every module once, so that the first tap is not the slow one. */
  warm(): Promise<void>;
  /** Drops the instances, so that the next call loads the bundle that lies there now. */
  reload(fn?: string): Promise<void>;
  /** Ends the instance that runs this call, as a crash in the middle of it would. */
  crash(token: string): void;
  close(): Promise<void>;
}

const PER_FUNCTION = 4;
/** About 30 MB each; past this, functions share what is running. */
const ALL_INSTANCES = 14;
const IDLE_MS = 20_000;

export function createHost(options: HostOptions): Host {
  const { clock, invocations } = options;
  const pools = new Map<string, Pool>();
  const crashes = new Map<string, () => void>();
  let catalog = readCatalog(options.folder);
  const sweeper = setInterval(() => {
    for (const pool of pools.values()) pool.shrink(IDLE_MS);
  }, IDLE_MS / 2);
  sweeper.unref();

  const poolOf = (spec: FunctionSpec, code: string): Pool => {
    const known = pools.get(spec.name);
    if (known) return known;
    const cap = options.perFunction ?? PER_FUNCTION;
    const mayGrow = () => sum([...pools.values()].map(({ size }) => size)) < ALL_INSTANCES;
    const variables = staticVariables(options.env());
    const pool = createPool({ spec, code, clock: clock.shared, variables, cap, mayGrow });
    pools.set(spec.name, pool);
    return pool;
  };

  async function run(
    spec: FunctionSpec,
    record: InvocationRecord,
    asked: OpenedCall,
  ): Promise<Outcome> {
    const env = options.env();
    const pool = poolOf(spec, await workerCode());
    const instance = await pool.take();
    if (!instance) return refusal('the host is closing');
    record.cold = !instance.loaded;
    const call = {
      id: record.id,
      variables: callVariables(env, record),
      eventJson: JSON.stringify(withUser(asked, env) ?? {}),
      context: callContext(env, record, spec),
    };
    const crash = () => void instance.kill('the instance crashed');
    crashes.set(record.token, crash);
    const bomb =
      asked.crashAfterMs === undefined ? undefined : setTimeout(crash, asked.crashAfterMs);
    const outcome = await instance.run(call, (line) => logLine(record, line));
    clearTimeout(bomb);
    crashes.delete(record.token);
    pool.release(instance);
    return outcome;
  }

  async function invoke(call: OpenedCall): Promise<InvokeReply> {
    const startedMs = performance.now();
    const record = invocations.open(call);
    const spec = catalog.get(call.fn);
    const trouble = call.openid === undefined ? undefined : openidTrouble(call.openid);
    const outcome = trouble
      ? refusal(trouble)
      : spec
        ? await run(spec, record, call)
        : refusal(`FunctionName parameter could not be found. [${call.fn}]`);
    record.counters.ms = Math.round((performance.now() - startedMs) * 10) / 10;
    const reply = replyOf(outcome, record);
    record.status = reply.ok ? 'ok' : 'failed';
    if (!reply.ok) record.error = { code: reply.code, message: reply.message };
    invocations.settle(record);
    return reply;
  }

  const dropPools = async (names: readonly string[]) => {
    const dropped = names.map((name) => pools.get(name));
    for (const name of names) pools.delete(name);
    await Promise.all(dropped.map((pool) => pool?.close()));
  };

  return {
    invocations,
    invoke,
    has: (fn) => catalog.has(fn),
    spec: (fn) => catalog.get(fn),
    list: () =>
      [...catalog.values()].map(({ name, timers }) => ({
        name,
        timers,
        instances: pools.get(name)?.size ?? 0,
      })),
    recent: (limit) => invocations.recent(limit),
    async warm() {
      const code = await workerCode();
      for (const spec of catalog.values()) {
        const pool = poolOf(spec, code);
        const instance = await pool.take();
        await instance?.ready;
        if (instance) pool.release(instance);
      }
    },
    async reload(fn) {
      catalog = readCatalog(options.folder);
      await dropPools(fn === undefined ? [...pools.keys()] : [fn]);
    },
    crash: (token) => crashes.get(token)?.(),
    async close() {
      clearInterval(sweeper);
      await dropPools([...pools.keys()]);
    },
  };
}

/** A call from a phone carries who tapped, as the platform adds it; functions must not trust it. */
function withUser(call: OpenedCall, env: CloudEnv): unknown {
  const plain = call.event !== null && typeof call.event === 'object' && !Array.isArray(call.event);
  if (call.source !== 'wx_client' || call.openid === undefined || !plain) return call.event;
  return { ...call.event, userInfo: { appId: env.appid, openId: call.openid } };
}

const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);

const refusal = (message: string): Outcome => ({
  ok: false,
  code: 'FUNCTIONS_REQUEST_FAIL',
  message,
  stack: message,
});

/** A handler may return more than a phone can be sent. */
const RESULT_LIMIT_BYTES = 1024 * 1024;

function replyOf(outcome: Outcome, record: InvocationRecord): InvokeReply {
  if (!outcome.ok) return { ...outcome, stack: withSourcePositions(outcome.stack), record };
  if (Buffer.byteLength(outcome.resultJson) > RESULT_LIMIT_BYTES) {
    const message = 'cloudfunction result size exceed limit (1MB)';
    return { ok: false, code: 'FUNCTIONS_RESULT_TOO_LARGE', message, stack: message, record };
  }
  return { ok: true, result: JSON.parse(outcome.resultJson), record };
}
