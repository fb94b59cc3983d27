/**
 * A cold start: a fresh process loads a deployed bundle and answers its first call, beside a fresh process
 * that only loads `wx-server-sdk` from node_modules, as an unbundled function would before its first line.
 * The call is one that needs no database, so the network is in neither side. Runs alternate.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildFunctions } from '../scripts/build-functions';
import { median, type Row, ratio } from './support/rows';

const ROUNDS = 15;
const root = process.env.YUANBA_ROOT ?? process.cwd();

const FIRST_REPLY = `
const from = performance.now();
const { main } = require(process.argv[1]);
Promise.resolve(main({}, {})).then((reply) => {
  if (!reply || reply.ok !== false) throw new Error('the first reply is not the one expected');
  process.stdout.write('\\n' + String(performance.now() - from));
});`;
const SDK_ONLY = `
const from = performance.now();
require('wx-server-sdk');
process.stdout.write('\\n' + String(performance.now() - from));`;

/** Milliseconds inside a fresh process. */
function timed(code: string, ...args: readonly string[]): number {
  const printed = execFileSync(process.execPath, ['-e', code, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      TENCENTCLOUD_RUNENV: 'SCF',
      TCB_ENV: 'bench',
      SILENCE: 'true',
      TZ: 'UTC',
    },
  });
  return Number(printed.trim().split('\n').at(-1));
}

export async function cold(): Promise<readonly Row[]> {
  const cached = join(root, 'dist', 'bench-cold');
  const plain = await buildFunctions({ outDir: join(root, 'dist', 'bench-plain') });
  await buildFunctions({ outDir: cached, codeCache: true });
  const heaviest = plain.reduce((a, b) => (a.bytes >= b.bytes ? a : b));
  const times = { sdk: [] as number[], plain: [] as number[], cached: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.sdk.push(timed(SDK_ONLY));
    times.plain.push(timed(FIRST_REPLY, join(heaviest.folder, 'index.js')));
    times.cached.push(timed(FIRST_REPLY, join(cached, heaviest.name, 'index.js')));
  }
  const sdk = median(times.sdk);
  const row = (what: string, value: number, most: number): Row => ({
    bench: 'cold',
    what: `${heaviest.name}, ${what}, against the SDK alone (${Math.round(sdk)} ms)`,
    figure: ratio(value, sdk),
    goal: `≤ ${most}`,
    met: value / sdk <= most,
  });
  return [
    row('plain bundle', median(times.plain), 0.75),
    row('with V8 code cache', median(times.cached), 0.5),
  ];
}
