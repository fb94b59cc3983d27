import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/contest/list/list');

beforeEach(() => {
  keeperPhone.reset();
  session.actForMyself();
  session.goTo({ courtyardId: 'cy_c01' });
  const row = {
    ...{ contestId: 'ct_1', kind: 'name', kindText: '给花取名', title: '给花取个名字' },
    ...{ status: 'announced', statusText: '已公布', whenText: '已公布' },
  };
  phone.ok('contest.list', { items: [row], mayOpen: false, now: 0 });
  const asked = {
    ...{ contestId: 'ct_1', at: 'cy_c09', title: '最美阳台', courtyardName: '桂花巷9号院' },
    until: Date.now(),
  };
  phone.ok('contest.askedToJudge', { items: [asked] });
});

it('a judge who is asked by another courtyard is led to its entries', async () => {
  session.learn({ phone: '028-8300 0000', roles: ['committee'] });
  const page = await open();
  await page.press('请您给桂花巷9号院打分');
  expect(phone.went).toEqual(['/packages/contest/judge/judge?id=ct_1&at=cy_c09']);
});

it('a neighbour is asked nothing, and reads each thing once', async () => {
  session.learn({ phone: '028-8300 0000', roles: ['resident'] });
  const page = await open();
  expect(phone.callsOf('contest.askedToJudge')).toEqual([]);
  expect(page.text().match(/已公布/g)).toHaveLength(1);
});
