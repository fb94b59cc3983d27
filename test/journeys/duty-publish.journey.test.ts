import { EVE, home, OWNER, person, TOWN, YARD } from '../roster/stage';
import { type Calls, callsOf } from '../support/community';
import { openDatabase } from '../support/database';
import { settle } from '../support/factories';
import { type Journey, type Phone, startJourney } from '../support/journey';

let journey: Journey;
let calls: Calls;

beforeAll(async () => {
  journey = await startJourney({ size: 'empty' });
  await journey.product.setClock(EVE);
  await settle(await openDatabase(journey.product), TOWN, EVE);
  calls = callsOf(journey.product);
}, 180_000);
afterAll(() => journey?.close());

const open = (as: string, page: string, query = ''): Promise<Phone> =>
  journey.phone({ as, path: `packages/duty/${page}/${page}?c=${TOWN.id}&y=${YARD}${query}` });

it('what was set and not sent is there again when one comes back', async () => {
  const owner = await open('o_owner', 'rules');
  await owner.see('还没有排过班');
  await owner.tap(/^休息/);
  await owner.tap('隔几天加一');
  await owner.see(/至少隔 2 天/);
  await owner.page.reload();
  await owner.see('接着上次没存的改');
  await owner.see(/至少隔 2 天/);
  await owner.close();
}, 90_000);

it('the owner asks for rounds that do not fit, is told so, and publishes what does; neighbours see whose day it is', async () => {
  const owner = await open('o_owner', 'rules');
  await owner.tap(/^起止/);
  await owner.tap('两个月');
  await owner.see('1月29日开始，到3月28日，共 60 天');
  for (let rounds = 0; rounds < 4; rounds += 1) await owner.tap('想轮几轮加一');
  await owner.see('有合不上的地方');
  await owner.see(/整轮只有 2 轮，比 4 轮少 2 轮/);
  await owner.look('duty-publish-1-clash');
  await owner.tap('把结束改到轮满那天');
  await owner.see('没有合不上的地方');
  await owner.see('1月29日开始，到5月3日，共 96 天');

  await owner.tap('看看发布后会怎样');
  await owner.see('第一班是 1单元 101 李家，今天（1月28日）晚上到院委会接钥匙。');
  await owner.look('duty-publish-2-asking');
  await owner.tap(/^发布$/);
  await owner.see('排班发布了');
  await owner.look('duty-publish-3-out');
  await owner.close();
  const { form, status } = await calls.done('roster', 'rules', OWNER, {});
  expect([status, form.endsOn]).toEqual(['published', '2020-05-03']);

  const neighbour = await open('o_t3', 'month');
  await neighbour.see('1月31日 周五');
  await neighbour.see('我家守大门，08:00–20:00');
  await neighbour.look('duty-publish-4-month');
  await neighbour.tap(/^29 李家，明天/);
  await neighbour.see('我家来替这一班');
  expect(await neighbour.page.getByText('请别家来替').filter({ visible: true }).count()).toBe(0);
  await neighbour.close();
}, 120_000);

it('a week of paper is entered back: only the row that differs is typed', async () => {
  await journey.product.setClock('2020-02-03T09:00:00+08:00');
  const owner = await open('o_owner', 'paper', '&mode=enter');
  await owner.see('1日到2日');
  await owner.tap(/^第 2 行/);
  await owner.tap('退一格');
  for (const digit of [/^2$/, /^0$/]) await owner.tap(digit);
  await owner.tap(/^是2单元/);
  await owner.look('duty-publish-5-paper');
  await owner.tap('登记，改 1 班');
  await owner.tap(/^登记$/);
  await owner.see('都照排班，登记');
  await owner.close();
  const { turns } = await calls.done('roster', 'month', person(1), { month: '2020-02' });
  const labels = new Map(turns.map(({ day, label }) => [day, label]));
  const { households } = await calls.done('roster', 'sheet', OWNER, { month: '2020-02' });
  expect(labels.get('2020-02-02')).toBe(households.find(({ no }) => no === 20)?.label);
}, 90_000);

it('is drawn for the gate: as many sheets of A4 as it takes', async () => {
  const owner = await open('o_owner', 'paper');
  await owner.see('存到相册');
  const sizes = await owner.page.evaluate(() =>
    [...document.querySelectorAll('img')]
      .filter(({ naturalWidth }) => naturalWidth > 1_000)
      .map(({ naturalWidth, naturalHeight }) => `${naturalWidth}x${naturalHeight}`),
  );
  expect(sizes).toEqual(['1240x1754', '1240x1754', '1240x1754']);
  await owner.look('duty-publish-6-print');
  await owner.close();
}, 60_000);

it('is a table for the computer as well: made with one tap, sent with the next', async () => {
  const owner = await open('o_owner', 'paper');
  await owner.tap('要电脑上的表格');
  await owner.see('表格好了，再点一下发到聊天里');
  await owner.tap('把表格发到聊天里');
  await owner.look('duty-publish-7-table');
  await owner.close();
}, 60_000);

it('a keeper asks another household to come instead, and both see it', async () => {
  const owner = await open('o_owner', 'month');
  await owner.tap(/^20 /);
  await owner.tap('请别家来替');
  await owner.look('duty-publish-8-instead');
  await owner.tap('2单元 110 吴家');
  await owner.see(/由2单元 110 吴家来，.*这一次就不用来了。两家都会收到消息。/);
  await owner.tap('就这样');
  await owner.see('改好了，由2单元 110 吴家来，两家都会收到消息');
  await owner.close();
  const { turns } = await calls.done('roster', 'month', OWNER, { month: '2020-02' });
  expect(turns.find(({ day }) => day === '2020-02-20')?.householdId).toBe(home(24));
  const { changed } = await calls.done('roster', 'mine', person(24), {});
  expect(changed?.text).toContain('2月20日');
}, 60_000);

it('a household joins later, from a day or from a round, and what that changes is said before', async () => {
  const owner = await open('o_owner', 'rules');
  await owner.tap(/^谁参加/);
  await owner.tap('加一户晚些加入的');
  await owner.tap('2单元 109 周家');
  await owner.see('从2月4日起');
  await owner.see('租户一起轮，晚些加入 1 户');
  await owner.tap('从第几轮起');
  await owner.tap(/从第几轮起，加一$/);
  await owner.look('duty-publish-9-joins');
  await owner.tap('看看发布后会怎样');
  await owner.see('改成：租户一起轮，晚些加入 1 户');
  await owner.tap('发布，明天起照新的');
  await owner.see('排班发布了');
  await owner.close();
  const { form } = await calls.done('roster', 'rules', OWNER, {});
  expect(form.joins).toEqual([{ householdId: home(23), fromRound: 3 }]);
}, 90_000);

it('rests for two days and ends, each said before and asked once', async () => {
  const owner = await open('o_owner', 'rules');
  await owner.tap('停几天');
  await owner.tap('停几天加一');
  await owner.look('duty-publish-10-pause');
  await owner.tap('就停这几天');
  await owner.see(/^停好了/);
  const free = await calls.done('roster', 'month', OWNER, { month: '2020-02' });
  const days = free.turns.map(({ day }) => day);
  expect(days).toContain('2020-02-03');
  expect(days).not.toContain('2020-02-04');
  expect(days).not.toContain('2020-02-05');
  expect(days).toContain('2020-02-06');

  await owner.tap('不轮了，撤岗');
  await owner.look('duty-publish-11-down');
  await owner.tap('定下来，到时撤岗');
  await owner.see(/^定好了，辛苦大家了/);
  await owner.close();
  const { form } = await calls.done('roster', 'rules', OWNER, {});
  expect(form.endsOn).toBe('2020-02-09');
}, 90_000);
