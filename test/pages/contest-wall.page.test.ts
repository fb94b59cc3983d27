import type { ContestView, MyEntryView, WallItem } from '../../miniprogram/contract/contest-views';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/contest/wall/wall');

const item = (no: number): WallItem => ({
  ...{ entryId: `ct_1.pt_${no}`, label: `1单元 10${no} 李家`, name: `花名${no}`, words: '' },
  ...{ thumbUrl: `https://pictures/${no}.jpg`, video: false, mine: false },
});
const mine: MyEntryView = {
  ...{ entryId: 'ct_1.pt_9', key: 'pt_9', state: 'checking', stateText: '正在检查，过一会儿再看' },
  ...{ enteredOn: '2026-03-01', helped: false, thumbUrls: [] },
  form: {
    ...{ name: '小太阳', words: '', pictures: [], topics: [], library: false },
    ...{ handsUnder14: false, childFace: false, guardianAgrees: false },
  },
};
const view = (change: Partial<ContestView> = {}): ContestView => ({
  ...{ contestId: 'ct_1', kind: 'name', kindText: '给花取名', title: '给花取个名字' },
  ...{ status: 'open', statusText: '正在报名', whenText: '今天 24:00 截止报名' },
  form: {
    ...{ kind: 'name', title: '给花取个名字', note: '', courtyards: ['cy_c01'], criteria: [] },
    ...{ opensOn: '2026-03-01', closesOn: '2026-03-02', judgingUntil: '2026-03-03' },
    ...{ electorate: 'committee', ties: 'committee' },
    titles: [{ name: '最好听的名字', prize: 'plate', prizeText: '一块花名牌' }],
  },
  ...{ opensAt: 0, closesAt: 1, judgingEndsAt: 2, whoJudges: '各院院委会打分', tiesText: '' },
  ...{ faceWarning: '', mine: [], mayEnter: true, mayVote: false, mayJudge: false },
  ...{ mayRun: false, groupText: '【给花取个名字】\n今天截止', now: 0, ...change },
});

beforeEach(() => {
  keeperPhone.reset();
  session.actForMyself();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ phone: '028-8300 0000', roles: ['resident'] });
  phone.ok('contest.contest', view());
  phone.ok('contest.wall', { items: [item(1), item(2)], next: 'more' });
});

it('a page of the wall is two requests, and the next one is one', async () => {
  const page = await open({ id: 'ct_1' });
  const before = phone.asked.length;
  phone.ok('contest.wall', { items: [item(3)] });
  await page.run('onReachBottom');
  // Opening also comes back to the front once, as the platform does it.
  expect(new Set(phone.asked.slice(0, before).map(({ data }) => data.action))).toEqual(
    new Set(['contest', 'wall']),
  );
  expect(phone.asked.slice(before).map(({ data }) => data.input)).toEqual([
    { contestId: 'ct_1', cursor: 'more' },
  ]);
  expect(page.text()).toContain('花名3');
  expect(page.text()).toContain('花名1');
});

it('whoever has entered nothing is asked to, and whoever has is led to what stands', async () => {
  let page = await open({ id: 'ct_1' });
  await page.run('enter');
  phone.ok('contest.contest', view({ mine: [mine] }));
  page = await open({ id: 'ct_1' });
  await page.run('enter');
  expect(phone.went).toEqual([
    '/packages/contest/enter/enter?id=ct_1',
    '/packages/contest/enter/enter?id=ct_1&key=pt_9',
  ]);
  expect(page.text()).toContain('小太阳正在检查，过一会儿再看');
});

it('once entering is over there is nothing to press, and the own entry still stands', async () => {
  const over = { status: 'judging', mayEnter: false, mine: [mine] } as const;
  phone.ok('contest.contest', view(over));
  const page = await open({ id: 'ct_1' });
  await page.run('enter');
  expect(phone.went).toEqual([]);
  expect(page.text()).toContain('正在评选');
  expect(page.text()).not.toContain('参加');
});

it('an entry that is gone says so, and leaves no empty sheet behind', async () => {
  phone.answer('contest.entry', () => ({ ok: false, code: 'NOT_FOUND' }));
  const page = await open({ id: 'ct_1' });
  await page.press('花名2');
  expect(phone.said).toHaveLength(1);
  expect(page.data().entryTitle).toBe('');
});

it('the text for the group is the contest’s own', async () => {
  const page = await open({ id: 'ct_1' });
  await page.press('复制成群文字');
  expect(phone.clipboard).toBe('【给花取个名字】\n今天截止');
});
