import type { MeView } from '../../miniprogram/contract/member';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/self/acting/acting');

const me: MeView = {
  memberId: 'mb_a',
  name: '梁嬢嬢',
  households: [],
  actingFor: [
    {
      householdId: 'hh_c01u3d402',
      courtyardId: 'cy_c01',
      label: '3单元 402 彭家',
      personName: '彭婆婆',
      status: 'active',
    },
    {
      householdId: 'hh_c01u1d301',
      courtyardId: 'cy_c01',
      label: '1单元 301 何家',
      personName: '何爷爷',
      status: 'asked',
    },
  ],
  roles: [],
  phone: '028-8300 0000',
  messageCredits: 0,
};
const doors = {
  courtyardId: 'cy_c01',
  courtyardName: '3巷22号院',
  phone: '',
  units: [
    { unit: '1单元', doors: [{ id: 'hh_c01u1d101', door: '101' }] },
    { unit: '2单元', doors: [{ id: 'hh_c01u2d201', door: '201' }] },
  ],
  privacyVersion: '1',
  fromGroup: false,
};
const tap = (dataset: object) => ({ currentTarget: { dataset } });

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  session.actForMyself();
  phone.ok('member.me', me);
  phone.ok('member.doors', doors);
});

it('begins to act for a household that said yes, and shows the band', async () => {
  const page = await open();
  await page.run('start', tap({ id: 'hh_c01u3d402' }));
  expect(session.subject).toMatchObject({ id: 'hh_c01u3d402', personName: '彭婆婆' });
  const again = await open();
  expect(again.text()).toContain('正在为3单元402彭家代办');
  expect(again.text()).toContain('正在替这家办');
  await again.run('stop');
  expect(session.subject).toBeUndefined();
});

it('does not let one act where nobody said yes', async () => {
  const text = (await open()).text();
  expect(text).toContain('等何爷爷家或群主点头');
  expect(text.match(/现在替这家办/g)).toHaveLength(1);
});

it('ends it by one’s own will, and the band goes too', async () => {
  phone.ok('member.endHelping', {});
  session.actFor({
    id: 'hh_c01u3d402',
    label: '3单元 402 彭家',
    courtyardId: 'cy_c01',
    personName: '彭婆婆',
  });
  const page = await open();
  await page.run('end', tap({ id: 'hh_c01u3d402', label: '3单元 402 彭家' }));
  expect(phone.callsOf('member.endHelping')[0]?.input).toEqual({
    householdId: 'hh_c01u3d402',
    memberId: 'mb_a',
  });
  expect(session.subject).toBeUndefined();
});

it('asks by door and by whom it is for, and explains what is missing', async () => {
  phone.ok('member.askToHelp', {});
  const page = await open();
  await page.run('startAsking');
  await page.run('ask');
  expect(page.text()).toContain('选一选是哪一户');
  expect(page.text()).toContain('写上您替谁办');
  await page.run('chooseUnit', tap({ unit: '2单元' }));
  await page.run('chooseDoor', tap({ id: 'hh_c01u2d201' }));
  await page.run('writeName', { detail: { value: '赖婆婆' } });
  await page.run('ask');
  await settle();
  expect(phone.callsOf('member.askToHelp')[0]).toMatchObject({
    courtyardId: 'cy_c01',
    input: { householdId: 'hh_c01u2d201', personName: '赖婆婆' },
  });
  expect(phone.said.join()).toContain('等他家或群主点头');
});
