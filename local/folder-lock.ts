import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Said to whoever starts a second time on the same data. */
export class FolderBusy extends Error {
  override readonly name = 'FolderBusy';

  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`${folder} is used by process ${pid}`);
  }
}

/** Said of a folder that holds something else: starting over would remove what is not ours. */
export class FolderForeign extends Error {
  override readonly name = 'FolderForeign';

  constructor(readonly folder: string) {
    super(`${folder} holds something else than our data`);
  }
}

/** Says that a folder is a data folder of ours; the other two lie in those that were made without it. */
const MARK = '.yuanba';
const OURS: readonly string[] = [MARK, 'seeded.json', 'running.pid'];

/**
 * One process per data folder; a lock whose process is gone is taken over.
 * @returns how to let go
 * @throws FolderBusy, FolderForeign, or what the file system says
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const held = readdirSync(folder);
  if (held.length > 0 && !held.some((name) => OURS.includes(name))) throw new FolderForeign(folder);
  writeFileSync(join(folder, MARK), '');
  const file = join(folder, 'running.pid');
  const mine = String(process.pid);
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (trouble) {
      if ((trouble as NodeJS.ErrnoException).code !== 'EEXIST') throw trouble;
      const pid = readPid(file);
      if (pid !== undefined && runs(pid)) throw new FolderBusy(folder, pid);
      rmSync(file, { force: true });
    }
  }
  throw new Error(`${file} cannot be taken`);
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (trouble) {
    return (trouble as NodeJS.ErrnoException).code === 'EPERM';
  }
}
