import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const openBoard = pageAt('packages/keeper/community-board/community-board');

beforeEach(() => keeperPhone.reset());

it('leads from the community’s board to the courtyards that need a hand most', async () => {
  phone.ok('notice.communityBoard', {
    noticeId: 'nt_1',
    title: '流感疫苗登记',
    version: 1,
    householdCount: 60,
    reachedCount: 35,
    countByWay: { self: 30, helper: 2, phone: 2, door: 1 },
    courtyards: [
      { id: 'cy_c09', name: '桂枝巷9号院', householdCount: 30, reachedCount: 5 },
      { id: 'cy_c01', name: '3巷22号院', householdCount: 30, reachedCount: 30 },
    ],
    now: Date.now(),
  });
  const page = await openBoard({ id: 'nt_1' });
  for (const words of ['60家里35家收到了', '还有25家', '2个院里1个院全都收到了', '1上门']) {
    expect(page.text()).toContain(words);
  }
  await page.run('openCourtyard', { currentTarget: { dataset: { id: 'cy_c09' } } });
  expect(phone.went).toEqual(['/packages/keeper/board/board?id=nt_1&y=cy_c09']);
  await page.press('复制给群主们');
  expect(phone.clipboard).toContain('桂枝巷9号院：还有 25 家');
  expect(phone.clipboard.split('\n').length).toBeLessThanOrEqual(12);
});

it('groups the digits of large figures', async () => {
  const countByWay = { self: 1500, helper: 0, phone: 100, door: 0 };
  phone.ok('notice.communityBoard', {
    ...{ noticeId: 'nt_1', title: '流感疫苗登记', version: 1, now: Date.now() },
    ...{ householdCount: 2300, reachedCount: 1600, countByWay, courtyards: [] },
  });
  const page = await openBoard({ id: 'nt_1' });
  for (const words of ['2,300家里1,600家收到了', '1,500自己回']) {
    expect(page.text()).toContain(words);
  }
});
