/** What `npm run export` and `npm run import` have in common: which environment, which folder, and what is said. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BackedCloud, openCloud, type Place } from './cloud';

const KEYS = `Keys come from TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY.
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
    say(`${usage}\n${KEYS}`);
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

function placeOf({ env, local }: { env?: string; local?: string }): Place | undefined {
  if (local) return { local };
  const { TENCENTCLOUD_SECRETID: secretId, TENCENTCLOUD_SECRETKEY: secretKey } = process.env;
  return env && secretId && secretKey ? { envId: env, secretId, secretKey } : undefined;
}

export const schemaPath = (): string =>
  join(process.env.YUANBA_ROOT ?? process.cwd(), 'cloudfunctions', 'schema', 'collections.json');
