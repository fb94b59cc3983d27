/** `npm run check`: everything that can be known without running the product, the quickest first, stopping at once. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compileWithWechat } from './check-compile';
import { crowdedFiles, weightFindings } from './check-sizes';
import { checkWxml } from './check-wxml';

const root = process.env.YUANBA_ROOT ?? process.cwd();
const appRoot = join(root, 'miniprogram');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

interface Step {
  readonly name: string;
  /** @returns what is wrong, empty when nothing is */
  run(): readonly string[];
}

const command = (name: string, program: string, ...args: readonly string[]): Step => ({
  name,
  run() {
    const { status, stdout, stderr } = spawnSync(bin(program), args, {
      cwd: root,
      encoding: 'utf8',
    });
    return status === 0 ? [] : [stdout, stderr];
  },
});

const TYPED = ['contract', 'miniprogram', 'cloudfunctions', 'local', 'phone', 'test'];
const READ = ['miniprogram', 'cloudfunctions', 'local', 'scripts', 'bench', 'test'];
const typings = join(root, 'node_modules', 'miniprogram-api-typings', 'index.d.ts');

const STEPS: readonly Step[] = [
  command('format and lint', 'biome', 'check', '--error-on-warnings', '.'),
  { name: 'room in every file', run: () => crowdedFiles(root, READ) },
  { name: "templates, by WeChat's own compilers", run: () => compileWithWechat(appRoot) },
  command('architecture', 'depcruise', '--config', '.dependency-cruiser.cjs', ...READ),
  ...TYPED.map((project) => command(`types: ${project}`, 'tsc', '-p', `tsconfig/${project}.json`)),
  {
    name: 'types: templates',
    run: () => checkWxml(appRoot, typings).map(({ at, message }) => `${at} ${message}`),
  },
  command('dead code', 'knip'),
  { name: 'weight on the phone', run: () => weightFindings(appRoot) },
];

function main(): void {
  for (const { name, run } of STEPS) {
    const startedAt = performance.now();
    const wrong = run();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${wrong.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
    if (wrong.length === 0) continue;
    process.stdout.write(`${wrong.join('\n')}\n`);
    process.exitCode = 1;
    return;
  }
}

main();
