import type { HomeView } from '../../miniprogram/contract/home';
import type { Role } from '../../miniprogram/contract/roles';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('pages/errands/errands');

const homeOf = (roles: readonly Role[]): HomeView => ({
  communityId: 'cm_donghuan',
  communityName: '东环路社区',
  phone: '028-8300 0000',
  responseLevel: 0,
  drill: false,
  courtyard: { id: 'cy_c01', name: '3巷22号院', groupBound: true },
  standing: { status: 'member', memberId: 'mb_a', name: '梁嬢嬢', roles },
  otherCourtyards: [],
  actingFor: [],
  waiting: [],
  notices: [],
  now: 0,
});

beforeEach(() => phone.reset());

it('gives a resident the own household and the gate, and nothing to keep house with', async () => {
  phone.ok('courtyard.home', homeOf(['resident']));
  const text = (await open()).text();
  expect(text).toContain('看通知');
  expect(text).toContain('今天值守');
  expect(text).not.toContain('院里的事');
});

it('opens the work places of an owner', async () => {
  phone.ok('courtyard.home', homeOf(['resident', 'owner']));
  const page = await open();
  await page.press('发通知');
  expect(phone.went).toEqual(['/packages/keeper/notice-edit/notice-edit']);
});

it('sends a stranger to the courtyard first', async () => {
  phone.ok('courtyard.home', { ...homeOf([]), standing: { status: 'stranger' } });
  const page = await open();
  await page.press('去院落看看');
  expect(phone.went).toEqual(['/pages/home/home']);
});
