import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const openSettings = pageAt('packages/keeper/community/community');

const home = {
  communityId: 'cm_donghuan',
  communityName: '东环路社区',
  phone: '028-8300 0000',
  responseLevel: 0,
  drill: false,
  standing: { status: 'member', memberId: 'mb_a', name: '廖蓉', roles: ['admin'] },
};
const type = <T>(value: T) => ({ detail: { value } });
const saved = () => phone.callsOf('courtyard.saveCommunity').map(({ input }) => input);

beforeEach(() => {
  keeperPhone.reset();
  phone.ok('courtyard.home', home);
  phone.ok('courtyard.saveCommunity', {});
});

it('saves what was typed, and the telephone under every page is the new one', async () => {
  const page = await openSettings();
  await page.run('writePhone', type(' 028-8300 0101 '));
  await page.press('存好社区设置');
  expect(saved()).toEqual([
    { name: '东环路社区', phone: '028-8300 0101', responseLevel: 0, drill: false },
  ]);
  await page.run('readAround');
  expect(page.data()).toMatchObject({ phone: '028-8300 0101' });
});

it.each([
  ['writePhone', '028-HELP', '只写数字、短横和空格'],
  ['writePhone', '- -', '写上打得通的电话'],
  ['writePhone', '0'.repeat(29), '最多28个字'],
  ['writeName', ' ', '写上社区的名字'],
])('%s %s: says %s, and saves nothing', async (method, typed, words) => {
  const page = await openSettings();
  await page.run(method, type(typed));
  await page.press('存好社区设置');
  expect(page.text()).toContain(words);
  expect(saved()).toEqual([]);
});

it('says what everybody will see before a drill or a response begins', async () => {
  const page = await openSettings();
  await page.run('switchDrill', type(true));
  await page.press('二级');
  phone.confirm = false;
  await page.press('存好社区设置');
  expect(phone.said.join()).toMatch(/各家打开院坝，都会看到“演练”.*二级响应/);
  expect(saved()).toEqual([]);
  phone.confirm = true;
  await page.press('存好社区设置');
  expect(saved()).toMatchObject([{ drill: true, responseLevel: 2 }]);
});
