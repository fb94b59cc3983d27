import { EVE, person, publish, TOWN, YARD } from '../roster/stage';
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
  await publish(calls);
  await journey.product.setClock('2020-01-29T19:00:00+08:00');
}, 180_000);
afterAll(() => journey?.close());

const open = (no: number, page: string, query = ''): Promise<Phone> =>
  journey.phone({
    as: `o_t${no}`,
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
