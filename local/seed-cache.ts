import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock';
import type { Size } from './server/ports';

/** A told story kept on disk, so that it is told through the functions only once. */
export interface Snapshots {
  saveTo(folder: string): void;
  loadFrom(folder: string): void;
}

export interface SeedCacheOptions {
  readonly root: string;
  readonly size: Size;
  readonly clock: Clock;
}

const DAY_MS = 86_400_000;
/** Courtyards live at +08:00. */
const ZONE_MS = 8 * 3_600_000;

/** @returns true when the story came from the cache; tells and keeps it otherwise */
export async function fromCacheOr(
  tell: () => Promise<void>,
  snapshots: Snapshots,
  options: SeedCacheOptions,
): Promise<boolean> {
  const folder = join(options.root, 'dist', 'seed', keyOf(options));
  if (existsSync(folder)) {
    snapshots.loadFrom(folder);
    return true;
  }
  await tell();
  forgetOld(join(options.root, 'dist', 'seed'));
  const coming = `${folder}.${process.pid}`;
  rmSync(coming, { recursive: true, force: true });
  mkdirSync(coming, { recursive: true });
  snapshots.saveTo(coming);
  if (existsSync(folder)) rmSync(coming, { recursive: true, force: true });
  else renameSync(coming, folder);
  return false;
}

const KEPT_MS = 2 * DAY_MS;

/** Yesterday's story is of no use; younger ones may be being read by another process. */
function forgetOld(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_MS)
      rmSync(path, { recursive: true, force: true });
  }
}

/** The story of a day is good for that day; of a clock that was set, for that instant. */
function keyOf({ root, size, clock }: SeedCacheOptions): string {
  const { now, real } = clock.state();
  const when = real ? `day-${Math.floor((now + ZONE_MS) / DAY_MS)}` : `at-${Math.floor(now)}`;
  const hash = createHash('sha256');
  for (const file of [...filesIn(join(root, 'local/demo')), ...bundlesIn(root)]) {
    hash.update(file).update(readFileSync(file));
  }
  return `${size}-${when}-${hash.digest('hex').slice(0, 16)}`;
}

function bundlesIn(root: string): string[] {
  const folder = join(root, 'dist', 'cloudfunctions');
  const schema = join(root, 'cloudfunctions', 'schema', 'collections.json');
  const bundles = existsSync(folder)
    ? readdirSync(folder).map((name) => join(folder, name, 'index.js'))
    : [];
  return [...bundles, schema].filter((file) => existsSync(file)).sort();
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesIn(path) : [path];
    });
}
