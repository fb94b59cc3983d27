/** Adopting: who may have how much, and what neighbours see of it. */
import { cornerOf } from '../../miniprogram/contract/ids';
import { freshRequest } from '../support/community';
import {
  adopt,
  allotmentIn,
  by,
  FAR_YARD,
  FORM,
  home,
  KALANCHOE,
  neighbour,
  OTHER_YARD,
  OWNER,
  oneVariety,
  openCampaign,
  openStage,
  person,
  RANUNCULUS,
  STAFF,
  type Stage,
  stepsOf,
  VOLUNTEER,
  YARD,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const adoptFor = (
  campaignId: `fl_${string}`,
  who: typeof OWNER,
  input: { readonly householdId: `hh_${string}` | `pc_${string}`; readonly add: number },
) =>
  stage.calls.reply('flower', 'adoptFor', who, {
    campaignId,
    householdId: input.householdId,
    lines: stepsOf({ [RANUNCULUS]: input.add }),
  });

it('shows what is left, how many one may still have, and each courtyard by counts', async () => {
  const campaignId = await openCampaign(stage);
  await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 1, [KALANCHOE]: 2 });
  await adopt(stage, campaignId, neighbour(1), { [KALANCHOE]: 4 });
  expect(await stage.view(campaignId)).toMatchObject({
    status: 'open',
    closesText: '后天 20:00 截止',
    deliveryText: '3月7日 周六 09:00–12:00，送到院里',
    priceFen: 300,
    cap: 5,
    mayAdopt: 2,
    pots: 100,
    left: 93,
    dropPoint: '门卫室',
    varieties: [
      { name: '洋牡丹', left: 49, mine: 1, care: ['放在亮的地方。', '土干了再浇。'] },
      { name: '长寿花', left: 44, mine: 2 },
    ],
    yards: [
      { name: '桂花巷9号院', adopted: 3, quota: 60, full: false, mine: true },
      { name: '桂花巷11号院', adopted: 4, quota: 24, full: false, mine: false },
    ],
    mine: { householdId: home(1), units: 3, dueFen: 900, state: 'open' },
    corner: { place: '大门左边的花台', careText: '院委会照看', cap: 5, adopted: 0 },
    mayServe: false,
    mayKeep: false,
    mayManage: false,
  });
  const { items } = await stage.calls.done('flower', 'list', person(1), {});
  expect(items).toMatchObject([{ campaignId, myPots: 3, statusText: '正在认领' }]);
  const { groupText } = await stage.view(campaignId);
  expect(groupText.split('\n').length).toBeLessThanOrEqual(12);
  expect(groupText).toContain('我们院认领了 3 / 60 盆');
});

it('is not there for a courtyard that takes no part, nor as a draft', async () => {
  const { campaignId: draft } = await stage.calls.done('flower', 'saveCampaign', STAFF, {
    form: FORM,
  });
  const campaignId = await openCampaign(stage);
  const far = by('o_m1', FAR_YARD);
  for (const [who, id] of [
    [far, campaignId],
    [person(1), draft],
  ] as const) {
    expect(await stage.calls.reply('flower', 'campaign', who, { campaignId: id })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await adopt(stage, id, who, { [RANUNCULUS]: 1 })).toMatchObject({ code: 'NOT_FOUND' });
  }
});

it('a courtyard’s households and its corner stay within its quota together', async () => {
  const campaignId = await openCampaign(stage, {
    yards: [
      {
        courtyardId: YARD,
        quota: 7,
        dropPoint: '',
        corner: { cap: 4, place: '花台', caredBy: 'owner' },
      },
      { courtyardId: OTHER_YARD, quota: 5, dropPoint: '' },
    ],
  });
  const corner = cornerOf(YARD);
  expect(await adoptFor(campaignId, OWNER, { householdId: corner, add: 5 })).toMatchObject({
    code: 'ADOPT_CAP',
    details: { max: 4, left: 4 },
  });
  expect(await adoptFor(campaignId, OWNER, { householdId: corner, add: 4 })).toMatchObject({
    ok: true,
    value: { pots: 4, fen: 1_200 },
  });
  expect(await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 4 })).toMatchObject({
    code: 'ADOPT_YARD_FULL',
    details: { left: 3 },
  });
  expect(await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 3 })).toMatchObject({
    ok: true,
  });
  // To change one variety for another needs no room.
  const swap = { [RANUNCULUS]: -1, [KALANCHOE]: 1 };
  expect(await adopt(stage, campaignId, person(1), swap)).toMatchObject({ ok: true });
  const view = await stage.view(campaignId);
  expect(view.yards[0]).toMatchObject({ adopted: 7, quota: 7, full: true });
  expect(view).toMatchObject({ mayAdopt: 0, corner: { adopted: 4 } });
  expect(await adopt(stage, campaignId, neighbour(1), { [RANUNCULUS]: 5 })).toMatchObject({
    ok: true,
  });
  expect((await allotmentIn(stage, campaignId)).room).toEqual({ [YARD]: 0, [OTHER_YARD]: 0 });
});

it('the corner is its keepers’ to adopt for; a neighbour on the telephone anybody’s who works here', async () => {
  const campaignId = await openCampaign(stage);
  const corner = cornerOf(YARD);
  expect(await adoptFor(campaignId, VOLUNTEER, { householdId: corner, add: 1 })).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  for (const householdId of [cornerOf(OTHER_YARD), 'hh_k1'] as const) {
    expect(await adoptFor(campaignId, OWNER, { householdId, add: 1 })).toMatchObject({
      code: 'NOT_FOUND',
    });
  }
  const other = by('o_other_owner', OTHER_YARD);
  // That courtyard has no corner in this campaign.
  expect(
    await adoptFor(campaignId, other, { householdId: cornerOf(OTHER_YARD), add: 1 }),
  ).toMatchObject({ code: 'NOT_FOUND' });
  expect(await adoptFor(campaignId, VOLUNTEER, { householdId: home(9), add: 2 })).toMatchObject({
    ok: true,
  });
  const seen = await stage.calls.done(
    'flower',
    'campaign',
    { ...VOLUNTEER, subject: home(9) },
    {
      campaignId,
    },
  );
  expect(seen).toMatchObject({ mine: { orderedBy: 'phone', units: 2 }, mayServe: true });
});

it('somebody who looked before another member changed it is told so; a tap that comes again hears the same', async () => {
  const campaignId = await openCampaign(stage, oneVariety(10));
  const lines = stepsOf({ [RANUNCULUS]: 2 });
  const first = { ...person(1), requestId: freshRequest() };
  const once = await stage.calls.done('flower', 'adopt', first, { campaignId, lines, seen: 0 });
  expect(await stage.calls.done('flower', 'adopt', first, { campaignId, lines, seen: 0 })).toEqual(
    once,
  );
  const late = { campaignId, lines, seen: 0 };
  expect(await stage.calls.reply('flower', 'adopt', by('o_f1_son'), late)).toMatchObject({
    code: 'STALE',
  });
  expect((await allotmentIn(stage, campaignId)).sold).toEqual({ [RANUNCULUS]: 2 });
});
