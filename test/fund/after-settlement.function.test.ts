/** What is settled with a household once its round is: money back, a debt paid or let go. @see docs/domain/fund.md §3 */
import type { OrderDoc } from '../../cloudfunctions/sale/documents';
import type { VoucherForm } from '../../miniprogram/contract/fund-views';
import type { HouseholdId, RoundId, VoucherId } from '../../miniprogram/contract/ids';
import {
  by,
  CLOSES,
  home,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  SATURDAY,
  STAFF,
  type Stage,
  TREASURER,
  TUESDAY,
  VOLUNTEER,
} from '../groupbuy/stage';
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import { expectSound } from './stage';

let stage: Stage;
let roundId: RoundId;
let now = SATURDAY;

/** Households 1 and 2 pay for two 豌豆尖 at ¥3.50, household 3 owes them; settled. */
beforeAll(async () => {
  stage = await openStage();
  await stage.at(TUESDAY);
  roundId = await openRound(stage);
  for (const no of [1, 2, 3]) await order(stage, roundId, person(no), { [PEAS]: 2 });
  await stage.at(CLOSES);
  await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  await stage.at(SATURDAY);
  for (const no of [1, 2, 3]) await visit(no, no === 3 ? 'later' : 'cash');
}, 120_000);
afterAll(() => stage?.close());
beforeEach(async () => {
  now += 60_000;
  await stage.at(now);
});

const visit = (no: number, payment: 'cash' | 'later') =>
  stage.calls.done('groupbuy', 'deliver', VOLUNTEER, {
    ...{ roundId, householdId: home(no), outcome: 'handed', payment },
    lines: [{ itemId: PEAS, handed: 2 }],
  });
const words = (say: string) => ({ words: say, pictures: [] });
const refund = (householdId: HouseholdId, fen: number): VoucherForm => ({
  ...{ kind: 'refund', fen, till: 'cash', income: 'income_groupbuy', about: roundId, householdId },
  ...words('有一份烂了'),
});
const forgiven = (householdId: HouseholdId, fen: number): VoucherForm => ({
  ...{ kind: 'debtForgiven', fen, about: roundId, householdId, whose: '2单元 101' },
  ...words('搬走了，找不到人'),
});
const collected = (householdId: HouseholdId, fen: number): VoucherForm => ({
  ...{ kind: 'debtCollected', fen, till: 'cash', about: roundId, householdId },
  ...words(''),
});
const ask = (form: VoucherForm, who: By = TREASURER) =>
  stage.calls.reply('fund', 'propose', who, { form });
async function posted(form: VoucherForm, who: By = TREASURER): Promise<number> {
  const { voucherId } = await stage.calls.done('fund', 'propose', who, { form });
  return (await stage.calls.done('fund', 'sign', STAFF, { voucherId })).seq ?? 0;
}
const mine = async (no: number) =>
  (await stage.calls.done('groupbuy', 'myOrders', person(no), {})).items[0]?.order;
const balances = async () =>
  (await stage.database.find<{ balances: Record<string, number> }>('funds'))[0]?.balances ?? {};

it('before the settlement all of it is the door’s', async () => {
  expect(await ask(refund(home(1), 100))).toMatchObject({ code: 'SETTLED_AT_DOOR' });
  await stage.calls.done('groupbuy', 'handIn', VOLUNTEER, {
    ...{ roundId, countedFen: 1_400, explanation: '' },
  });
  await stage.calls.done('groupbuy', 'prepareSettlement', STAFF, { roundId, costs: [] });
  await stage.calls.done('groupbuy', 'signSettlement', TREASURER, { roundId, profitFen: 300 });
});

it('a refund is named by its household, and no household gets back more than it paid', async () => {
  expect(await ask(refund(home(3), 1))).toMatchObject({ code: 'MORE_THAN_OWED' });
  expect(await ask(refund(home(1), 701))).toMatchObject({ code: 'MORE_THAN_OWED' });
  expect(await ask(refund('hh_k1', 1))).toMatchObject({ code: 'NOT_FOUND' });
  await posted(refund(home(1), 350));
  expect(await mine(1)).toMatchObject({ dueFen: 350, paidFen: 350, owedFen: 0 });
  expect(await ask(refund(home(1), 351))).toMatchObject({ code: 'MORE_THAN_OWED' });
  expect(await balances()).toMatchObject({ income_groupbuy: 50, cash: 1_050 });
});

it('a keeper asks for the own doors alone, and somebody else signs', async () => {
  const other = by('o_other_owner', 'cy_t2');
  expect(await ask(refund(home(2), 100), other)).toMatchObject({ code: 'NOT_FOUND' });
  const { householdId: _, ...nameless } = refund(home(2), 100) as { householdId?: HouseholdId };
  expect(await ask(nameless as VoucherForm, OWNER)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await ask(collected(home(3), 100), OWNER)).toMatchObject({ code: 'NOT_ALLOWED' });
  const { voucherId } = await stage.calls.done('fund', 'propose', OWNER, {
    form: refund(home(2), 100),
  });
  expect(await stage.calls.reply('fund', 'sign', OWNER, { voucherId })).toMatchObject({
    ok: false,
  });
  await stage.calls.done('fund', 'sign', TREASURER, { voucherId });
  expect(await mine(2)).toMatchObject({ dueFen: 600, paidFen: 600 });
});

it('a debt is one household’s; paid in part and let go in part, it is gone from order and books', async () => {
  const { householdId: _, ...nameless } = collected(home(3), 100) as { householdId?: HouseholdId };
  expect(await ask(nameless as VoucherForm)).toMatchObject({ code: 'INVALID' });
  await posted(collected(home(3), 500));
  expect(await mine(3)).toMatchObject({ dueFen: 700, paidFen: 500, owedFen: 200 });
  expect(await ask(forgiven(home(3), 201))).toMatchObject({ code: 'MORE_THAN_OWED' });
  const seq = await posted(forgiven(home(3), 200));
  expect(await mine(3)).toMatchObject({ dueFen: 500, paidFen: 500, owedFen: 0 });
  expect(await balances()).toMatchObject({ receivable: 0, spending_loss: 200 });
  const { sums } = await stage.calls.done('groupbuy', 'door', VOLUNTEER, { roundId });
  expect(sums).toMatchObject({ owedFen: 0, withVolunteersFen: 0 });
  expect(sums.dueFen + sums.overFen).toBe(sums.receivedFen + sums.owedFen);
  // The door’s name is for those who sign, never for everybody.
  const seen = await stage.calls.done('fund', 'journal', person(5), { seq });
  expect(JSON.stringify(seen)).not.toContain('2单元 101');
  expect(JSON.stringify(seen)).not.toContain(home(3));
});

it('two vouchers that wait for the same debt are not both signed', async () => {
  await posted(refund(home(2), 100));
  const both = [refund(home(2), 500), refund(home(2), 500)];
  const ids: VoucherId[] = [];
  for (const form of both) {
    ids.push((await stage.calls.done('fund', 'propose', TREASURER, { form })).voucherId);
  }
  const replies = await Promise.all(
    ids.map((voucherId) => stage.calls.reply('fund', 'sign', STAFF, { voucherId })),
  );
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(replies.find(({ ok }) => !ok)).toMatchObject({ code: 'MORE_THAN_OWED' });
});

it('a door that was settled so is not put right at the door any more', async () => {
  const seen = (await stage.database.get<OrderDoc>('orders', `${roundId}.${home(1)}`))?.door?.rev;
  const reply = await stage.calls.reply('groupbuy', 'correctDoor', VOLUNTEER, {
    ...{ roundId, householdId: home(1), outcome: 'partly', payment: 'cash', reason: '少一份' },
    ...{ lines: [{ itemId: PEAS, handed: 1 }], seen: seen ?? 0 },
  });
  expect(reply).toMatchObject({ ok: false, code: 'DOOR_SETTLED' });
});

it('the settlement is put right by a part, never undone as a whole', async () => {
  const { posted: settled, may } = await stage.calls.done('groupbuy', 'settlement', TREASURER, {
    roundId,
  });
  expect(may).toEqual({ prepare: false, sign: false, correct: true });
  const corrects = Number(settled?.journalId.split('.')[1]);
  const back = { kind: 'reversal', corrects, ...words('算错了') } as const;
  const { voucherId } = await stage.calls.done('fund', 'propose', TREASURER, { form: back });
  const reply = await stage.calls.reply('fund', 'sign', STAFF, { voucherId });
  expect(reply).toMatchObject({ code: 'REVERSED_IN_PART' });
  const part = { debit: 'income_groupbuy', credit: 'supplier', fen: 60 } as const;
  await posted({ kind: 'adjustment', corrects, ...part, ...words('菜农的钱少算 6 角') });
  const view = await stage.calls.done('fund', 'journal', TREASURER, { seq: corrects });
  expect(view.may).toEqual({
    ...{ adjust: true, reverse: false },
    refund: { about: roundId, income: 'income_groupbuy' },
  });
  expect((await stage.calls.done('fund', 'journal', person(1), { seq: corrects })).may).toEqual({
    ...{ adjust: false, reverse: false },
  });
  expectSound(await stage.database.find('journals'));
});

it('signing it takes two requests more than another voucher', async () => {
  const gift: VoucherForm = { kind: 'donation', fen: 100, till: 'cash', ...words('') };
  const cost = async (form: VoucherForm) => {
    const { voucherId } = await stage.calls.done('fund', 'propose', TREASURER, { form });
    return meterOf(stage.product).costOf('fund', 'sign', STAFF, { voucherId });
  };
  const usual = await cost(gift);
  expect(usual).toBeLessThanOrEqual(10);
  expect(await cost(refund(home(1), 50))).toBe(usual + 2);
});
