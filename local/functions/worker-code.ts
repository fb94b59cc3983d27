import { join } from 'node:path';
import { build } from 'esbuild';

let code: Promise<string> | undefined;

/** The worker's own script as one text, bundled once per process; it is started with `eval`. */
export function workerCode(): Promise<string> {
  code ??= bundle();
  return code;
}

async function bundle(): Promise<string> {
  const root = process.env.YUANBA_ROOT ?? process.cwd();
  const built = await build({
    entryPoints: [join(root, 'local/functions/worker.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    write: false,
    logLevel: 'error',
  });
  return built.outputFiles[0]?.text ?? '';
}
