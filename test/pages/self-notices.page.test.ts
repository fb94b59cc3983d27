import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/self/notices/notices');

const row = (n: number) => ({
  id: `nt_${n}`,
  title: `通知${n}`,
  category: 'water',
  by: '群主',
  fromCommunity: false,
  at: Date.now(),
  status: 'published',
  expired: n > 20,
  mustConfirm: false,
  pinned: false,
});

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
});

it('reads 20 at a time and goes on below them', async () => {
  const items = Array.from({ length: 20 }, (_, i) => row(i + 1));
  phone.ok('notice.list', { items, next: 'c20' });
  const page = await open();
  phone.ok('notice.list', { items: [row(21)] });
  await page.run('onReachBottom');
  await page.run('onReachBottom');
  await settle();
  expect(phone.callsOf('notice.list').map(({ input }) => input)).toEqual([
    { box: 'published' },
    { box: 'published', after: 'c20' },
  ]);
  expect(page.text()).toContain('通知21');
  expect(page.text()).toContain('已过时间');
});

it('opens the notice in the courtyard one is in', async () => {
  phone.ok('notice.list', { items: [row(1)] });
  const page = await open();
  await page.run('open', { detail: { id: 'nt_1' } });
  expect(phone.went).toEqual(['/pages/notice/view/view?id=nt_1&y=cy_c01']);
});

it.each([
  ['has answered', { mustConfirm: true, confirmed: true }, '已回'],
  ['has not answered', { mustConfirm: true, confirmed: false }, '要回一声'],
  ['is not this courtyard’s', { mustConfirm: true }, '要每家回'],
])('says of a household that %s what is still to be done', async (_, more, tag) => {
  phone.ok('notice.list', { items: [{ ...row(1), ...more }] });
  const text = (await open()).text();
  expect(text).toContain(tag);
  const others = ['已回', '要回一声', '要每家回'].filter((one) => one !== tag);
  for (const one of others) expect(text).not.toContain(one);
});

it('says what will stand here when nothing was said yet', async () => {
  phone.ok('notice.list', { items: [] });
  expect((await open()).text()).toContain('还没有通知');
});
