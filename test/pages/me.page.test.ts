import type { MeView } from '../../miniprogram/contract/member';
import { session } from '../../miniprogram/services/session';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('pages/me/me');

const me: MeView = {
  memberId: 'mb_a',
  name: '梁嬢嬢',
  households: [
    {
      id: 'hh_c01u2d101',
      courtyardId: 'cy_c01',
      courtyardName: '3巷22号院',
      unit: '2单元',
      door: '101',
      family: '梁',
      label: '2单元 101 梁家',
      shown: { door: true, name: true },
      people: [{ id: 'pe_a', name: '梁嬢嬢', ageBand: '60-79', phoneOnly: false }],
      away: [],
      helpers: [],
    },
  ],
  actingFor: [
    {
      householdId: 'hh_c09u3d402',
      courtyardId: 'cy_c09',
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
  roles: [{ role: 'deputy', place: '3巷22号院' }],
  phone: '028-8300 0000',
  messageCredits: 2,
};

beforeEach(() => {
  phone.reset();
  session.actForMyself();
  phone.ok('member.me', me);
});

it('shows my household, those I act for, and my roles', async () => {
  const text = (await open()).text();
  for (const words of ['2单元101梁家', '3巷22号院·家里1人', '替彭婆婆办', '副群主']) {
    expect(text).toContain(words);
  }
});

it('lets one act only for a household that has said yes', async () => {
  const text = (await open()).text();
  expect(text).toContain('等何爷爷家点头');
  expect(text.match(/去代办/g)).toHaveLength(1);
});

it('acts for the chosen household until one leaves it', async () => {
  const page = await open();
  await page.press('去代办');
  expect(session.subject).toMatchObject({ id: 'hh_c09u3d402', courtyardId: 'cy_c09' });
  await page.run('onShow');
  expect(page.text()).toContain('正在为3单元402彭家代办');
  await page.press('换回我自己');
  expect(session.subject).toBeUndefined();
});

it('says to somebody who waits for a yes which door they gave', async () => {
  phone.answer('member.me', { ok: false, code: 'NOT_MEMBER' });
  session.learn({ waitingDoor: '2单元 502' });
  const text = (await open()).text();
  session.learn({ waitingDoor: '' });
  expect(text).toContain('您报的是2单元502');
});

it('invites somebody who has not joined, and still offers text size and privacy', async () => {
  phone.answer('member.me', { ok: false, code: 'NOT_MEMBER' });
  const text = (await open()).text();
  expect(text).toContain('您还没加入院子');
  expect(text).toContain('字号和朗读');
});
