import type {
  ContestView,
  MyEntryView,
  OwnPotView,
} from '../../miniprogram/contract/contest-views';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/contest/enter/enter');
Object.assign(globalThis, { getCurrentPages: () => [{}, {}] });

const POTS: readonly OwnPotView[] = [
  { key: 'pt_1', variety: '长寿花', name: '' },
  { key: 'pt_2', variety: '长寿花', name: '' },
];
const FORM = {
  ...{ name: '小太阳', words: '早上第一个晒到太阳', topics: [], library: false },
  pictures: [{ fileId: 'cloud://large', thumbId: 'cloud://small' }],
  ...{ handsUnder14: false, childFace: false, guardianAgrees: false },
};
const mine: MyEntryView = {
  ...{ entryId: 'ct_1.pt_1', key: 'pt_1', state: 'shown', stateText: '已经在墙上', form: FORM },
  ...{ enteredOn: '2026-03-01', helped: false, thumbUrls: ['https://small'] },
};
const view = (change: Partial<ContestView> = {}): ContestView => ({
  ...{ contestId: 'ct_1', kind: 'name', kindText: '给花取名', title: '给花取个名字' },
  ...{ status: 'open', statusText: '正在报名', whenText: '今天 24:00 截止报名' },
  form: {
    ...{ kind: 'name', title: '给花取个名字', note: '', courtyards: ['cy_c01'], criteria: [] },
    ...{ opensOn: '2026-03-01', closesOn: '2026-03-02', judgingUntil: '2026-03-03' },
    ...{ electorate: 'committee', ties: 'committee', titles: [] },
  },
  ...{ opensAt: 0, closesAt: 1, judgingEndsAt: 2, whoJudges: '', tiesText: '', faceWarning: '' },
  ...{ mine: [], mayEnter: true, mayVote: false, mayJudge: false, mayRun: false },
  ...{ groupText: '', now: 0, ...change },
});
const GRANDMA = {
  id: 'hh_x',
  label: '1单元 701 罗家',
  courtyardId: 'cy_c01',
  personName: '罗婆婆',
} as const;
const typed = (what: string, value: unknown) => ({
  currentTarget: { dataset: { what } },
  detail: { value },
});
const pot = (key: string) => ({ currentTarget: { dataset: { key } } });

beforeEach(() => {
  keeperPhone.reset();
  session.actForMyself();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ phone: '028-8300 0000', roles: ['resident'] });
  phone.ok('contest.contest', view());
  phone.ok('contest.pots', { items: POTS });
  phone.ok('contest.enter', { entryId: 'ct_1.pt_2', enteredOn: '2026-03-01' });
  phone.ok('contest.changeEntry', { entryId: 'ct_1.pt_1' });
  phone.ok('contest.withdrawEntry', { entryId: 'ct_1.pt_1' });
});

it('what is missing is said before anything is sent', async () => {
  const page = await open({ id: 'ct_1' });
  await page.run('save');
  expect(page.text()).toContain('先选一选是哪一盆花');
  await page.run('choosePot', pot('pt_2'));
  await page.run('save');
  expect(page.text()).toContain('给花写一个名字');
  expect(phone.callsOf('contest.enter')).toEqual([]);
});

it('a child’s face goes up only with a yes, and a yes is not kept for a face that is not there', async () => {
  const page = await open({ id: 'ct_1' });
  await page.run('choosePot', pot('pt_2'));
  await page.run('type', typed('name', '小胖墩'));
  await page.run('tick', typed('childFace', true));
  await page.run('save');
  expect(phone.callsOf('contest.enter')).toEqual([]);
  await page.run('tick', typed('guardianAgrees', true));
  await page.run('tick', typed('childFace', false));
  await page.run('save');
  const [call] = phone.callsOf('contest.enter');
  expect(call?.input).toMatchObject({
    ...{ contestId: 'ct_1', key: 'pt_2' },
    form: { name: '小胖墩', childFace: false, guardianAgrees: false },
  });
  expect(phone.went).toEqual(['back']);
});

it('whoever helps somebody enters for that household', async () => {
  session.actFor(GRANDMA);
  const page = await open({ id: 'ct_1' });
  await page.run('choosePot', pot('pt_1'));
  await page.run('type', typed('name', '老来俏'));
  await page.run('save');
  expect(phone.callsOf('contest.pots').map(({ subject }) => subject)).toEqual(['hh_x']);
  expect(phone.callsOf('contest.enter').map(({ subject }) => subject)).toEqual(['hh_x']);
});

it('what stands is changed with all that it had, and is not entered twice', async () => {
  phone.ok('contest.contest', view({ mine: [mine] }));
  const page = await open({ id: 'ct_1', key: 'pt_1' });
  await page.run('type', typed('hands', '孙女'));
  await page.run('save');
  expect(phone.callsOf('contest.enter')).toEqual([]);
  expect(phone.callsOf('contest.changeEntry').map(({ input }) => input)).toEqual([
    { entryId: 'ct_1.pt_1', form: { ...FORM, hands: '孙女' } },
  ]);
});

it('a pot that is entered is not offered again, and the one that is left needs no choosing', async () => {
  phone.ok('contest.contest', view({ mine: [mine] }));
  const page = await open({ id: 'ct_1' });
  await page.run('type', typed('name', '第二盆'));
  await page.run('save');
  expect(phone.callsOf('contest.enter').map(({ input }) => input)).toMatchObject([{ key: 'pt_2' }]);
});

it('withdrawing asks first', async () => {
  phone.ok('contest.contest', view({ mine: [mine] }));
  const page = await open({ id: 'ct_1', key: 'pt_1' });
  phone.confirm = false;
  await page.run('withdraw');
  expect(phone.callsOf('contest.withdrawEntry')).toEqual([]);
  phone.confirm = true;
  await page.run('withdraw');
  expect(phone.callsOf('contest.withdrawEntry').map(({ input }) => input)).toEqual([
    { entryId: 'ct_1.pt_1' },
  ]);
});

it('a household without a flower is told how to get one, and has nothing to press', async () => {
  phone.ok('contest.pots', { items: [] });
  const page = await open({ id: 'ct_1' });
  await page.run('save');
  expect(page.text()).toContain('认领了花就能参加');
  expect(phone.callsOf('contest.enter')).toEqual([]);
});

it('reading anew keeps what was typed, but not for another household', async () => {
  session.actFor(GRANDMA);
  const page = await open({ id: 'ct_1' });
  await page.run('type', typed('words', '天天浇水'));
  await page.run('refresh');
  expect(page.data().draft).toMatchObject({ words: '天天浇水' });
  await page.run('onLeave');
  expect(page.data().draft).toMatchObject({ words: '' });
});
