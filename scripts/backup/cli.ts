/** What `npm run export` and `npm run import` have in common: which environment, which folder, and what is said. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KEYS, placeOf } from '../place';
import { type BackedCloud, openCloud } from './cloud';

const CARE = `${KEYS}
A backup holds names and telephones: keep it where only those get at it who may read them.`;

export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Runs `work` with what was asked for, or says how to ask. */
export async function backUp(
  usage: string,
  work: (cloud: BackedCloud, folder: string, community: string) => Promise<void>,
): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      env: { type: 'string' },
      local: { type: 'string' },
      community: { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const place = placeOf(values);
  const [folder] = positionals;
  if (values.help || !place || !folder) {
    say(`${usage}\n${CARE}`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  try {
    await work(openCloud(place), folder, values.community);
  } catch (trouble) {
    say(`✗ ${(trouble as Error).message}`);
    process.exitCode = 1;
  }
}

export const schemaPath = (): string =>
  join(process.env.YUANBA_ROOT ?? process.cwd(), 'cloudfunctions', 'schema', 'collections.json');
