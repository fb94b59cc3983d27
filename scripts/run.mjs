// Runs a TypeScript entry of this repository: `node scripts/run.mjs <entry.ts> [arguments]`.
// esbuild bundles it once (packages stay in node_modules), so no loader hooks are needed at run time.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entry = resolve(root, process.argv[2] ?? '');
const outfile = join(root, 'dist', 'run', `${process.argv[2]?.replace(/[/\\]/g, '-')}.cjs`);

await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  sourcemap: true,
  logLevel: 'error',
  define: { 'process.env.YUANBA_ROOT': JSON.stringify(root) },
});

process.argv.splice(1, 2, outfile);
process.setSourceMapsEnabled(true);
createRequire(import.meta.url)(outfile);
