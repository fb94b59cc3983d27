import { Worker } from 'node:worker_threads';
import type { FunctionSpec } from './catalog';
import type { Failure, WorkerCall, WorkerMessage, WorkerStart } from './worker-protocol';

export type Outcome =
  | { readonly ok: true; readonly resultJson: string }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly stack: string };

export interface InstanceOptions {
  readonly spec: FunctionSpec;
  readonly code: string;
  readonly clock: SharedArrayBuffer;
  readonly variables: Readonly<Record<string, string>>;
  onGone(): void;
}

/** One worker thread with one loaded bundle. It runs one call at a time, like an instance in the cloud. */
export interface Instance {
  readonly busy: boolean;
  readonly usedAt: number;
  readonly loaded: boolean;
  /** True once the module is loaded, false when it never will be. */
  readonly ready: Promise<boolean>;
  /** Never rejects. Waits for the module; the time limit counts from then. */
  run(call: WorkerCall, onLog: (line: string) => void): Promise<Outcome>;
  /** Ends the thread; a running call fails with this message. */
  kill(message: string): Promise<void>;
}

interface Running {
  readonly id: string;
  readonly onLog: (line: string) => void;
  readonly finish: (outcome: Outcome) => void;
  timer?: NodeJS.Timeout;
}

const failed = (code: string, { message, stack }: Failure): Outcome => ({
  ok: false,
  code,
  message,
  stack,
});

const plain = (message: string): Failure => ({ message, stack: message });

const YOUNG_MB = 4;

type Answer = Extract<WorkerMessage, { type: 'done' | 'failed' }>;

const outcomeOf = (answer: Answer): Outcome =>
  answer.type === 'done'
    ? { ok: true, resultJson: answer.resultJson }
    : failed('FUNCTIONS_EXECUTE_FAIL', answer.failure);

export function startInstance({ spec, code, clock, variables, onGone }: InstanceOptions): Instance {
  const start: WorkerStart = { file: spec.file, clock, baseEnv: variables };
  const worker = new Worker(code, {
    eval: true,
    workerData: start,
    env: { ...variables },
    name: spec.name,
    // A function's heap is small; without this every thread reserves room for a big one.
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: spec.memoryMb },
    stdout: true,
    stderr: true,
  });
  let running: Running | undefined;
  let usedAt = Date.now();
  let gone = false;

  const settle = (outcome: Outcome) => {
    const done = running;
    running = undefined;
    usedAt = Date.now();
    clearTimeout(done?.timer);
    done?.finish(outcome);
  };
  const end = (outcome: Outcome) => {
    if (!gone) onGone();
    gone = true;
    settle(outcome);
  };

  let loaded = false;
  const ready = new Promise<boolean>((resolve) => {
    const hear = (message: WorkerMessage) => {
      if (message.type === 'log') {
        running?.onLog(message.line);
      } else if (message.type === 'ready') {
        loaded = true;
        resolve(true);
      } else if (message.type === 'unloadable') {
        end(failed('FUNCTIONS_EXECUTE_FAIL', message.failure));
        resolve(false);
        void worker.terminate();
      } else if (message.id === running?.id) {
        settle(outcomeOf(message));
      }
    };
    worker.on('message', hear);
    worker.on('error', (error) => {
      end(failed('FUNCTIONS_EXECUTE_FAIL', { message: error.message, stack: error.stack ?? '' }));
      resolve(false);
    });
    worker.on('exit', (status) => {
      end(failed('FUNCTIONS_EXECUTE_FAIL', plain(`the instance exited with status ${status}`)));
      resolve(false);
    });
  });

  const kill = async (message: string) => {
    end(failed('FUNCTIONS_EXECUTE_FAIL', plain(message)));
    await worker.terminate();
  };

  return {
    get busy() {
      return running !== undefined || gone;
    },
    get usedAt() {
      return usedAt;
    },
    get loaded() {
      return loaded;
    },
    ready,
    kill,
    run: (call, onLog) =>
      new Promise<Outcome>((finish) => {
        if (gone) return finish(failed('FUNCTIONS_EXECUTE_FAIL', plain('the instance is gone')));
        const mine: Running = { id: call.id, onLog, finish };
        running = mine;
        void ready.then((usable) => {
          if (!usable || running !== mine) return;
          // The limit counts from here: loading many modules at once on few cores is not the function's fault.
          mine.timer = setTimeout(() => {
            const seconds = spec.timeoutMs / 1000;
            end(
              failed(
                'FUNCTIONS_TIME_LIMIT_EXCEEDED',
                plain(`Invoking task timed out after ${seconds} seconds`),
              ),
            );
            void worker.terminate();
          }, spec.timeoutMs);
          worker.postMessage(call);
        });
      }),
  };
}
