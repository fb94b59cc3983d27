import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { FaultRule } from '../../local/cloud/services/faults';
import type { Size } from '../../local/server/ports';

const ROOT = resolve(__dirname, '../..');

export interface ProductOptions {
  readonly size?: Size;
  /** Zone of the functions; the cloud's is UTC. */
  readonly tz?: string;
  readonly faults?: readonly FaultRule[];
  /** The browser phone as well. */
  readonly phone?: boolean;
  /** Kept after `close`; a temporary one otherwise. */
  readonly folder?: string;
  /** fsync every write; off, tests are quicker. */
  readonly durable?: boolean;
}

export interface CallOptions {
  readonly openid: string;
  readonly opengid?: string;
}

export interface Product {
  readonly url: string;
  readonly sdkUrl: string;
  readonly envId: string;
  readonly folder: string;
  readonly pid: number;
  /** `POST /call/<fn>`: the function's reply. */
  call<T = unknown>(fn: string, data: object, who: CallOptions): Promise<T>;
  /** A control endpoint; GET without a body, POST with one. */
  control<T = unknown>(path: string, body?: object): Promise<T>;
  /** A clock that stands still at this instant, or runs on from it. */
  setClock(now: string | number | null, running?: boolean): Promise<void>;
  close(): Promise<void>;
  /** SIGKILL, as a power cut would end it. */
  kill(): Promise<void>;
}

type Hello =
  | { readonly url: string; readonly sdkUrl: string; readonly envId: string }
  | { readonly failed: string };

/** The whole product as a child process on a free port: built functions, real SDK, durable database. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'yuanba-'));
  const child = spawn(
    process.execPath,
    [
      ...['--enable-source-maps', await startScript(), '--port', '0', '--data', folder],
      ...['--size', options.size ?? 'empty', '--tz', options.tz ?? 'UTC'],
      ...(options.phone ? [] : ['--no-phone']),
      ...(options.durable ? [] : ['--fast']),
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: environment(options.tz ?? 'UTC') },
  );
  const hello = await helloOf(child);
  const product = productAt(hello, { child, folder, keep: options.folder !== undefined });
  if (options.faults) await product.control('faults', { rules: options.faults });
  return product;
}

function environment(tz: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, JEST_WORKER_ID: __, ...rest } = process.env;
  return { ...rest, TZ: tz };
}

async function helloOf(child: ChildProcess): Promise<Exclude<Hello, { failed: string }>> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-4000);
    });
  }
  const hello = await Promise.race([
    once(child, 'message').then(([message]) => message as Hello),
    once(child, 'exit').then(([status]) => ({ failed: `exit ${status}: ${printed}` })),
  ]);
  if ('failed' in hello) throw new Error(`the product did not start: ${hello.failed}`);
  return hello;
}

function productAt(
  { url, sdkUrl, envId }: Exclude<Hello, { failed: string }>,
  { child, folder, keep }: { child: ChildProcess; folder: string; keep: boolean },
): Product {
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    }
  };
  const control: Product['control'] = async (path, body) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${url}/control/${path}`, init);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`/control/${path}: ${JSON.stringify(answer)}`);
    return answer as never;
  };
  return {
    url,
    sdkUrl,
    envId,
    folder,
    pid: child.pid ?? 0,
    control,
    async call(fn, data, { openid, opengid }) {
      const response = await fetch(`${url}/call/${fn}`, {
        method: 'POST',
        headers: { 'x-openid': openid, ...(opengid === undefined ? {} : { 'x-opengid': opengid }) },
        body: JSON.stringify(data),
      });
      const answer: unknown = await response.json();
      if (!response.ok)
        throw new Error(`/call/${fn} ${response.status}: ${JSON.stringify(answer)}`);
      return answer as never;
    },
    async setClock(now, running = false) {
      await control('clock', { now, running: now === null ? true : running });
    },
    async close() {
      await end('SIGTERM');
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
  };
}

let script: Promise<string> | undefined;

/** `local/start.ts` bundled once per test process, under a name no other process writes. */
function startScript(): Promise<string> {
  script ??= bundle();
  return script;
}

async function bundle(): Promise<string> {
  const outfile = join(ROOT, 'dist', 'run', `start-for-tests-${process.pid}.cjs`);
  await build({
    entryPoints: [join(ROOT, 'local', 'start.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    sourcemap: true,
    logLevel: 'error',
    define: { 'process.env.YUANBA_ROOT': JSON.stringify(ROOT) },
  });
  return outfile;
}
