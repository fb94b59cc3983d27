import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const openCourtyard = pageAt('packages/keeper/courtyard/courtyard');

const courtyards = [
  {
    id: 'cy_c01',
    code: 'C01',
    name: '东环路3巷22号院',
    aliases: [],
    kind: 'old',
    residentGroup: 1,
    householdCount: 28,
    guardCount: 2,
    groupBound: true,
  },
];
const type = (value: string) => ({ detail: { value } });

beforeEach(() => {
  keeperPhone.reset();
  phone.ok('directory.overview', { courtyards });
});

it('starts from what is known, so that saving a name changes nothing else', async () => {
  phone.ok('directory.saveCourtyard', {});
  const page = await openCourtyard({ y: 'cy_c01' });
  await page.run('writeAliases', type('322号院、老邮电院 322号院'));
  await page.run('save');
  expect(phone.callsOf('directory.saveCourtyard')[0]).toMatchObject({
    courtyardId: 'cy_c01',
    input: { name: '东环路3巷22号院', aliases: ['322号院', '老邮电院'], guardCount: 2 },
  });
});

it('says to which resident group it belongs, and what kind of place it is', async () => {
  phone.ok('directory.saveCourtyard', {});
  const page = await openCourtyard({ y: 'cy_c01' });
  await page.run('changeGroup', { detail: { value: 3 } });
  await page.press('商品房小区');
  await page.press('存好这个院子');
  expect(phone.callsOf('directory.saveCourtyard')[0]?.input).toMatchObject({
    residentGroup: 3,
    kind: 'commercial',
    guardCount: 2,
  });
});

it('does not take an empty name', async () => {
  const page = await openCourtyard({ y: 'cy_c01' });
  await page.run('writeName', type('  '));
  await page.run('save');
  expect(page.text()).toContain('写上院名');
  expect(phone.callsOf('directory.saveCourtyard')).toEqual([]);
});
