import { EVE, home, OWNER, person, publish, TOWN, YARD } from '../roster/stage';
import { type Calls, callsOf, item } from '../support/community';
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
  await publish(calls);
  await journey.product.setClock('2020-01-29T19:00:00+08:00');
}, 180_000);
afterAll(() => journey?.close());

const open = (who: number | 'o_owner', page: string, query = ''): Promise<Phone> =>
  journey.phone({
    as: who === 'o_owner' ? who : `o_t${who}`,
    path: `packages/duty/${page}/${page}?c=${TOWN.id}&y=${YARD}${query}`,
  });

/** WeChat asks about messages on the same tap; a no is never in the way. */
async function noMessages(phone: Phone, button: string): Promise<void> {
  await phone.tap(button);
  await phone.tap('取消');
}

it('is asked of the whole courtyard, answered by a neighbour, and both see the new days', async () => {
  const asker = await open(5, 'mine');
  await asker.see('2月2日 周日');
  await asker.look('duty-swap-1-mine');
  await asker.tap(/^找人换，2月2日/);
  await noMessages(asker, '问全院谁能换');
  await asker.see('问了全院，谁先应就和谁换');
  await asker.look('duty-swap-2-asked');

  const neighbour = await open(9, 'mine');
  await neighbour.tap(/^1单元 105 陈家想换/);
  await neighbour.tap('2月6日 周四');
  await neighbour.see('您家守 2月2日 周日，1单元 105 陈家守 2月6日 周四');
  await neighbour.look('duty-swap-3-answer');
  await noMessages(neighbour, '就这样换');
  await neighbour.see('换好了');
  await neighbour.tap('看我的值守');
  await neighbour.see('2月2日 周日');

  const again = await open(5, 'mine');
  await again.see('您家的值守有变');
  await again.see('2月6日 周四');
  await again.look('duty-swap-4-told');
  await noMessages(again, '看到了');
  await again.gone('您家的值守有变');
  const { coming, changed } = await calls.done('roster', 'mine', person(5), {});
  expect(coming[0]?.day).toBe('2020-02-06');
  expect(changed).toBeUndefined();
  await Promise.all([asker.close(), neighbour.close(), again.close()]);
}, 90_000);

it('goes to the next household in one tap when somebody cannot come, said before', async () => {
  const phone = await open(3, 'mine');
  await phone.tap(/^我来不了，后天/);
  await phone.see('这一班由后面的一家接');
  await phone.tap('身体不舒服');
  await phone.look('duty-swap-5-cannot');
  await phone.page.getByRole('button', { name: '我来不了', exact: true }).last().tap();
  await phone.see('后面一家会接');
  const { coming } = await calls.done('roster', 'mine', person(3), {});
  expect(coming).not.toEqual([]);
  expect(coming.every(({ day }) => day > '2020-01-31')).toBe(true);
  await phone.close();
}, 60_000);

it('is done by a keeper for a household that rang: cannot come, an exchange asked and answered', async () => {
  const firstDay = async (no: number) =>
    item((await calls.done('roster', 'mine', person(no), {})).coming).day;
  const keeper = await open('o_owner', 'month', '&m=2020-02');
  await keeper.tap(/^12 /);
  await keeper.look('duty-behalf-1-day');
  await keeper.tap('替他家办：来不了、换班');
  await keeper.see('您正在替这一家办');
  await keeper.tap('换一家');
  await keeper.look('duty-behalf-2-doors');
  await keeper.tap('1单元 114 朱家');
  const before = await firstDay(14);
  await keeper.tap(/^来不了，2月/);
  await keeper.see('不算朱家少来');
  await keeper.look('duty-behalf-3-cannot');
  await keeper.tap('替朱家记下');
  await keeper.see('1单元 114 朱家的值守从');
  await keeper.look('duty-behalf-4-done');
  expect((await firstDay(14)) > before).toBe(true);

  await keeper.tap(/^找人换，2月/);
  await keeper.see('换好以前，这一班还是朱家的');
  await keeper.look('duty-behalf-5-ask');
  await keeper.tap('问全院谁能换');
  await keeper.see('正在找人换');
  const wanted = await firstDay(14);

  await keeper.tap('换一家');
  await keeper.tap('2单元 106 杨家');
  await keeper.tap(/^1单元 114 朱家想换/);
  await keeper.see(/^换好以后：2单元 106 杨家守 /);
  await keeper.look('duty-behalf-6-answer');
  await keeper.tap('就这样换');
  await keeper.gone(/^1单元 114 朱家想换/);
  expect(await firstDay(20)).toBe(wanted);

  await keeper.close();
  const told = await open(14, 'mine');
  await told.see('您家的值守有变');
  await told.close();
}, 120_000);

it('a keeper says for a household that it comes to the clean-up, and is away before', async () => {
  await calls.done('roster', 'standDown', OWNER, { on: '2020-03-20' });
  const keeper = await open('o_owner', 'behalf', `&for=${home(20)}`);
  await keeper.tap('杨家来');
  await keeper.see('记下2单元 106 杨家');
  await keeper.tap('记下');
  await keeper.see('杨家说了要来');
  await keeper.tap('出门几天');
  await keeper.see('这几天不排杨家，不用说为什么');
  await keeper.look('duty-behalf-7-away');
  await keeper.tap('记好');
  await keeper.see('记好了');
  await keeper.close();
  const view = await calls.done('roster', 'mine', OWNER, { householdId: home(20) });
  expect(view.cleanUp?.answer).toBe('yes');
  expect(view.coming.every(({ day }) => day > '2020-02-04')).toBe(true);
}, 60_000);
