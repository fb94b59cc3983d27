import type { FunctionSpec } from './catalog';
import { type Instance, startInstance } from './instance';

export interface PoolOptions {
  readonly spec: FunctionSpec;
  readonly code: string;
  readonly clock: SharedArrayBuffer;
  readonly variables: Readonly<Record<string, string>>;
  /** Most instances of this function at once. */
  readonly cap: number;
  /** Whether the machine has room for one more; a function with none always gets one. */
  mayGrow(): boolean;
}

export interface Pool {
  readonly size: number;
  /**
   * Waits its turn when every instance is busy and the cap is reached; first come, first served.
   * @returns nothing when the pool is closed meanwhile
   */
  take(): Promise<Instance | undefined>;
  release(instance: Instance): void;
  /** Ends instances nobody has used for this long, one stays warm. */
  shrink(idleMs: number): void;
  close(): Promise<void>;
}

export function createPool(options: PoolOptions): Pool {
  const instances = new Set<Instance>();
  const waiting: ((instance: Instance | undefined) => void)[] = [];
  const held = new Set<Instance>();
  let closed = false;

  const open = (): Instance => {
    const instance: Instance = startInstance({
      ...options,
      onGone: () => {
        instances.delete(instance);
        held.delete(instance);
        serve();
      },
    });
    instances.add(instance);
    return instance;
  };

  const idle = () => [...instances].find((one) => !one.busy && !held.has(one));

  const hasRoom = () => instances.size === 0 || (instances.size < options.cap && options.mayGrow());

  const next = () => idle() ?? (hasRoom() ? open() : undefined);

  function serve(): void {
    while (waiting.length > 0 && !closed) {
      const taken = next();
      if (!taken) return;
      held.add(taken);
      waiting.shift()?.(taken);
    }
  }

  return {
    get size() {
      return instances.size;
    },
    take: () =>
      new Promise((resolve) => {
        if (closed) {
          resolve(undefined);
          return;
        }
        waiting.push(resolve);
        serve();
      }),
    release(instance) {
      held.delete(instance);
      serve();
    },
    shrink(idleMs) {
      const idlers = [...instances].filter((one) => !one.busy && !held.has(one));
      for (const one of idlers.slice(1)) {
        if (Date.now() - one.usedAt > idleMs) void one.kill('idle');
      }
    },
    async close() {
      closed = true;
      for (const resolve of waiting.splice(0)) resolve(undefined);
      await Promise.all([...instances].map((one) => one.kill('the host is closing')));
    },
  };
}
