import { type Journey, type Phone, startJourney } from '../support/journey';
import { type Things, thingsOf } from '../support/visits';

let journey: Journey;
let things: Things;

const RESIDENT = 'o_c01_u1_101_a';
const OWNER = 'o_c02_u3_301_a';
const STAFF = 'o_staff_02';
const SECOND = 'o_staff_03';

beforeAll(async () => {
  journey = await startJourney();
  things = await thingsOf(journey.product.control);
}, 180_000);
afterAll(() => journey?.close());

const open = (as: string, page: string, query: string): Promise<Phone> =>
  journey.phone({ as, path: `packages/buying/${page}/${page}?${query}` });

const plus = (phone: Phone, name: string) => phone.tap(`${name}加一`);

it('a resident orders from the group card with three taps, and changes it', async () => {
  const phone = await open(RESIDENT, 'round', `id=${things.open}&y=cy_c01`);
  await plus(phone, '豌豆尖');
  await phone.tap('订 1 份 ¥3.50');
  // WeChat asks once whether a message may be sent.
  await phone.tap('允许');
  await phone.see('已订 1 份 · ¥3.50');
  await phone.look('buying-1-ordered');
  await plus(phone, '萝卜');
  await phone.tap('改成 2 份 ¥5.00');
  await phone.see('已订 2 份 · ¥5.00');
  await phone.close();
}, 60_000);

it('the courtyard tab says what can be ordered, and leads there', async () => {
  const phone = await journey.phone({ as: RESIDENT, path: 'pages/home/home?y=cy_c01' });
  await phone.see('一起买');
  await phone.tap(/周四蔬菜团，正在接龙/);
  await phone.see('已订 2 份');
  await phone.close();
}, 60_000);

it('what was picked out survives leaving the page, and goes out when the network is back', async () => {
  const phone = await open(RESIDENT, 'round', `id=${things.open}&y=cy_c01`);
  await phone.see('已订 2 份');
  await plus(phone, '莲花白');
  await phone.see('改成 3 份 ¥6.20');
  await phone.page.reload();
  await phone.see('改成 3 份 ¥6.20');
  await phone.network('offline');
  await phone.tap('改成 3 份 ¥6.20');
  await phone.see('没有网，先记在手机里');
  await phone.network('good');
  await phone.see('已订 3 份 · ¥6.20');
  await phone.close();
}, 60_000);

it('an owner orders on the telephone, and enters the text of the group twice without harm', async () => {
  const call = await open(OWNER, 'order-for', `id=${things.open}&y=cy_c02`);
  await call.fill('替谁订', '101');
  await call.tap('1单元 101');
  await call.see('代订');
  await plus(call, '豌豆尖');
  await call.tap(/(订|改成) \d+ 份/);
  await call.see(/已订 \d+ 份/);
  await call.close();

  const paste = await open(OWNER, 'paste', `id=${things.open}&y=cy_c02`);
  // Copied out and pasted in again, it is what stands there already.
  await paste.tap('复制每家订的');
  await paste.tap('同意');
  await paste.see(/\d+ 户都复制了/);
  await paste.tap('粘贴群里的接龙');
  await paste.see(/\d+ 条自己订过/);
  await paste.look('buying-9-pasted-back');
  await paste.fill('接龙的文字', '1. 1单元201 豌豆尖2\n2. 萝卜1\n3. 1单元202 萝卜3 -1');
  await paste.tap('认一认');
  await paste.see('没写门牌');
  await paste.look('buying-2-paste');
  const step = paste.page.getByRole('button', { name: /录入 \d+ 户/ }).last();
  await step.tap();
  await paste.see(/录入 \d+ 户|没变/);
  await paste.tap(/录入 \d+ 户/);
  await paste.see(/没变|没有变化/);
  await paste.close();
}, 60_000);

it('the code a household shows at its door finds its line; any other is answered in plain words', async () => {
  const home = await journey.phone({ as: RESIDENT, path: 'packages/self/household/household' });
  await home.tap('打开我家的门牌码');
  await home.see('就找到您家这一行');
  await home.look('buying-7-code');
  await home.close();

  const phone = await open(OWNER, 'door', `id=${things.delivered}&y=cy_c02`);
  await phone.see('家要送');
  const scan = async (text: string) => {
    await phone.tap('扫门牌码找这一家');
    await phone.fill('把二维码里的文字粘贴到这里', text);
    await phone.tap('确定');
  };
  const { rows } = await doorsOf('cy_c02');
  const next = rows.find(({ state, units }) => state === 'frozen' && units > 0);
  const done = rows.find(({ state }) => state === 'handed');
  await scan(`yuanba/${next?.householdId}`);
  await phone.see('记下');
  await phone.see(next?.label ?? '');
  await phone.look('buying-8-scanned');
  await phone.tap('关上');
  await scan(`yuanba/${done?.householdId}`);
  await phone.see(`${done?.label} 送过了`);
  await scan('yuanba/hh_c01u1d101');
  await phone.see('这张清单上没有这一家');
  await scan('https://pay.example/abc');
  await phone.see('这不是门牌码');
  await phone.close();
}, 60_000);

it('at the door one tap hands over and takes the money, also without network', async () => {
  const phone = await open(OWNER, 'door', `id=${things.delivered}&y=cy_c02`);
  const left = async (): Promise<number> =>
    Number(/还有\s*(\d+)\s*家要送/.exec(await phone.page.innerText('body'))?.[1]);
  await phone.see('家要送');
  const before = await left();
  await tapFirst(phone, /送到了，收/);
  expect(await left()).toBe(before - 1);
  await phone.tap(/撤回|撤销|点错了/);
  expect(await left()).toBe(before);

  await tapFirst(phone, /送到了，收/);
  await phone.network('offline');
  await tapFirst(phone, /送到了，收/);
  expect(await left()).toBe(before - 2);
  await phone.page.waitForTimeout(10_500);
  await phone.see('先记在手机里');
  await phone.look('buying-3-door');
  await phone.network('good');
  await phone.gone('先记在手机里');
  await phone.close();

  const again = await open(OWNER, 'hand-in', `id=${things.delivered}&y=cy_c02`);
  await again.see('2 家');
  await again.fill('数出来多少', '1');
  await again.see('说一说怎么回事');
  await again.look('buying-4-hand-in');
  await again.close();
}, 90_000);

it('a week is settled by two people, never by one', async () => {
  await deliverTheRest();
  const first = await open(STAFF, 'settle', `id=${things.delivered}&from=community`);
  await first.see('付给菜农');
  await first.tap('算好了，请另一位核对');
  await first.see('等第二个人核对签字');
  expect(await first.page.getByRole('button', { name: /签字/ }).count()).toBe(0);
  await first.close();

  const second = await open(SECOND, 'settle', `id=${things.delivered}&from=community`);
  await second.tap(/核对无误，签字/);
  await second.tap('签字');
  await second.see('结清了，记进了微基金');
  await second.look('buying-5-settled');
  await second.close();
}, 60_000);

const tapFirst = (phone: Phone, name: RegExp) =>
  phone.page.getByRole('button', { name }).filter({ visible: true }).first().tap();

interface Said {
  readonly ok: boolean;
  readonly value: {
    readonly rows: readonly {
      readonly householdId: string;
      readonly label: string;
      readonly state: string;
      readonly units: number;
      readonly lines: readonly { readonly itemId: string; readonly allotted: number }[];
    }[];
    readonly myCashFen: number;
    readonly holders: readonly { readonly memberId: string }[];
  };
}

const doorsOf = async (courtyardId: string) => {
  const input = { roundId: things.delivered };
  const base = { action: 'door', communityId: 'cm_donghuan', courtyardId, input };
  return (await journey.product.call<Said>('groupbuy', base, { openid: STAFF })).value;
};

/** What is left of the doors and of the cash, without a finger. */
async function deliverTheRest(): Promise<void> {
  const { call, control } = journey.product;
  const { docs } = await control<{ docs: { _id: string; openid: string; memberId: string }[] }>(
    'documents?collection=accounts&limit=1000',
  );
  let asked = 0;
  const send = (openid: string, courtyardId: string, action: string, input: object) => {
    asked += 1;
    const base = { action, communityId: 'cm_donghuan', courtyardId };
    const data = {
      ...base,
      requestId: `journey-${asked}`,
      input: { roundId: things.delivered, ...input },
    };
    return call<Said>('groupbuy', data, { openid });
  };
  for (const yard of ['cy_c01', 'cy_c02']) {
    const { value } = await send(STAFF, yard, 'door', {});
    for (const { householdId, state, units, lines } of value.rows) {
      if (state !== 'frozen' || units === 0) continue;
      const handed = lines
        .filter(({ allotted }) => allotted > 0)
        .map(({ itemId, allotted }) => ({ itemId, handed: allotted }));
      const visit = { householdId, outcome: 'handed', lines: handed, payment: 'cash' };
      expect(await send(STAFF, yard, 'deliver', visit)).toMatchObject({ ok: true });
    }
    const { value: cash } = await send(STAFF, yard, 'handIns', {});
    for (const { memberId } of cash.holders) {
      const holder = docs.find((one) => one.memberId === memberId);
      const openid = holder?._id.split('.').slice(1).join('.') ?? '';
      const { value: mine } = await send(openid, yard, 'door', {});
      const input = { countedFen: mine.myCashFen, explanation: '' };
      expect(await send(openid, yard, 'handIn', input)).toMatchObject({ ok: true });
    }
  }
}
