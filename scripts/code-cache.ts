import { execFile } from 'node:child_process';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * What index.js becomes beside a code cache. V8 refuses a cache of another version or of other flags,
 * and then this is a plain start. It compares sources by length only, so cache and bundle are always
 * written together and the old cache goes first.
 */
const LOADER = `'use strict';
const { existsSync, readFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');
const filename = join(__dirname, 'bundle.js');
const cache = join(__dirname, 'bundle.cache');
const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const script = new Script(wrap(readFileSync(filename, 'latin1')), { filename, cachedData });
script.runInThisContext().call(exports, exports, require, module, filename, dirname(filename));
if (process.env.YUANBA_WRITE_CACHE) {
  require('node:fs').writeFileSync(cache, script.createCachedData());
}
`;

/**
 * Turns `<folder>/index.js` into bundle.js, bundle.cache and a small index.js. The cache is taken after
 * the module ran, so it holds what a start really needs compiled.
 */
export async function addCodeCache(folder: string): Promise<void> {
  await rm(join(folder, 'bundle.cache'), { force: true });
  await rename(join(folder, 'index.js'), join(folder, 'bundle.js'));
  await rename(join(folder, 'index.js.map'), join(folder, 'bundle.js.map'));
  await writeFile(join(folder, 'index.js'), LOADER);
  await promisify(execFile)(
    process.execPath,
    ['-e', 'require(process.argv[1])', join(folder, 'index.js')],
    {
      env: {
        ...process.env,
        YUANBA_WRITE_CACHE: '1',
        TENCENTCLOUD_RUNENV: 'SCF',
        TCB_ENV: 'build',
      },
    },
  );
}
