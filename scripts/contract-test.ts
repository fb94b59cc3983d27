/** `npm run contract-test`: whether a cloud does what the product relies on. */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { type Bench, type Case, COLLECTION } from './contract/bench';
import { CASES } from './contract/cases';
import { appAt, KEYS, placeOf } from './place';

const HELP = `npm run contract-test -- (--env <environment id> | --local <云端 SDK of npm start>)
Runs ${CASES.length} cases in the collection ${COLLECTION}, which it makes, and one in members of a community of its own
in an environment that was deployed. What it puts in it takes away again.
${KEYS}`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      local: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const place = placeOf(values);
  if (values.help || !place) {
    say(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const app = appAt(place);
  const bench: Bench = { app, db: app.database(), run: `run${Date.now().toString(36)}` };
  await bench.db.createCollection(COLLECTION).catch(() => undefined);
  let failed = 0;
  for (const one of CASES) failed += (await holds(one, bench)) ? 0 : 1;
  await bench.db
    .collection(COLLECTION)
    .where({ run: bench.run })
    .remove()
    .catch(() => undefined);
  say(`${CASES.length - failed} of ${CASES.length} hold`);
  if (failed > 0) process.exitCode = 1;
}

async function holds({ claim, expected, seen }: Case, bench: Bench): Promise<boolean> {
  const found = await seen(bench).catch((error: Error) => `✗ ${error.message}`);
  // A list of the SDK and a plain one are the same to the product.
  const isRight = isDeepStrictEqual(plain(found), plain(expected));
  say(
    isRight
      ? `✓ ${claim}`
      : `✗ ${claim}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`,
  );
  return isRight;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

void main();
