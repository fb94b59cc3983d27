/** Words that wait for the platform's check. @see docs/domain/fund.md §3 */
import type { VoucherDoc } from '../../cloudfunctions/fund/documents';
import type { By } from '../support/community';
import { memberIdOf } from '../support/factories';
import { committee, gift, openStage, owner, type Stage, second } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());
afterEach(() => stage.product.control('content-safety', { outage: false }));

const TICK_MS = 5 * 60_000;

/** Signed while the check was away: it stands in the books, and its words wait. */
async function waiting(words: string, by: By = owner) {
  await stage.product.control('content-safety', { outage: true });
  const voucherId = await stage.propose(gift(100, { words }), by);
  await stage.calls.done('fund', 'sign', second, { voucherId });
  return voucherId;
}
const stored = async (id: string) => (await stage.database.get<VoucherDoc>('vouchers', id)) ?? {};
async function ticked() {
  await stage.product.control('content-safety', { outage: false });
  for (let tick = 0; tick < 2; tick += 1) await stage.breathe(TICK_MS);
}

it.each([
  ['卖了纸板', 'passed'],
  ['去办假证', 'refused'],
])('%s is %s when the check is back, also of what is posted', async (words, wordsState) => {
  const id = await waiting(words);
  await stage.breathe(TICK_MS);
  expect(await stored(id)).toMatchObject({ wordsState: 'waiting' });
  await ticked();
  expect(await stored(id)).toMatchObject({ wordsState });
  expect(await stored(id)).not.toHaveProperty('recheckAt');
});

it('words of somebody who is gone for good are asked about once, and stay with those who sign', async () => {
  const id = await waiting('卖了纸板', committee);
  const memberId = memberIdOf(committee.openid);
  const [account] = await stage.database.find<{ _id: string }>('accounts', { memberId });
  await stage.database.remove('accounts', account?._id ?? '');
  await ticked();
  expect(await stored(id)).toMatchObject({ wordsState: 'refused', status: 'posted' });
  expect(await stored(id)).not.toHaveProperty('recheckAt');
});
