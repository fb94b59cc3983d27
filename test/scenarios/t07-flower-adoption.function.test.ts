import {
  adoptAll,
  adoptCorners,
  FESTIVAL_TOWN,
  festivalForm,
  STAFF_HERE,
  YARDS,
} from '../flower/festival';
import {
  adopt,
  by,
  oneVariety,
  openCampaign,
  openStage,
  person,
  RANUNCULUS,
  type Stage,
} from '../flower/stage';
import { item } from '../support/community';

let stage: Stage;
let festival: Stage;
beforeAll(async () => {
  stage = await openStage();
  festival = await openStage({ town: FESTIVAL_TOWN });
}, 120_000);
afterAll(async () => {
  await stage?.close();
  await festival?.close();
});

const simulate = (households: number, withCorners: boolean) =>
  festival.calls.done('flower', 'simulate', STAFF_HERE, {
    form: festivalForm(withCorners),
    households,
  });

it('T07 (i) three members of one household adopt 2 + 2 + 2 at once: two succeed, the third hears 还可认领 1 盆, a later 1 makes 5', async () => {
  const campaignId = await openCampaign(stage);
  const family = [person(1), by('o_f1_son'), by('o_f1_wife')];
  const replies = await Promise.all(
    family.map((who) => adopt(stage, campaignId, who, { [RANUNCULUS]: 2 })),
  );
  expect(replies.filter(({ ok }) => ok)).toHaveLength(2);
  const [refused] = replies.filter(({ ok }) => !ok);
  expect(refused).toMatchObject({ code: 'ADOPT_CAP', details: { max: 5, left: 1 } });
  expect(await stage.view(campaignId)).toMatchObject({ mayAdopt: 1, mine: { units: 4 } });
  expect(await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 1 })).toMatchObject({
    ok: true,
  });
  expect(await stage.view(campaignId)).toMatchObject({ mayAdopt: 0, mine: { units: 5 } });
});

it('T07 (ii) 100 households × 5 are 500 of 600; the simulator said so before the opening', async () => {
  const said = await simulate(100, false);
  expect(item(said.lines)).toBe('100 户 × 5 盆 = 500 < 600，差 100 盆');
  expect(said).toMatchObject({ pots: 600, byHouseholds: 500, missing: 100 });
  expect(said.verdict).toBe('还差 100 盆没有人认领，开始前先想好');

  const { calls } = festival;
  const form = festivalForm(false);
  const { campaignId } = await calls.done('flower', 'saveCampaign', STAFF_HERE, { form });
  await calls.done('flower', 'openCampaign', STAFF_HERE, { campaignId });
  await adoptAll(festival, campaignId);
  const { left } = await calls.done('flower', 'manage', STAFF_HERE, { campaignId });
  expect(left).toBe(100);
});

it('T07 (iii) with a public corner in 22 courtyards, 12 × 5 + 10 × 4, all 600 are adopted: 12 × 30 + 10 × 24', async () => {
  const said = await simulate(100, true);
  expect(said.lines.slice(0, 2)).toEqual([
    '100 户 × 5 盆 = 500 < 600，差 100 盆',
    '加公共花角 12 × 5 + 10 × 4 = 100，共 600 = 600，正好',
  ]);
  expect(said.lines.at(-1)).toBe('各院名额 12 × 30 + 10 × 24 = 600 = 600，正好');
  expect(said).toMatchObject({ byCorners: 100, missing: 0, verdict: '600 盆都有人认领' });
  expect(said.warnings).toEqual([]);

  const { calls } = festival;
  const form = festivalForm();
  const { campaignId } = await calls.done('flower', 'saveCampaign', STAFF_HERE, { form });
  await calls.done('flower', 'openCampaign', STAFF_HERE, { campaignId });
  await adoptAll(festival, campaignId);
  await adoptCorners(festival, campaignId);
  const { yards, left } = await calls.done('flower', 'campaign', STAFF_HERE, { campaignId });
  const adoptedAt = new Map(yards.map(({ courtyardId, adopted }) => [courtyardId, adopted]));
  expect(YARDS.map((id) => adoptedAt.get(id))).toEqual([
    ...Array(12).fill(30),
    ...Array(10).fill(24),
  ]);
  expect(left).toBe(0);
  expect(yards.every(({ full }) => full)).toBe(true);
  const { varieties } = await calls.done('flower', 'campaign', STAFF_HERE, { campaignId });
  expect(varieties.map((one) => one.left)).toEqual(Array(12).fill(0));
});

it('T07 (iv) without public corners it takes 120 households', async () => {
  const said = await simulate(100, false);
  expect(said.householdsNeededAlone).toBe(120);
  expect(said.lines[1]).toBe('没有公共花角，要 120 户才认领得完');
  expect(await simulate(119, false)).toMatchObject({ missing: 5 });
  expect(await simulate(120, false)).toMatchObject({ missing: 0 });
  expect(await simulate(100, true)).toMatchObject({ householdsNeeded: 100 });
});

it('T07 (v) 60 people press for the last pot: one has it, none are left, never fewer', async () => {
  const campaignId = await openCampaign(stage, oneVariety(1));
  const taps = Array.from({ length: 60 }, (_, i) =>
    adopt(stage, campaignId, person(i + 1), { [RANUNCULUS]: 1 }),
  );
  const replies = await Promise.all(taps);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  const heard = new Set(replies.flatMap((reply) => (reply.ok ? [] : [reply.code])));
  expect([...heard]).toEqual(['ADOPT_SOLD_OUT']);
  const { left, yards, mayAdopt } = await stage.view(campaignId);
  expect({ left, adopted: item(yards).adopted, mayAdopt }).toEqual({
    left: 0,
    adopted: 1,
    mayAdopt: 0,
  });
});
