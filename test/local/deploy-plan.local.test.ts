import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { functionNames } from '../../scripts/build-functions';

const ROOT = resolve(__dirname, '../..');

function deploy(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { TENCENTCLOUD_SECRETID: _, TENCENTCLOUD_SECRETKEY: __, ...rest } = process.env;
  return spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/deploy.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...rest, ...env },
  });
}

describe('a dry run of the deploy', () => {
  it('names every collection, index, function and timer, and needs no keys', () => {
    const { status, stdout } = deploy(['--dry-run'], { YUANBA_FIRST_ADMIN: 'o_first' });
    expect(status).toBe(0);
    const schema = JSON.parse(
      readFileSync(join(ROOT, 'cloudfunctions', 'schema', 'collections.json'), 'utf8'),
    ) as { collections: { name: string; indexes: { name: string }[] }[] };
    for (const { name, indexes } of schema.collections) {
      expect(stdout).toContain(`collection ${name} (ADMINONLY)`);
      for (const index of indexes)
        expect(stdout).toMatch(new RegExp(`index ${index.name}( unique)?:`));
    }
    const functions = functionNames(join(ROOT, 'cloudfunctions'));
    expect(functions.length).toBeGreaterThan(0);
    for (const name of functions) expect(stdout).toContain(`function ${name}: `);
    expect(stdout).toContain('timer tick: 0 */5 * * * * *');
    expect(stdout).toContain('setting YUANBA_FIRST_ADMIN');
    // The setting's name is shown, never whom it names.
    expect(stdout).not.toContain('o_first');
    expect(stdout).toContain('nothing was changed');
  }, 60_000);

  it('without keys nothing is changed, and the way to give them is said', () => {
    const { status, stdout } = deploy(['--env', 'some-env']);
    expect(status).toBe(2);
    expect(stdout).toContain('Nothing was changed');
    expect(stdout).toContain('TENCENTCLOUD_SECRETID');
  }, 60_000);
});
