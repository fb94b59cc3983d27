import type { NoticeRow } from '../../miniprogram/contract/notice';
import type { Role } from '../../miniprogram/contract/roles';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const openNotices = pageAt('packages/keeper/notice-list/notice-list');
const as = (...roles: Role[]): void => session.learn({ courtyardId: 'cy_c01', roles });

beforeEach(() => {
  keeperPhone.reset();
  as('owner');
});

const row = (id: string, more: Partial<NoticeRow> = {}): NoticeRow => ({
  id: `nt_${id}`,
  title: `通知${id}`,
  category: 'water',
  by: '群主',
  fromCommunity: false,
  at: Date.now(),
  status: 'published',
  expired: false,
  mustConfirm: true,
  pinned: false,
  ...more,
});
const choose = (id: string) => ({ currentTarget: { dataset: { id: `nt_${id}` } } });
const deed = (name: string) => ({ currentTarget: { dataset: { deed: name } } });
const deedsOf = (data: Record<string, unknown>) =>
  (data.chosen as { deeds: { id: string }[] }).deeds.map(({ id }) => id);

beforeEach(() => phone.ok('notice.list', { items: [row('1')] }));

it('goes on reading after 20, and offers to try again when that fails', async () => {
  phone.ok('notice.list', { items: [row('1')], next: 'c1' });
  const page = await openNotices({ y: 'cy_c01' });
  phone.answer('notice.list', { ok: false, code: 'OFFLINE' });
  await page.run('onReachBottom');
  await settle();
  expect(page.text()).toContain('点这里再试');
  phone.ok('notice.list', { items: [row('2')] });
  await page.run('onReachBottom');
  await settle();
  expect(phone.callsOf('notice.list')[2]?.input).toEqual({ box: 'published', after: 'c1' });
  expect(page.text()).toMatch(/通知1[\s\S]*通知2/);
});

it.each<[string, Role, Partial<NoticeRow>, string[]]>([
  [
    'an open notice of the courtyard, to its owner',
    'owner',
    {},
    ['see', 'board', 'sheet', 'edit', 'withdraw'],
  ],
  [
    'one of the community, to an owner',
    'owner',
    { fromCommunity: true },
    ['see', 'board', 'sheet'],
  ],
  ['any, to a volunteer', 'volunteer', {}, ['see', 'board', 'sheet']],
  ['one that is over', 'owner', { expired: true }, ['see', 'board']],
  ['a draft', 'committee', { status: 'draft' }, ['edit', 'discard']],
  [
    'one that waits for the check, to an owner',
    'owner',
    { status: 'checking' },
    ['release', 'discard'],
  ],
  [
    'one that waits for the check, to the committee',
    'committee',
    { status: 'checking' },
    ['discard'],
  ],
])('offers what may be done with %s', async (_, role, more, deeds) => {
  as(role);
  phone.ok('notice.list', { items: [row('1', more)] });
  const page = await openNotices({ y: 'cy_c01' });
  await page.run('choose', choose('1'));
  expect(deedsOf(page.data())).toEqual(deeds);
});

it('withdraws only after saying what that means', async () => {
  phone.ok('notice.withdraw', { noticeId: 'nt_1', status: 'withdrawn', version: 1 });
  const page = await openNotices({ y: 'cy_c01' });
  await page.run('choose', choose('1'));
  phone.confirm = false;
  await page.run('act', deed('withdraw'));
  expect(phone.said.join()).toContain('撤回后不能再发出来');
  expect(phone.callsOf('notice.withdraw')).toEqual([]);
  phone.confirm = true;
  await page.run('act', deed('withdraw'));
  expect(phone.callsOf('notice.withdraw')[0]?.input).toEqual({ noticeId: 'nt_1' });
});

it('offers no pen to a volunteer', async () => {
  as('volunteer');
  const text = (await openNotices({ y: 'cy_c01' })).text();
  expect(text).not.toContain('写一条通知');
  expect(text).not.toContain('草稿');
});

it('leads to the board of the courtyard', async () => {
  const page = await openNotices({ y: 'cy_c01' });
  await page.run('choose', choose('1'));
  await page.run('act', deed('board'));
  expect(phone.went).toEqual(['/packages/keeper/board/board?id=nt_1&y=cy_c01']);
});
