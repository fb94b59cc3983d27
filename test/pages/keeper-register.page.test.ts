import type { ImportReport } from '../../miniprogram/contract/directory';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone, wxOfTests } from '../support/phone';

const open = pageAt('packages/keeper/register/register');

const report: ImportReport = {
  rowCount: 120,
  newHouseholdCount: 40,
  changedHouseholdCount: 2,
  unchangedHouseholdCount: 8,
  newPersonCount: 95,
  findings: [
    { row: 9, column: '电话', weight: 'hint', text: '号码少一位' },
    { row: 17, column: '年龄段', weight: 'error', text: '要写 60-79 这样' },
    { row: 3, column: '门牌', weight: 'error', text: '空着' },
  ],
  applied: false,
};
const clean: ImportReport = { ...report, findings: [] };

let chosen = { path: 'wxfile://register.xlsx', size: 20_000 };
Object.assign(wxOfTests.cloud, {
  uploadFile: async ({ cloudPath }: { cloudPath: string }) => ({
    fileID: `cloud://x/${cloudPath}`,
  }),
});
Object.assign(wxOfTests, {
  chooseMessageFile: async () => ({ tempFiles: [chosen] }),
});

beforeEach(() => {
  keeperPhone.reset();
  chosen = { path: 'wxfile://register.xlsx', size: 20_000 };
  phone.ok('directory.checkRegister', report);
});

it('shows errors before hints, each with the row people find in the file, and imports nothing', async () => {
  const page = await open();
  await page.press('选填好的表格');
  await page.run('choose');
  const text = page.text();
  expect(text).toContain('120行里有2处要改');
  expect(text).toContain('2处要改，1处提醒');
  const order = ['第3行门牌', '第17行年龄段', '第9行电话'].map((words) => text.indexOf(words));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order[0]).toBeGreaterThan(0);
  expect(text).not.toContain('导入这');
  expect(phone.callsOf('directory.importRegister')).toEqual([]);
});

it('says what importing will do, does it once, and shows what came of it', async () => {
  phone.ok('directory.checkRegister', clean);
  phone.ok('directory.importRegister', { ...clean, applied: true });
  const page = await open();
  await page.run('choose');
  expect(page.text()).toContain('120行都看懂了，可以导入');
  await page.press('导入这120行');
  expect(phone.said[0]).toContain('添 40 户、改 2 户、添 95 人');
  expect(phone.callsOf('directory.importRegister')).toHaveLength(1);
  expect(page.text()).toContain('120行都导入好了');
});

it('offers no import when everything is already there', async () => {
  const nothing = { ...clean, newHouseholdCount: 0, changedHouseholdCount: 0, newPersonCount: 0 };
  phone.ok('directory.checkRegister', nothing);
  const page = await open();
  await page.run('choose');
  expect(page.text()).toContain('都已经在名册里了');
  expect(page.text()).not.toContain('导入这');
});

it('explains a file that cannot be read, and one that is too large', async () => {
  phone.answer('directory.checkRegister', { ok: false, code: 'REGISTER_UNREADABLE' });
  const page = await open();
  await page.run('choose');
  expect(page.text()).toContain('这个文件打不开');
  chosen = { path: 'wxfile://big.xlsx', size: 3_000_000 };
  await page.run('choose');
  expect(page.text()).toContain('这个太大了');
  expect(phone.callsOf('directory.checkRegister')).toHaveLength(1);
});
