import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeExcel from 'write-excel-file/node';
import { type Journey, LOOKS, type Phone, startJourney } from '../support/journey';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
}, 180_000);
afterAll(() => journey.close());

const ADMIN = 'o_staff_01';
const HEAD = [
  '院落',
  '单元',
  '门牌',
  '户主姓氏',
  '居住情况',
  '姓名',
  '年龄段',
  '只用老年机',
  '电话',
];
const folder = mkdtempSync(join(tmpdir(), 'yuanba-register-'));

/** A table as somebody fills it in on a computer. */
async function table(name: string, rows: readonly (readonly string[])[]): Promise<string> {
  const path = join(folder, `${name}.xlsx`);
  const cells = [HEAD, ...rows].map((row) => row.map((value) => ({ value, type: String })));
  await writeExcel(cells).toFile(path);
  return path;
}

async function choose(admin: Phone, file: string): Promise<void> {
  await admin.tap(/选填好的表格|另选一张表格/);
  await admin.page.waitForTimeout(600);
  const consent = admin.page.getByText('同意', { exact: true }).filter({ visible: true });
  if (await consent.count()) await consent.first().tap();
  const chooser = admin.page.waitForEvent('filechooser');
  await admin.tap('从这台电脑选文件');
  await (await chooser).setFiles(file);
}

const good = (door: string): string[] => [
  ...['东环路3巷22号院', '1单元', door, '龙', '自住', '龙婆婆', '72', '是', '028-8300 0909'],
];

describe.each(LOOKS)('the administrator, in %s', (name, { text }) => {
  const large = text > 1;

  it('reads line by line what is wrong, mends it, and imports once', async () => {
    const bad = await table(`bad-${large}`, [
      good('911'),
      ['没有的院', '', '1', '王', '自住', '王某', '八十', '否', ''],
    ]);
    const mended = await table(`good-${large}`, [good(large ? '912' : '911')]);
    const admin = await journey.phone({
      as: ADMIN,
      text,
      path: 'packages/keeper/register/register',
    });
    await choose(admin, bad);
    await admin.see(/第 3 行 院落/);
    expect(await admin.page.getByText(/^导入这/).count()).toBe(0);
    await admin.look('register-1-findings');

    await choose(admin, mended);
    await admin.tap(/^导入这 1 行/);
    await admin.see(/添 1 户/);
    await admin.tap('导入');
    await admin.see('1 行都导入好了');
    await admin.look('register-2-done');

    await admin.close();
    const again = await journey.phone({
      as: ADMIN,
      text,
      path: 'packages/keeper/register/register',
    });
    await choose(again, mended);
    await again.see(/都已经在名册里了/);
    await again.close();
  }, 120_000);

  it('is told in plain words that a file is no table', async () => {
    const path = join(folder, `broken-${name.length}.xlsx`);
    writeFileSync(path, readFileSync(__filename));
    const admin = await journey.phone({
      as: ADMIN,
      text,
      path: 'packages/keeper/register/register',
    });
    await choose(admin, path);
    await admin.see(/这个文件打不开/);
    await admin.close();
  }, 60_000);
});
