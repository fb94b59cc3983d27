// Compiles the mini-program with WeChat's own tool, as an upload would, and runs its quality scan on the result.
// Kept apart from the product's packages: it brings about a thousand of its own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ci = createRequire(import.meta.url)('miniprogram-ci');
const root = dirname(dirname(fileURLToPath(import.meta.url)));

function project(projectPath, ignores) {
  const made = new ci.Project({
    appid: 'touristappid',
    type: 'miniProgram',
    projectPath,
    privateKey: 'offline',
    ignores,
  });
  // Otherwise the attributes are asked from WeChat's servers.
  made.attr = async () => ci.DefaultProjectAttr;
  return made;
}

const setting = {
  es6: true,
  es7: true,
  minify: true,
  minifyWXML: true,
  minifyWXSS: true,
  autoPrefixWXSS: true,
};

const files = await ci.getCompiledResult({
  project: project(root, [
    'node_modules/**/*',
    'dist/**/*',
    'official/**/*',
    'test/**/*',
    'local/**/*',
  ]),
  version: '0.0.0',
  desc: '',
  onProgressUpdate() {},
  setting,
});
const bytes = Object.values(files).reduce((sum, file) => sum + Buffer.byteLength(file), 0);
process.stdout.write(
  `compiled ${Object.keys(files).length} files, ${Math.round(bytes / 1024)} KB\n`,
);

// The scan reads JavaScript, so it looks at what was compiled.
const folder = mkdtempSync(join(tmpdir(), 'official-'));
try {
  for (const [name, file] of Object.entries(files)) {
    const path = join(folder, 'miniprogram', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file);
  }
  writeFileSync(
    join(folder, 'project.config.json'),
    JSON.stringify({
      appid: 'touristappid',
      compileType: 'miniprogram',
      miniprogramRoot: 'miniprogram/',
      setting: { minified: true, minifyWXML: true, minifyWXSS: true },
    }),
  );
  const findings = await ci.checkCodeQuality(project(folder, []));
  for (const { name, success, detail } of findings) {
    const more = success || !detail ? '' : ` ${JSON.stringify(detail)}`;
    process.stdout.write(`${success ? '✓' : '✗'} ${name}${more}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
