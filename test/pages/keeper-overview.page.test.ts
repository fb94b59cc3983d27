import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const openOverview = pageAt('packages/keeper/overview/overview');

const courtyard = (id: string, name: string, aliases: string[] = []) => ({
  id: `cy_${id}`,
  code: id.toUpperCase(),
  name,
  aliases,
  kind: 'old' as const,
  residentGroup: id === 'c09' ? 2 : 1,
  householdCount: 30,
  guardCount: id === 'c01' ? 2 : 0,
  groupBound: id !== 'c09',
});
const overview = {
  communityName: '东环路社区',
  phone: '028-8300 0000',
  totals: {
    courtyardCount: 43,
    residentGroupCount: 13,
    householdCount: 2300,
    permanentCount: 5510,
    floatingCount: 3100,
    aged60Count: 3875,
    unguardedCount: 16,
    boundCount: 41,
    joinedHouseholdCount: 1500,
  },
  courtyards: [
    courtyard('c01', '东环路3巷22号院'),
    courtyard('c02', '东环路3巷5号院', ['305号院']),
    courtyard('c09', '桂枝巷9号院'),
  ],
};
const type = (value: string) => ({ detail: { value } });

beforeEach(() => {
  keeperPhone.reset();
  session.learn({ roles: ['staff'] });
  phone.ok('directory.overview', overview);
});

it('shows the figures people know, and every courtyard under its resident group', async () => {
  const page = await openOverview();
  const text = page.text();
  for (const words of [
    '43院落',
    '2,300住户',
    '3,875',
    '1,500/2,300家',
    '41/43个院',
    '又叫305号院',
  ]) {
    expect(text).toContain(words);
  }
  expect(text.indexOf('第1居民小组')).toBeLessThan(text.indexOf('第2居民小组'));
  expect(phone.callsOf('directory.overview')[0]?.courtyardId).toBeUndefined();
});

it('finds a courtyard by its alias without asking', async () => {
  const page = await openOverview();
  await page.run('search', type('305'));
  expect(page.text()).toContain('东环路3巷5号院');
  expect(page.text()).not.toContain('桂枝巷9号院');
  expect(phone.callsOf('directory.search')).toEqual([]);
});

it('asks the register about pinyin initials, and says when nothing is found', async () => {
  phone.ok('directory.search', { items: [courtyard('c09', '桂枝巷9号院')] });
  const page = await openOverview();
  await page.run('search', type('gzx'));
  await settle();
  expect(phone.callsOf('directory.search')[0]?.input).toEqual({ text: 'gzx' });
  expect(page.text()).toContain('桂枝巷9号院');
  await page.run('search', type('gzx9'));
  expect(phone.callsOf('directory.search')).toHaveLength(2);
  await page.run('search', type('没有的院'));
  expect(page.text()).toContain('没有找到这样的院子');
});

it('offers the register only to whoever may import it', async () => {
  expect((await openOverview()).text()).not.toContain('用表格导入');
  session.learn({ roles: ['admin'] });
  expect((await openOverview()).text()).toContain('用表格导入');
});
