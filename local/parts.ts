import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { DemoSource, StaticSource } from './server/ports';

/** What `local/demo/demo.ts` offers. */
interface DemoPart {
  readonly demo: DemoSource;
}

/** What `local/phone/serve.ts` and `local/phone/build.ts` offer. */
interface SitePart {
  createPhoneSite(options: {
    phoneDir: string;
    shellDir: string;
    watch: boolean;
  }): StaticSource & { close(): Promise<void> };
}
interface BuildPart {
  buildPhone(options: { appRoot: string; outDir: string; minify?: boolean }): Promise<unknown>;
}

export const loadDemo = (root: string) => loadPart<DemoPart>(root, 'local/demo/demo.ts');
export const loadSite = (root: string) => loadPart<SitePart>(root, 'local/phone/serve.ts');
export const loadPhoneBuild = (root: string) => loadPart<BuildPart>(root, 'local/phone/build.ts');

/**
 * Bundles a part when it is wanted and loads it. The phone's compiler and the demo are as big as the rest
 * of the local product together, and most tests and restarts want neither.
 */
async function loadPart<T>(root: string, entry: string): Promise<T | undefined> {
  if (!existsSync(join(root, entry))) return undefined;
  // One file per process: two that start together must not read each other's half-written bundle.
  const outfile = join(root, 'dist', 'run', `${entry.replaceAll('/', '-')}-${process.pid}.cjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
    define: { 'process.env.YUANBA_ROOT': JSON.stringify(root) },
  });
  return createRequire(join(root, 'package.json'))(outfile) as T;
}
