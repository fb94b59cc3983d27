/** Waiting, what is left over, and what nobody took home: nothing is promised twice, and every reason can be read. */
import type { AllotmentDoc } from '../../cloudfunctions/sale/public';
import type { CampaignId, CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import { freshRequest } from '../support/community';
import {
  adopt,
  allotmentIn,
  by,
  CLOSES,
  COLLECT_BY,
  home,
  MONDAY,
  neighbour,
  OTHER_YARD,
  OWNER,
  oneVariety,
  openCampaign,
  openStage,
  ordersIn,
  person,
  RANUNCULUS,
  SATURDAY,
  STAFF,
  type Stage,
  VOLUNTEER,
  YARD,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.at(MONDAY));

const join = (campaignId: CampaignId, who: ReturnType<typeof person>, pots: number) =>
  stage.calls.reply('flower', 'joinWait', who, { campaignId, pots });
const give = (
  campaignId: CampaignId,
  householdId: HouseholdId,
  pots: number,
  who = OWNER,
  reason = '家里人多。',
) =>
  stage.calls.reply('flower', 'giveLeftover', who, {
    campaignId,
    householdId,
    counts: { [RANUNCULUS]: pots },
    reason,
  });
const visit = (
  campaignId: CampaignId,
  householdId: HouseholdId,
  outcome: 'handed' | 'absent' | 'refused',
  pots = 0,
) =>
  stage.calls.done('flower', 'deliver', VOLUNTEER, {
    campaignId,
    householdId,
    outcome,
    payment: outcome === 'handed' ? 'cash' : 'later',
    lines: pots === 0 ? [] : [{ itemId: RANUNCULUS, handed: pots }],
  });

/** Whatever happened, every pot is somebody's or there. */
const countsOf = ({ remaining, sold, claims }: AllotmentDoc) => ({
  left: Object.values(remaining).reduce((sum, count) => sum + count, 0),
  sold: Object.values(sold).reduce((sum, count) => sum + count, 0),
  claimed: Object.values(claims)
    .flatMap((parties) => Object.values(parties))
    .reduce((sum, { total }) => sum + total, 0),
});

const twoYards = (stock: number) => ({
  ...oneVariety(stock),
  yards: [YARD, OTHER_YARD].map((courtyardId: CourtyardId) => ({
    courtyardId,
    quota: stock,
    dropPoint: '',
  })),
});

it('waits only for what cannot be had, for no more than the cap leaves, and once', async () => {
  const campaignId = await openCampaign(stage, oneVariety(8));
  expect(await join(campaignId, person(2), 1)).toMatchObject({ code: 'WAIT_NOT_NEEDED' });
  await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 5 });
  await adopt(stage, campaignId, person(2), { [RANUNCULUS]: 3 });
  expect(await join(campaignId, person(2), 3)).toMatchObject({
    code: 'WAIT_TOO_MANY',
    details: { max: 5, left: 2 },
  });
  const twice = { ...person(2), requestId: freshRequest() };
  const both = await Promise.all([join(campaignId, twice, 2), join(campaignId, twice, 2)]);
  expect(both).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await join(campaignId, person(2), 1)).toMatchObject({ code: 'WAIT_ALREADY' });
  await join(campaignId, person(3), 4);
  expect((await stage.view(campaignId, person(3))).wait).toEqual({ pots: 4, ahead: 1 });
  expect(await stage.view(campaignId, person(1))).toMatchObject({ waiting: 2, left: 0 });
  await stage.calls.done('flower', 'leaveWait', person(2), { campaignId });
  expect((await stage.view(campaignId, person(3))).wait).toEqual({ pots: 4, ahead: 0 });
  expect(await stage.calls.reply('flower', 'leaveWait', person(2), { campaignId })).toMatchObject({
    code: 'WAIT_NOT_THERE',
  });
});

it('when adopting ends those who wait come first to what was given back, in their order, and are told', async () => {
  const campaignId = await openCampaign(stage, twoYards(10));
  await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 5 });
  await adopt(stage, campaignId, person(2), { [RANUNCULUS]: 5 });
  await stage.allow('o_k1');
  await stage.at(MONDAY + 1_000);
  await join(campaignId, neighbour(1), 3);
  await stage.at(MONDAY + 2_000);
  await join(campaignId, person(3), 4);
  await adopt(stage, campaignId, person(2), { [RANUNCULUS]: -4 });
  await stage.at(CLOSES);
  await stage.tick();
  const orders = await ordersIn(stage, campaignId);
  expect(orders.map(({ householdId, units }) => [householdId, units])).toEqual([
    [home(1), 5],
    [home(2), 1],
    [home(3), 1],
    ['hh_k1', 3],
  ]);
  const doc = await allotmentIn(stage, campaignId);
  expect(countsOf(doc)).toEqual({ left: 0, sold: 10, claimed: 10 });
  expect((await stage.view(campaignId, person(3))).wait).toEqual({ pots: 3, ahead: 0 });
  expect(await stage.toldTo('o_k1')).toEqual(['您候补的花有了，请点开看一看']);
  const { items } = await stage.calls.done('flower', 'leftovers', STAFF, { campaignId });
  expect(items.map(({ what, byName, pots }) => [what, byName, pots])).toEqual([
    ['waited', '按候补顺序', 3],
    ['waited', '按候补顺序', 1],
  ]);
});

it('gives what is left beyond the cap, before and after the close, with a reason anybody in charge can read', async () => {
  const campaignId = await openCampaign(stage, oneVariety(12));
  await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 5 });
  expect(await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 1 })).toMatchObject({
    code: 'ADOPT_CAP',
    details: { max: 5, left: 0 },
  });
  expect(await give(campaignId, home(1), 2, VOLUNTEER)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await give(campaignId, home(1), 8)).toMatchObject({
    code: 'ADOPT_SHORT',
    details: { left: 7 },
  });
  const once = { ...OWNER, requestId: freshRequest() };
  for (const _copy of [1, 2])
    expect(await give(campaignId, home(1), 2, once)).toMatchObject({ ok: true });
  await stage.at(CLOSES);
  // The same request a day later, when everything is written.
  await stage.tick();
  expect(await give(campaignId, home(1), 2, once)).toMatchObject({ ok: true, value: { pots: 2 } });
  const later = { ...OWNER, requestId: freshRequest() };
  for (const _copy of [1, 2]) {
    expect(await give(campaignId, home(2), 4, later, '新搬来的。')).toMatchObject({ ok: true });
  }
  expect(await give(campaignId, home(3), 2)).toMatchObject({
    code: 'ADOPT_SHORT',
    details: { left: 1 },
  });
  expect(countsOf(await allotmentIn(stage, campaignId))).toEqual({
    left: 1,
    sold: 11,
    claimed: 11,
  });
  const orders = await ordersIn(stage, campaignId);
  expect(orders.map(({ householdId, units }) => [householdId, units])).toEqual([
    [home(1), 7],
    [home(2), 4],
  ]);
  const { items } = await stage.calls.done('flower', 'leftovers', OWNER, { campaignId });
  expect(items).toMatchObject([
    { what: 'extra', byName: '罗群主', potsText: '洋牡丹 4 盆', reason: '新搬来的。' },
    { what: 'extra', byName: '罗群主', potsText: '洋牡丹 2 盆', reason: '家里人多。' },
  ]);
});

it('rivals for the last pot left over: one gets it, however many keepers give it away at once', async () => {
  const campaignId = await openCampaign(stage, oneVariety(6));
  await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 5 });
  await stage.at(CLOSES);
  await stage.tick();
  const replies = await Promise.all([2, 3, 4, 5].map((no) => give(campaignId, home(no), 1)));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(countsOf(await allotmentIn(stage, campaignId))).toEqual({ left: 0, sold: 6, claimed: 6 });
});

it('what nobody took home goes to who waits, then is there for others; a done door is visited once more', async () => {
  const campaignId = await openCampaign(stage, oneVariety(10));
  await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 5 });
  await adopt(stage, campaignId, person(2), { [RANUNCULUS]: 3 });
  await adopt(stage, campaignId, person(4), { [RANUNCULUS]: 2 });
  await join(campaignId, person(2), 2);
  await stage.allow('o_f2');
  await stage.allow('o_f1');
  await stage.at(CLOSES);
  await stage.tick();
  await stage.at(SATURDAY);
  await visit(campaignId, home(1), 'absent');
  await visit(campaignId, home(2), 'handed', 3);
  await visit(campaignId, home(4), 'refused');
  const again = () => stage.calls.reply('flower', 'reoffer', STAFF, { campaignId });
  expect(await again()).toMatchObject({ code: 'COLLECT_LATER' });
  await stage.at(COLLECT_BY);
  expect(await again()).toMatchObject({ ok: true });
  expect(await again()).toMatchObject({ ok: true });
  expect(countsOf(await allotmentIn(stage, campaignId))).toEqual({ left: 5, sold: 5, claimed: 5 });
  expect(await stage.toldTo('o_f2')).toEqual(['您候补的花有了，请点开看一看']);
  expect(await stage.toldTo('o_f1')).toEqual(['花没领走，已让给候补的邻居']);

  const door = async () => stage.calls.done('flower', 'door', VOLUNTEER, { campaignId });
  const { rows } = await door();
  expect(rows).toMatchObject([
    { householdId: home(2), units: 5, extraPots: 2, dueFen: 1_500, paidFen: 900, owedFen: 600 },
  ]);
  // The second visit: only what came on top, and only its price.
  const tap = {
    campaignId,
    householdId: home(2),
    outcome: 'handed',
    payment: 'cash',
    lines: [{ itemId: RANUNCULUS, handed: 2 }],
  } as const;
  const once = { ...VOLUNTEER, requestId: freshRequest() };
  const heard = await stage.calls.done('flower', 'deliver', once, tap);
  expect(heard).toEqual({ householdId: home(2), chargedFen: 1_500, receivedFen: 1_500 });
  expect(await stage.calls.done('flower', 'deliver', once, tap)).toEqual(heard);
  expect(await stage.calls.reply('flower', 'deliver', VOLUNTEER, tap)).toMatchObject({
    code: 'DOOR_DONE',
  });
  const { sums, rows: after, myCashFen } = await door();
  expect(after).toMatchObject([{ extraPots: 0, dueFen: 1_500, paidFen: 1_500, state: 'handed' }]);
  expect(sums).toMatchObject({ dueFen: 1_500, receivedFen: 1_500, owedFen: 0 });
  expect(myCashFen).toBe(1_500);

  // What is left after the line goes to whoever the keepers decide on, also to who was away.
  expect(await give(campaignId, home(1), 5, OWNER, '出差回来了。')).toMatchObject({ ok: true });
  await visit(campaignId, home(1), 'handed', 5);
  expect((await door()).sums).toMatchObject({ dueFen: 3_000, receivedFen: 3_000 });
  const { items } = await stage.calls.done('flower', 'leftovers', STAFF, { campaignId });
  expect(items.map(({ what, pots, reason }) => [what, pots, reason])).toEqual([
    ['freed', 5, '到时间没领走'],
    ['freed', 2, '到时间没领走'],
    ['waited', 2, '候补领到'],
    ['extra', 5, '出差回来了。'],
  ]);
  const far = by('o_other_owner', OTHER_YARD);
  expect(await stage.calls.reply('flower', 'leftovers', far, { campaignId })).toMatchObject({
    code: 'NOT_FOUND',
  });
});
