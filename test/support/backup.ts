/** Typing `npm run export` and `npm run import`, and telling whether two backups are the same. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from './local';

/** The command itself, as somebody types it. @returns what it said, and how it ended */
export async function typed(
  command: 'export' | 'import',
  { sdkUrl }: Pick<Product, 'sdkUrl'>,
  ...rest: string[]
) {
  const words = ['scripts/run.mjs', `scripts/${command}.ts`, '--local', sdkUrl, ...rest];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [status] = (await once(child, 'close')) as [number];
  return { said, status };
}

/** A hash of every file in a folder, by its path there. */
export const printsIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [
        path.slice(folder.length),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );
