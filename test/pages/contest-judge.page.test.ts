import type { JudgingView } from '../../miniprogram/contract/contest-views';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/contest/judge/judge');

const view = (change: Partial<JudgingView> = {}): JudgingView => ({
  ...{ title: '最美阳台', courtyardName: '桂花巷9号院', criteria: [], leftOut: 1, asked: false },
  items: [
    { entryId: 'ct_1.hh_a', words: '爬满栏杆', thumbUrl: '', pictureUrls: ['https://a'] },
    { entryId: 'ct_1.hh_b', words: '', thumbUrl: '', pictureUrls: ['https://b'], points: [7] },
  ],
  ...{ until: Date.parse('2026-03-03T24:00:00+08:00'), now: 0, ...change },
});
const tap = (id: string, value: number, at = 0) => ({
  currentTarget: { dataset: { id, at, value } },
});

beforeEach(() => {
  keeperPhone.reset();
  session.actForMyself();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ phone: '028-8300 0000', roles: ['committee'] });
  phone.ok('contest.judging', view());
  phone.ok('contest.score', {});
});

it('one tap is one mark; the same one again sends nothing', async () => {
  const page = await open({ id: 'ct_1' });
  await page.run('give', tap('ct_1.hh_a', 9));
  await page.run('give', tap('ct_1.hh_a', 9));
  await page.run('give', tap('ct_1.hh_b', 7));
  expect(phone.callsOf('contest.score').map(({ input }) => input)).toEqual([
    { entryId: 'ct_1.hh_a', points: [9] },
  ]);
  expect(page.text()).toContain('给了9分');
});

it('with several criteria nothing is sent until each has its points', async () => {
  const items = view().items.slice(0, 1);
  phone.ok('contest.judging', view({ criteria: ['好看', '打理得好'], items }));
  const page = await open({ id: 'ct_1' });
  await page.run('give', tap('ct_1.hh_a', 9));
  expect(phone.callsOf('contest.score')).toEqual([]);
  await page.run('give', tap('ct_1.hh_a', 8, 1));
  expect(phone.callsOf('contest.score').map(({ input }) => input)).toEqual([
    { entryId: 'ct_1.hh_a', points: [9, 8] },
  ]);
});

it('a mark that was not taken is not shown as given', async () => {
  phone.answer('contest.score', () => ({ ok: false, code: 'JUDGING_OVER' }));
  const page = await open({ id: 'ct_1' });
  await page.run('give', tap('ct_1.hh_a', 9));
  expect(page.text()).not.toContain('给了9分');
  expect(page.text()).toContain('给了7分');
  expect(phone.said).toHaveLength(1);
});

it('judging for the courtyard that asked is said, and asked for by its name', async () => {
  phone.ok('contest.judging', view({ asked: true }));
  const page = await open({ id: 'ct_1', at: 'cy_c09' });
  expect(phone.callsOf('contest.judging').map(({ input }) => input)).toEqual([
    { contestId: 'ct_1', at: 'cy_c09' },
  ]);
  expect(page.text()).toContain('桂花巷9号院的评委自家也参加了，请您院来评');
  expect(page.text()).toContain('有1件，不由您打分');
});
