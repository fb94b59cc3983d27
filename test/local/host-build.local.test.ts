import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { wrap } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { readCatalog } from '../../local/functions/catalog';
import { type BuiltFunction, buildFunctions } from '../../scripts/build-functions';
import { type Running, startFixtures, tap } from './fixtures/assembled';

const root = resolve(__dirname, '../..');
let outDir: string;
let built: BuiltFunction[];
let local: Running;

beforeAll(async () => {
  outDir = mkdtempSync(join(tmpdir(), 'yuanba-built-'));
  mkdirSync(join(outDir, 'renamed-away'));
  built = await buildFunctions({ source: join(__dirname, 'fixtures', 'sources'), outDir });
  // Only what package.json still lists is installed beside the bundle, as in the cloud.
  mkdirSync(join(outDir, 'greet', 'node_modules'));
  symlinkSync(
    join(root, 'node_modules', 'qrcode'),
    join(outDir, 'greet', 'node_modules', 'qrcode'),
  );
  local = await startFixtures({ functions: outDir });
});
afterAll(async () => {
  await local.close();
  rmSync(outDir, { recursive: true, force: true });
});

describe('a built function', () => {
  it('is a bundle with the SDK inside, its package.json and its config.json', () => {
    expect(built.map(({ name }) => name)).toEqual(['greet']);
    const read = (file: string) => readFileSync(join(outDir, 'greet', file), 'utf8');
    expect(JSON.parse(read('package.json'))).toMatchObject({
      name: 'greet',
      main: 'index.js',
      dependencies: { qrcode: '1.5.4' },
    });
    expect(JSON.parse(read('package.json')).dependencies).not.toHaveProperty('wx-server-sdk');
    expect(read('index.js')).not.toMatch(/require\("(?:wx-server-sdk|@cloudbase)/);
    expect(JSON.parse(read('config.json'))).toEqual({
      timeout: 20,
      permissions: { openapi: ['security.msgSecCheck'] },
    });
  });

  it('runs with nothing but its folder', async () => {
    const { body } = await tap(local.url, 'greet', { openid: 'o_lin' });
    expect(body).toEqual({ text: '你好 o_lin', modules: 21 });
  });

  it('fails with positions in its source, not in the bundle', async () => {
    const reply = await local.host.invoke({
      fn: 'greet',
      openid: 'o_lin',
      event: { name: 'nobody' },
      source: 'wx_client',
    });
    expect(reply).toMatchObject({ ok: false, message: 'nobody is called nobody' });
    expect(reply.ok ? '' : reply.stack).toMatch(/sources\/greet\/index\.ts:7:\d+/);
  });

  it('does not stay under a name its source no longer has', () => {
    expect(existsSync(join(outDir, 'renamed-away'))).toBe(false);
  });
});

describe('a code cache', () => {
  it('is one this V8 takes, and changes nothing but the time', async () => {
    const [greet] = await buildFunctions({
      source: join(__dirname, 'fixtures', 'sources'),
      outDir,
      functions: ['greet'],
      codeCache: true,
    });
    const folder = greet?.folder ?? '';
    const cachedData = readFileSync(join(folder, 'bundle.cache'));
    const source = wrap(readFileSync(join(folder, 'bundle.js'), 'latin1'));
    expect(
      new Script(source, { filename: join(folder, 'bundle.js'), cachedData }).cachedDataRejected,
    ).toBe(false);
    await local.host.reload();
    expect((await tap(local.url, 'greet', { openid: 'o_lin' })).body).toEqual({
      text: '你好 o_lin',
      modules: 21,
    });
  });
});

describe('the catalog', () => {
  it('refuses a timer this host would not run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yuanba-catalog-'));
    mkdirSync(join(folder, 'daily'));
    writeFileSync(join(folder, 'daily', 'index.js'), 'exports.main = () => 1;');
    const triggers = [{ name: 'dawn', type: 'timer', config: '0 0 6 * * * *' }];
    writeFileSync(join(folder, 'daily', 'config.json'), JSON.stringify({ triggers }));
    expect(() => readCatalog(folder)).toThrow('0 0 6 * * * *');
    rmSync(folder, { recursive: true });
  });
});
