import type { FundDoc } from '../../cloudfunctions/fund/documents';
import type { FlowerDoorRow, YardMoney } from '../../miniprogram/contract/flower-views';
import type { DoorOutcome } from '../../miniprogram/contract/groupbuy-forms';
import { type CampaignId, type CourtyardId, cornerOf } from '../../miniprogram/contract/ids';
import { yuanText } from '../../miniprogram/contract/money';
import { adoptedFestival, FESTIVAL_TOWN, keeperOf, STAFF_HERE, YARDS } from '../flower/festival';
import { openStage, SATURDAY, type Stage } from '../flower/stage';
import { freshRequest, inParallel, item } from '../support/community';

const PRICE_FEN = 300;
const DAY_MS = 86_400_000;
const SHORT_YARD = item(YARDS, 5);
/** The corners of three small courtyards: nobody was there to take them in. */
const ABSENT = YARDS.slice(12, 15);

let stage: Stage;
let campaignId: CampaignId;
beforeAll(async () => {
  stage = await openStage({ town: FESTIVAL_TOWN });
  campaignId = await adoptedFestival(stage);
  await stage.at(SATURDAY);
}, 180_000);
afterAll(() => stage?.close());

const manage = () => stage.calls.done('flower', 'manage', STAFF_HERE, { campaignId });
const door = (yard: CourtyardId) =>
  stage.calls.done('flower', 'door', keeperOf(yard), { campaignId });

/** One tap, which a volunteer's phone sends three times. */
async function visit(yard: CourtyardId, row: FlowerDoorRow, outcome: DoorOutcome): Promise<void> {
  const by = { ...keeperOf(yard), requestId: freshRequest() };
  const lines =
    outcome === 'absent'
      ? []
      : row.lines.map(({ itemId, allotted }) => ({ itemId, handed: allotted }));
  const payment = outcome === 'absent' ? 'later' : 'cash';
  const { householdId } = row;
  const tap = { campaignId, householdId, outcome, lines, payment } as const;
  const first = await stage.calls.done('flower', 'deliver', by, tap);
  const again = await Promise.all([1, 2].map(() => stage.calls.done('flower', 'deliver', by, tap)));
  expect(again).toEqual([first, first]);
}

const give = (yard: CourtyardId, countedFen: number, explanation = '', id = freshRequest()) =>
  stage.calls.reply(
    'flower',
    'handIn',
    { ...keeperOf(yard), requestId: id },
    {
      campaignId,
      countedFen,
      explanation,
    },
  );

const fund = async () => {
  const [doc] = await stage.database.find<FundDoc>('funds');
  return doc?.balances ?? {};
};
const flowersIn = async () => {
  const { incomes } = await stage.calls.done('fund', 'overview', STAFF_HERE, {});
  return yuanText(incomes.find(({ account }) => account === 'income_flowers')?.fen ?? 0);
};

/** Paid pots × 300 = what volunteers hold and what was handed in = what the fund was credited. */
const holds = ({ paidPots, handedInFen, withVolunteersFen }: YardMoney): boolean =>
  paidPots * PRICE_FEN === handedInFen + withVolunteersFen;

it('T08 600 pots in batches of 12 × 30 + 10 × 24 are due ¥1,800.00: 12 × ¥90 + 10 × ¥72', async () => {
  const { sums, yards } = await manage();
  const due = new Map(yards.map(({ courtyardId, dueFen }) => [courtyardId, dueFen]));
  expect(YARDS.map((id) => due.get(id))).toEqual([
    ...Array(12).fill(9_000),
    ...Array(10).fill(7_200),
  ]);
  expect(sums).toMatchObject({
    households: 122,
    units: 600,
    dueFen: 180_000,
    receivedFen: 0,
    owedFen: 180_000,
  });
  expect(yuanText(sums.dueFen)).toBe('¥1,800.00');
});

it('T08 588 handed over and paid are ¥1,764.00, ¥36.00 owing; every confirmation came three times', async () => {
  await inParallel(
    YARDS.map((yard) => async () => {
      const { rows } = await door(yard);
      expect(rows.at(-1)).toMatchObject({
        householdId: cornerOf(yard),
        label: '院里的公共花角（院委会照看）',
      });
      for (const row of rows) {
        const isAway = ABSENT.includes(yard) && row.householdId === cornerOf(yard);
        await visit(yard, row, isAway ? 'absent' : 'handed');
      }
    }),
    4,
  );
  const { sums, yards } = await manage();
  expect(sums).toMatchObject({
    units: 600,
    dueFen: 180_000,
    receivedFen: 176_400,
    owedFen: 3_600,
    overFen: 0,
    withVolunteersFen: 176_400,
  });
  expect(yards.reduce((sum, { handed }) => sum + handed, 0)).toBe(588);
  expect(yards.every(holds)).toBe(true);
}, 120_000);

it('T08 ¥87.00 counted of ¥90.00: explained, then cash 87.00 and short 3.00 against a donation of 90.00', async () => {
  expect(await give(SHORT_YARD, 8_700)).toMatchObject({ code: 'HANDIN_UNEXPLAINED' });
  expect(await fund()).toEqual({});
  expect(await give(SHORT_YARD, 8_700, '可能找错了钱')).toMatchObject({
    ok: true,
    value: { dueFen: 9_000, differenceFen: -300 },
  });
  expect(await fund()).toEqual({ cash: 8_700, short: 300, income_flowers: -9_000 });
  expect(await flowersIn()).toBe('¥90.00');
});

it('T08 everything handed in: flowers gave the fund ¥1,764.00, the shortage stands beside it', async () => {
  for (const yard of YARDS.filter((one) => one !== SHORT_YARD)) {
    const { myCashFen } = await door(yard);
    const id = freshRequest();
    const first = await give(yard, myCashFen, '', id);
    expect(first).toMatchObject({ ok: true, value: { differenceFen: 0 } });
    expect(await give(yard, myCashFen, '', id)).toEqual(first);
  }
  expect(await fund()).toEqual({ cash: 176_100, short: 300, income_flowers: -176_400 });
  expect(await flowersIn()).toBe('¥1,764.00');
  const { sums, yards } = await manage();
  expect(sums.withVolunteersFen).toBe(0);
  expect(yards.every(holds)).toBe(true);
  expect(await stage.calls.reply('flower', 'finish', STAFF_HERE, { campaignId })).toMatchObject({
    code: 'CAMPAIGN_NOT_OVER',
    details: { count: 3 },
  });
});

it('T08 collected later: ¥1,800.00, nothing owing, and the campaign is done', async () => {
  await stage.at(SATURDAY + DAY_MS);
  for (const yard of ABSENT) {
    const [away, ...others] = (await door(yard)).rows.filter(({ state }) => state === 'absent');
    if (!away) throw new Error('nobody was away');
    expect(others).toEqual([]);
    await visit(yard, away, 'handed');
    expect(await give(yard, 1_200)).toMatchObject({ ok: true, value: { dueFen: 1_200 } });
  }
  expect(await fund()).toEqual({ cash: 179_700, short: 300, income_flowers: -180_000 });
  expect(await flowersIn()).toBe('¥1,800.00');
  const { sums, yards } = await manage();
  expect(sums).toMatchObject({ dueFen: 180_000, receivedFen: 180_000, owedFen: 0 });
  expect(yards.every(holds)).toBe(true);
  expect(yards.map(({ handedInFen }) => handedInFen).sort()).toEqual([
    ...Array(10).fill(7_200),
    ...Array(12).fill(9_000),
  ]);
  expect(await give(SHORT_YARD, 0)).toMatchObject({ code: 'HANDIN_NOTHING' });
  expect(await stage.calls.done('flower', 'finish', STAFF_HERE, { campaignId })).toEqual({
    campaignId,
    status: 'done',
  });
});
