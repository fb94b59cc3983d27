import { type Journey, type Phone, startJourney } from '../support/journey';
import { type Things, thingsOf } from '../support/visits';

let journey: Journey;
let things: Things;

const RESIDENT = 'o_c01_u1_101_a';

beforeAll(async () => {
  journey = await startJourney();
  things = await thingsOf(journey.product.control);
}, 240_000);
afterAll(() => journey?.close());

/** As the card in the group leads there. */
const fromTheCard = (as: string): Promise<Phone> =>
  journey.phone({
    as,
    path: `packages/flower/adopt/adopt?id=${things.campaign}&c=cm_donghuan&y=cy_c01`,
    group: 'og_c01',
  });

const adoptedBy = async (openid: string): Promise<number> => {
  const base = { action: 'campaign', communityId: 'cm_donghuan', courtyardId: 'cy_c01' };
  const data = { ...base, input: { campaignId: things.campaign } };
  const { value } = await journey.product.call<{ value: { mine?: { units: number } } }>(
    'flower',
    data,
    { openid },
  );
  return value.mine?.units ?? 0;
};

it('a resident adopts from the group card with four taps, and changes it', async () => {
  const phone = await fromTheCard(RESIDENT);
  await phone.tap('长寿花加一');
  await phone.tap('长寿花加一');
  await phone.see('还有 38 盆');
  await phone.look('flower-1-picked');
  await phone.tap('认领 2 盆，到时给 ¥6.00');
  // WeChat asks once whether a message may be sent.
  await phone.tap('允许');
  await phone.see('已认领 2 盆 · ¥6.00');
  await phone.look('flower-2-adopted');
  expect(await adoptedBy(RESIDENT)).toBe(2);

  await phone.tap('洋牡丹加一');
  await phone.tap('长寿花减一');
  await phone.tap('长寿花减一');
  await phone.tap('改成 1 盆，到时给 ¥3.00');
  await phone.see('已认领 1 盆 · ¥3.00');
  expect(await adoptedBy(RESIDENT)).toBe(1);
  await phone.close();
}, 90_000);

it('what is picked out without network goes out by itself', async () => {
  const phone = await fromTheCard(RESIDENT);
  await phone.see('已认领 1 盆');
  await phone.network('offline');
  await phone.tap('杜鹃加一');
  await phone.tap('改成 2 盆，到时给 ¥6.00');
  await phone.see('没有网，先记在手机里');
  await phone.look('flower-3-offline');
  await phone.network('good');
  await phone.see('已认领 2 盆 · ¥6.00');
  expect(await adoptedBy(RESIDENT)).toBe(2);
  await phone.close();
}, 90_000);

it('no more than the household may have can be picked out', async () => {
  const phone = await fromTheCard(RESIDENT);
  await phone.see('已认领 2 盆');
  for (let more = 0; more < 4; more += 1) await phone.tap('瓜叶菊加一');
  await phone.see('改成 5 盆，到时给 ¥15.00');
  await phone.close();
}, 90_000);
