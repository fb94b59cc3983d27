/** The whole community with its festival, produced by the functions and read through them. */
import { yuanText } from '../../miniprogram/contract/money';
import { type By, type Calls, callsOf, item } from '../support/community';
import { type Product, startProduct } from '../support/local';

let product: Product;
let calls: Calls;
beforeAll(async () => {
  product = await startProduct({ size: 'demo' });
  calls = callsOf(product);
}, 300_000);
afterAll(() => product?.close());

const STAFF: By = { openid: 'o_staff_01', courtyard: 'cy_c01' };
const campaigns = async () => (await calls.done('flower', 'working', STAFF, {})).items;

it('600 pots, 22 courtyards, 100 households and their corners, ¥1,800.00 in the fund', async () => {
  const { campaignId } = item((await campaigns()).filter(({ status }) => status === 'done'));
  const { sums, yards, left } = await calls.done('flower', 'manage', STAFF, { campaignId });
  expect(yards).toHaveLength(22);
  expect(sums).toMatchObject({
    households: 100 + 22,
    units: 600,
    receivedFen: 180_000,
    owedFen: 0,
    withVolunteersFen: 0,
  });
  expect(left).toBe(0);
  for (const yard of yards) expect(yard.paidPots * 300).toBe(yard.handedInFen);
  const { incomes } = await calls.done('fund', 'overview', STAFF, {});
  const flowers = item(incomes.filter(({ account }) => account === 'income_flowers'));
  expect(yuanText(flowers.fen)).toBe('¥1,800.00');
});

it('something can be adopted today', async () => {
  const { campaignId } = item((await campaigns()).filter(({ status }) => status === 'open'));
  const by: By = { openid: 'o_c01_u1_101_a', courtyard: 'cy_c01' };
  const { mayAdopt, varieties } = await calls.done('flower', 'campaign', by, { campaignId });
  expect(mayAdopt).toBeGreaterThan(0);
  const lines = [{ itemId: item(varieties).itemId, add: 1 }];
  const { pots } = await calls.done('flower', 'adopt', by, { campaignId, lines });
  expect(pots).toBe(1);
});
