/** A command of the project as somebody types it: bundled and run as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Typed {
  readonly said: string;
  readonly status: number;
}

/** @param script `scripts/NAME.ts` */
export async function typed(script: string, ...words: readonly string[]): Promise<Typed> {
  const child = spawn(process.execPath, ['scripts/run.mjs', `scripts/${script}.ts`, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [status] = (await once(child, 'close')) as [number];
  return { said, status };
}
