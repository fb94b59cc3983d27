import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildFunctions, functionNames } from '../scripts/build-functions';

const LOOK_MS = 50;
/** A build takes seconds; a lock older than this was left by a process that was killed. */
const STALE_MS = 60_000;

/** Builds the cloud functions when a source is newer than its bundle. Processes that start together build once. */
export async function ensureBuilt(root: string, onBuild: () => void): Promise<void> {
  if (!needsBuild(root)) return;
  onBuild();
  const unlock = await takeLock(join(root, 'dist', '.building'));
  try {
    if (needsBuild(root)) await buildFunctions();
  } finally {
    unlock();
  }
}

function needsBuild(root: string): boolean {
  const source = join(root, 'cloudfunctions');
  const names = functionNames(source);
  if (names.length === 0) return false;
  const bundles = names.map((name) => join(root, 'dist', 'cloudfunctions', name, 'index.js'));
  if (!bundles.every((file) => existsSync(file))) return true;
  const oldest = Math.min(...bundles.map((file) => statSync(file).mtimeMs));
  const inputs = [source, join(root, 'miniprogram', 'contract'), join(root, 'package-lock.json')];
  return Math.max(...inputs.map(newestIn)) > oldest;
}

/** Newest modification below a path, epoch milliseconds; 0 when nothing is there. */
export function newestIn(path: string): number {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

async function takeLock(folder: string): Promise<() => void> {
  mkdirSync(join(folder, '..'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(folder);
      return () => rmdirSync(folder);
    } catch (trouble) {
      if ((trouble as NodeJS.ErrnoException).code !== 'EEXIST') throw trouble;
    }
    if (Date.now() - ageOf(folder) > STALE_MS) removeLock(folder);
    await sleep(LOOK_MS);
  }
}

function ageOf(folder: string): number {
  try {
    return statSync(folder).mtimeMs;
  } catch {
    return Date.now();
  }
}

function removeLock(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Whoever held it let go at the same moment.
  }
}
