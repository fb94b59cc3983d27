import { addDays, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { RolesView } from '../../miniprogram/contract/courtyard';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const openPage = pageAt('packages/keeper/roles/roles');
const open = () => openPage({ y: 'cy_c01' });

const roles: RolesView = {
  courtyardName: '3巷22号院',
  roles: [
    {
      memberId: 'mb_owner',
      name: '白德碧',
      label: '2单元 401 白家',
      role: 'owner',
      scope: 'cy_c01',
      from: 0,
    },
    {
      memberId: 'mb_helper',
      name: '刘桂芳',
      label: '2单元 301 熊家',
      role: 'volunteer',
      scope: 'cy_c01',
      from: 0,
      until: instant('2040-01-01'),
    },
  ],
  members: [
    { memberId: 'mb_helper', name: '刘桂芳', label: '2单元 301 熊家' },
    { memberId: 'mb_new', name: '曾华', label: '1单元 101 曾家' },
  ],
  grantable: ['deputy', 'committee', 'volunteer'],
  mayHandOver: true,
};
const tap = (dataset: object) => ({ currentTarget: { dataset } });

beforeEach(() => {
  keeperPhone.reset();
  phone.ok('courtyard.roles', roles);
  for (const act of ['grantRole', 'endRole', 'handOver']) phone.ok(`courtyard.${act}`, {});
});

it('shows who holds what and the last day it holds', async () => {
  const text = (await open()).text();
  expect(text).toContain('2039年12月31日');
  expect(text).toContain('白德碧2单元401白家没有写到期日');
  expect(text).toContain('副群主请一位还没有人担任');
});

it('gives a role for a year unless another term is chosen, and only to those who do not hold it', async () => {
  const page = await open();
  await page.run('startGrant', tap({ role: 'volunteer' }));
  expect(page.text()).toContain('曾华1单元101曾家');
  expect((page.data().people as { memberId: string }[]).map((p) => p.memberId)).toEqual(['mb_new']);
  await page.run('pick', tap({ id: 'mb_new', name: '曾华' }));
  const until = instant(addDays(dayOf(Date.now()), 365));
  expect(phone.callsOf('courtyard.grantRole')[0]?.input).toEqual({
    memberId: 'mb_new',
    role: 'volunteer',
    until,
  });
});

it('sends no end when the role is for an open time', async () => {
  const page = await open();
  await page.run('startGrant', tap({ role: 'deputy' }));
  await page.run('chooseTerm', tap({ days: 0, until: 0 }));
  await page.run('pick', tap({ id: 'mb_new', name: '曾华' }));
  expect(phone.callsOf('courtyard.grantRole')[0]?.input).toEqual({
    memberId: 'mb_new',
    role: 'deputy',
  });
});

it('says what an end means and to whom before it asks', async () => {
  phone.confirm = false;
  const page = await open();
  const line = { memberId: 'mb_helper', role: 'volunteer', name: '刘桂芳' };
  await page.run('end', tap({ line }));
  expect(phone.said.join()).toContain('刘桂芳 以后不能再以志愿者的身份');
  expect(phone.callsOf('courtyard.endRole')).toEqual([]);
});

it('warns that a hand-over cannot be taken back by oneself', async () => {
  const page = await open();
  await page.run('startHandOver');
  await page.run('pick', tap({ id: 'mb_new', name: '曾华' }));
  expect(phone.said[0]).toContain('您自己变回普通住户');
  expect(phone.callsOf('courtyard.handOver')[0]?.input).toEqual({ to: 'mb_new' });
  expect(phone.callsOf('courtyard.grantRole')).toEqual([]);
});

it('says why the last owner cannot go', async () => {
  phone.answer('courtyard.endRole', { ok: false, code: 'LAST_OWNER' });
  const page = await open();
  await page.run('end', tap({ line: { memberId: 'mb_owner', role: 'owner', name: '白德碧' } }));
  expect(phone.said.join()).toContain('院里不能没有群主');
});
