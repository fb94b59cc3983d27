/** Runs inside a worker thread: loads one bundle and answers one call at a time. */
import { createRequire } from 'node:module';
import { format } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { readClock } from '../clock';
import type { Failure, WorkerCall, WorkerMessage, WorkerStart } from './worker-protocol';

type Main = (event: unknown, context: unknown) => unknown;

const start = workerData as WorkerStart;
const port = parentPort;
const say = (message: WorkerMessage) => port?.postMessage(message);

/**
 * The product clock stands in for the machine's, so a function keeps calling Date.now().
 * A proxy of the one real Date: dates made inside Node stay `instanceof Date`.
 */
function followClock(shared: SharedArrayBuffer): void {
  const cell = new Float64Array(shared);
  const RealDate = Date;
  const machineNow = RealDate.now;
  const now = () => Math.floor(readClock(cell, machineNow()));
  const productDate: DateConstructor = new Proxy(RealDate, {
    construct(target, parts, newTarget) {
      const made = newTarget === productDate ? target : newTarget;
      return Reflect.construct(target, parts.length === 0 ? [now()] : parts, made) as Date;
    },
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  RealDate.prototype.constructor = productDate;
  globalThis.Date = productDate;
}

function captureConsole(): void {
  const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
  for (const level of levels) {
    console[level] = (...parts: unknown[]) => {
      const text = format(...parts);
      say({ type: 'log', line: level === 'log' || level === 'info' ? text : `[${level}] ${text}` });
    };
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof Error)
    return { message: error.message, stack: error.stack ?? error.message };
  const message = typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error));
  return { message, stack: message };
}

let callKeys: string[] = [];

function takeIdentity(variables: Readonly<Record<string, string>>): void {
  for (const key of callKeys) {
    delete process.env[key];
    const base = start.baseEnv[key];
    if (base !== undefined) process.env[key] = base;
  }
  Object.assign(process.env, variables);
  callKeys = Object.keys(variables);
}

async function answer(main: Main, call: WorkerCall): Promise<WorkerMessage> {
  takeIdentity(call.variables);
  try {
    const result = await main(JSON.parse(call.eventJson), call.context);
    return { type: 'done', id: call.id, resultJson: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return { type: 'failed', id: call.id, failure: failureOf(error) };
  }
}

function load(): Main {
  const loaded: { main?: unknown } = createRequire(start.file)(start.file);
  if (typeof loaded.main !== 'function') throw new Error(`${start.file} exports no main`);
  return loaded.main as Main;
}

followClock(start.clock);
captureConsole();
try {
  const main = load();
  port?.on('message', (call: WorkerCall) => {
    void answer(main, call).then(say);
  });
  say({ type: 'ready' });
} catch (error) {
  say({ type: 'unloadable', failure: failureOf(error) });
}
