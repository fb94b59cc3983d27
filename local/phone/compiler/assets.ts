import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

const KINDS: ReadonlySet<string> = new Set(
  '.png .jpg .jpeg .gif .svg .webp .mp3 .m4a .aac .wav .mp4 .ttf .otf .woff .woff2'.split(' '),
);
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Copies pictures, sounds and fonts of the mini-program; what has not changed stays. */
export function copyAssets(root: string, outDir: string): void {
  for (const name of readdirSync(root)) {
    if (SKIPPED.has(name)) continue;
    const from = join(root, name);
    const to = join(outDir, name);
    const stat = statSync(from);
    if (stat.isDirectory()) copyAssets(from, to);
    else if (KINDS.has(extname(name).toLowerCase())) copyIfNewer(from, to, stat.mtimeMs);
  }
}

function copyIfNewer(from: string, to: string, changedMs: number): void {
  const held = statSync(to, { throwIfNoEntry: false });
  if (held && held.mtimeMs >= changedMs) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
