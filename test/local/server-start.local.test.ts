import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staticVariables } from '../../local/functions/identity';
import { type Product, startProduct } from '../support/local';

let folder: string;
const running: Product[] = [];

const start = async (options: Parameters<typeof startProduct>[0] = {}) => {
  const product = await startProduct({ folder, ...options });
  running.push(product);
  return product;
};

/** A program of a stranger with the real SDK, in its own process. */
function program({ envId, sdkUrl }: Product, code: string): unknown {
  const variables = staticVariables({ envId, sdkUrl, appid: 'wxlocal0000000001' });
  const script = `
    const app = require('@cloudbase/node-sdk').init({ env: '${envId}' });
    const db = app.database();
    (async () => { ${code} })().then((r) => process.stdout.write(JSON.stringify(r ?? null)),
      (e) => process.stdout.write(JSON.stringify({ code: e.code, message: e.message })));`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], {
    env: { ...process.env, ...variables },
    encoding: 'utf8',
  });
  return JSON.parse(stdout);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yuanba-start-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
  rmSync(folder, { recursive: true, force: true });
});

describe('the product on one machine', () => {
  it('starts empty, serves a stranger’s SDK, and keeps what was written over a restart', async () => {
    const first = await start();
    expect(await first.control('info')).toMatchObject({ size: 'empty', sdkUrl: first.sdkUrl });
    const wrote = program(
      first,
      `await db.createCollection('things'); return (await db.collection('things').add({ _id: 't1', n: 1 }));`,
    );
    expect(wrote).toMatchObject({ id: 't1' });
    await first.close();
    const second = await start();
    expect(program(second, `return (await db.collection('things').get()).data;`)).toEqual([
      { _id: 't1', n: 1 },
    ]);
  }, 60_000);

  it('keeps acknowledged writes over a kill, and the folder is free again', async () => {
    const first = await start({ durable: true });
    program(
      first,
      `await db.createCollection('things'); await db.collection('things').add({ _id: 't1' });`,
    );
    await first.kill();
    const second = await start();
    expect(program(second, `return (await db.collection('things').count()).total;`)).toBe(1);
  }, 60_000);

  it('says in a sentence that the folder is in use, or holds another size', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`正被另一个院坝使用（进程 ${first.pid}）`);
    await first.close();
    await expect(start({ size: 'small' })).rejects.toThrow('数据目录里是 empty，不是 small');
  }, 60_000);

  it('takes faults from the start', async () => {
    const product = await start({
      faults: [{ operation: 'database.*', kind: 'error', code: 'DATABASE_TIMEOUT' }],
    });
    expect(program(product, `return (await db.collection('things').get()).data;`)).toMatchObject({
      code: 'DATABASE_TIMEOUT',
    });
  }, 60_000);

  it.each([
    [['--data', ''], 2, '要写一个目录'],
    [['--tz', 'Nope/Zone'], 2, '不是时区'],
    [['--port', '70000'], 2, '不是端口号'],
    [['--data', __filename], 1, '不能用'],
    [['--data', __dirname, '--fresh'], 1, '里有别的东西'],
  ])('says in a sentence what is wrong with %j', (options, status, sentence) => {
    const run = ['scripts/run.mjs', 'local/start.ts', '--no-phone', '--size', 'empty'];
    const port = options.includes('--port') ? [] : ['--port', '0'];
    const said = spawnSync(process.execPath, [...run, ...port, ...options], { encoding: 'utf8' });
    expect(said.stdout).toContain(sentence);
    expect(said.status).toBe(status);
  });
});
