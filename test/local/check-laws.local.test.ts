import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'laws-'));
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  writeFileSync(
    join(tree, 'tsconfig.base.json'),
    '{ "compilerOptions": { "moduleResolution": "Bundler", "module": "ESNext" } }',
  );
});
afterAll(() => rmSync(tree, { recursive: true }));

function broken(files: Readonly<Record<string, string>>): string[] {
  for (const folder of ['miniprogram', 'cloudfunctions', 'local']) {
    rmSync(join(tree, folder), { recursive: true, force: true });
    mkdirSync(join(tree, folder));
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, name)), { recursive: true });
    writeFileSync(join(tree, name), text);
  }
  const { stdout } = spawnSync(
    join(ROOT, 'node_modules', '.bin', 'depcruise'),
    [
      '--config',
      join(ROOT, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      'miniprogram',
      'cloudfunctions',
      'local',
    ],
    { cwd: tree, encoding: 'utf8', maxBuffer: 64 << 20 },
  );
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string } }[] };
  };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}

const imports = (path: string): string => `import { x } from '${path}';\nexport const y = x;\n`;
const X = 'export const x = 1;\n';

describe('the laws of the tree', () => {
  it('hold for a tree that keeps them', () => {
    const sound = {
      'miniprogram/contract/a.ts': X,
      'miniprogram/services/b.ts': imports('../contract/a'),
      'cloudfunctions/kernel/c.ts': X,
      'cloudfunctions/notice/notice.ts': imports('../../miniprogram/contract/a'),
      'cloudfunctions/courtyard/public.ts': X,
      'cloudfunctions/notice/repository.ts': imports('../courtyard/public'),
    };
    expect(broken(sound)).toEqual([]);
  });

  it.each([
    [
      'contract-is-a-leaf',
      'miniprogram/contract/a.ts',
      '../services/x',
      'miniprogram/services/x.ts',
    ],
    ['phone-never-sees-the-server', 'miniprogram/services/a.ts', '../../local/x', 'local/x.ts'],
    [
      'functions-see-only-the-contract',
      'cloudfunctions/kernel/a.ts',
      '../../miniprogram/services/x',
      'miniprogram/services/x.ts',
    ],
    [
      'nothing-shipped-imports-the-local-cloud',
      'cloudfunctions/kernel/a.ts',
      '../../local/x',
      'local/x.ts',
    ],
    [
      'domains-meet-in-public',
      'cloudfunctions/notice/a.ts',
      '../courtyard/x',
      'cloudfunctions/courtyard/x.ts',
    ],
    [
      'kernel-knows-no-domain',
      'cloudfunctions/kernel/a.ts',
      '../notice/public',
      'cloudfunctions/notice/public.ts',
    ],
    [
      'domain-files-are-pure',
      'cloudfunctions/notice/notice.ts',
      '../kernel/cloud',
      'cloudfunctions/kernel/cloud.ts',
    ],
    [
      'subpackages-keep-apart',
      'miniprogram/packages/self/a/a.ts',
      '../../keeper/x/x',
      'miniprogram/packages/keeper/x/x.ts',
    ],
    [
      'main-package-stands-alone',
      'miniprogram/services/a.ts',
      '../packages/self/x',
      'miniprogram/packages/self/x.ts',
    ],
    ['pages-do-not-import-pages', 'miniprogram/pages/a/a.ts', '../b/b', 'miniprogram/pages/b/b.ts'],
  ])('report %s', (rule, from, path, to) => {
    expect(broken({ [from]: imports(path), [to]: X })).toContain(rule);
  });

  it('report the SDK anywhere but in kernel/cloud.ts', () => {
    const sdk = "import wx from 'wx-server-sdk';\nexport const x = wx;\n";
    expect(broken({ 'cloudfunctions/kernel/cloud.ts': sdk })).toEqual([]);
    expect(broken({ 'cloudfunctions/kernel/other.ts': sdk })).toEqual([
      'only-cloud-touches-the-sdk',
    ]);
  });

  it('report a cycle', () => {
    expect(
      broken({
        'local/a.ts': imports('./b'),
        'local/b.ts': "import { y } from './a';\nexport const x = y;\n",
      }),
    ).toEqual(['no-cycles']);
  });
});
