import type { CareCardDoc } from '../../cloudfunctions/roster/documents';
import { home, KEY, OWNER, publish, type Stage, TOWN, YARD } from '../roster/stage';
import { callsOf } from '../support/community';
import { openDatabase } from '../support/database';
import { settle } from '../support/factories';
import { type Journey, type Phone, startJourney } from '../support/journey';

let journey: Journey;
let stage: Stage;

const EVE = Date.parse('2020-01-28T20:00:00+08:00');

/** Turn n of the first round is household n's, from 29 January on. */
beforeAll(async () => {
  journey = await startJourney({ size: 'empty' });
  const { product } = journey;
  await product.setClock(EVE);
  const database = await openDatabase(product);
  await settle(database, TOWN, EVE);
  const calls = callsOf(product);
  stage = {
    product,
    database,
    calls,
    async at(day, time = '20:03') {
      const now = Date.parse(`${day}T${time}:00+08:00`);
      await product.setClock(now);
      return now;
    },
  };
  await publish(calls);
}, 180_000);
afterAll(() => journey?.close());

const atDoor = (no: number, text = 1): Promise<Phone> =>
  journey.phone({
    as: `o_t${no}`,
    text,
    path: `packages/duty/keys/keys?c=${TOWN.id}&y=${YARD}&key=${KEY}`,
  });

/** Household `no` stands at the door with the key. */
async function evening(no: number, day: string, time = '20:03'): Promise<void> {
  const at = await stage.at(day, time);
  await stage.calls.reply('roster', 'recordKey', OWNER, { keyId: KEY, to: home(no), at });
}

/** WeChat asks about messages on the same tap; a no is never in the way. */
async function noMessages(phone: Phone, button: string): Promise<void> {
  await phone.tap(button);
  await phone.tap('取消');
}

const holderNow = async (): Promise<string> => {
  const { keys } = await stage.calls.done('roster', 'today', OWNER, {});
  return keys[0]?.holderLabel ?? '';
};

it('changes hands by two taps on two phones', async () => {
  await evening(1, '2020-01-29');
  const giver = await atDoor(1);
  await giver.see('把钥匙交给');
  await giver.look('duty-key-1-give');
  await noMessages(giver, '交给王家了');
  await giver.see('等王家点“收到了”');
  await giver.tap('点错了，钥匙还没交');
  await giver.see('“交出去了”那一下不算');
  await giver.tap('不算');
  await giver.see('王家收下，您就可以歇了。今天守门，辛苦了');
  await giver.tap('交给王家了');
  await giver.see('等王家点“收到了”');

  const receiver = await atDoor(2);
  await receiver.see('李家说交给您了');
  await receiver.look('duty-key-2-take');
  await noMessages(receiver, '我收到钥匙了');
  await receiver.see('钥匙在您家了');
  await receiver.look('duty-key-3-taken');
  await giver.see('1单元 102 王家收下了');
  expect(await holderNow()).toBe('1单元 102 王家');
  await Promise.all([giver.close(), receiver.close()]);
}, 60_000);

it('changes hands by the digits read aloud, typed without network and sent later', async () => {
  await evening(2, '2020-01-30');
  const giver = await atDoor(2);
  const digits = await giver.page.getByLabel(/^交接码/).getAttribute('aria-label');
  const code = (digits ?? '').replace(/\D/g, '');
  expect(code).toMatch(/^\d{4}$/);
  await giver.close();

  const receiver = await atDoor(3, 1.6);
  await receiver.see('我收到钥匙了');
  for (const digit of wrong(code)) await receiver.tap(digit);
  await receiver.see('还可以试 4 次');
  await receiver.network('offline');
  for (const digit of code) await receiver.tap(digit);
  await receiver.see('待发送');
  await receiver.look('duty-key-4-waits');
  expect(await holderNow()).toBe('1单元 102 王家');

  await stage.at('2020-01-30', '20:40');
  await receiver.network('good');
  await receiver.gone('待发送');
  expect(await holderNow()).toBe('1单元 103 张家');
  const { items } = await stage.calls.done('roster', 'keyHistory', OWNER, { keyId: KEY });
  expect(items[0]).toMatchObject({ how: 'code', at: Date.parse('2020-01-30T20:03:00+08:00') });
  await receiver.close();
}, 60_000);

const wrong = (code: string): string => (code === '0000' ? '1111' : '0000');

it('goes to the next household when nobody opens the door, and a neighbour looks in', async () => {
  await evening(3, '2020-01-31', '20:16');
  const giver = await atDoor(3);
  await giver.see('没人应门？没关系');
  await giver.tap(/^交给下一家：1单元 105 陈家/);
  await giver.see('会请一位邻居去问候一声，不在群里说');
  await giver.tap('交给他家');
  await giver.see('交给陈家了');
  await giver.look('duty-key-5-passed-on');
  await noMessages(giver, '交给陈家了');
  const receiver = await atDoor(5);
  await noMessages(receiver, '我收到钥匙了');
  await receiver.see('钥匙在您家了');
  expect(await holderNow()).toBe('1单元 105 陈家');

  const [card] = await stage.database.find<CareCardDoc>('care_cards');
  const carer = await journey.phone({
    as: `o_${(card?.carer ?? '').replace('hh_', '')}`,
    path: `packages/duty/care/care?c=${TOWN.id}&y=${YARD}`,
  });
  await carer.see('1单元 104 刘家');
  await carer.look('duty-key-6-care');
  await carer.tap('病了');
  await carer.see('谢谢您去看');
  await Promise.all([giver.close(), receiver.close(), carer.close()]);
}, 60_000);

it('what was written down wrongly is mended by the committee, from the page of the key', async () => {
  const owner = await journey.phone({
    as: 'o_owner',
    path: `packages/duty/keys/keys?c=${TOWN.id}&y=${YARD}`,
  });
  await owner.see('记错了，改一下');
  await owner.look('duty-key-7-committee');
  await owner.tap('记错了，改一下');
  await owner.see('钥匙现在在谁手里');
  await owner.tap('1单元 107 赵家');
  await owner.see('记录里写明是院委会记的');
  await owner.tap('记下');
  await owner.see('记好了');
  expect(await holderNow()).toBe('1单元 107 赵家');
  await owner.close();
}, 60_000);
