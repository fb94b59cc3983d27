import type { DoorInput } from '../../miniprogram/contract/groupbuy';
import type { RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import type { RoundId } from '../../miniprogram/contract/ids';
import { item } from '../support/community';
import {
  by,
  CLOSES,
  home,
  OTHER_VOLUNTEER,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  RADISH,
  SATURDAY,
  SECOND_STAFF,
  STAFF,
  type Stage,
  TREASURER,
  TUESDAY,
  VOLUNTEER,
} from './stage';

let stage: Stage;
let roundId: RoundId;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

/** Households 1 to `count` order two 豌豆尖 and one 萝卜 each; it is Saturday. */
async function begin(count: number, form: Partial<RoundForm> = {}): Promise<void> {
  await stage.at(TUESDAY);
  roundId = await openRound(stage, form);
  for (let no = 1; no <= count; no += 1) {
    const reply = await order(stage, roundId, person(no), { [PEAS]: 2, [RADISH]: 1 });
    if (!reply.ok) throw new Error(reply.code);
  }
  await stage.at(CLOSES);
  await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  await stage.at(SATURDAY);
}

const all = [
  { itemId: PEAS, handed: 2 },
  { itemId: RADISH, handed: 1 },
];
const visit = (no: number, more: Partial<DoorInput> = {}) => ({
  roundId,
  householdId: home(no),
  outcome: 'handed' as const,
  payment: 'cash' as const,
  lines: all,
  ...more,
});
const deliver = (no: number, more: Partial<DoorInput> = {}, who = VOLUNTEER) =>
  stage.calls.reply('groupbuy', 'deliver', who, visit(no, more));
const door = (who = VOLUNTEER) => stage.calls.done('groupbuy', 'door', who, { roundId });
const rowOf = async (no: number) =>
  item((await door()).rows.filter(({ householdId }) => householdId === home(no)));
const fund = async () =>
  (await stage.database.find<{ balances: Record<string, number> }>('funds'))[0]?.balances ?? {};

it('walks stair by stair; everything that can happen at a door is charged by what was handed over', async () => {
  await begin(12);
  const { rows, mayDeliver } = await door();
  expect(rows.map(({ unit, door: at }) => `${unit} ${at}`)).toEqual([
    ...['101', '102', '201', '202', '301', '302', '401', '402', '501', '502'].map(
      (one) => `1单元 ${one}`,
    ),
    ...['2单元 101', '2单元 201'],
  ]);
  expect([rows[0]?.no, rows[0]?.label, mayDeliver]).toEqual([1, '1单元 101 李家', true]);
  const some = [{ itemId: PEAS, handed: 1 }];
  const replies = [
    await deliver(1),
    await deliver(2, { outcome: 'partly', lines: some, payment: 'transfer' }),
    await deliver(3, { outcome: 'absent', lines: [] }),
    await deliver(4, { outcome: 'refused', lines: [] }),
    await deliver(5, { outcome: 'damaged', lines: some }),
    await deliver(6, { outcome: 'neighbour', takenBy: '对门张家' }),
    await deliver(7, { payment: 'later' }),
    await deliver(8, { receivedFen: 900 }),
    await deliver(9, { receivedFen: 800 }),
  ];
  expect(
    replies.map((reply) =>
      reply.ok ? [reply.value.chargedFen, reply.value.receivedFen] : reply.code,
    ),
  ).toEqual([
    ...[
      [850, 850],
      [350, 350],
      [0, 0],
      [0, 0],
      [350, 350],
      [850, 850],
      [850, 0],
      [850, 900],
      [850, 800],
    ],
  ]);
  const view = await door();
  expect(view.sums).toMatchObject({
    dueFen: 850 + 350 + 850 + 0 + 350 + 850 + 850 + 850 + 850 + 3 * 850,
    receivedFen: 850 + 350 + 350 + 850 + 900 + 800,
    owedFen: 850 + 850 + 50 + 3 * 850,
    overFen: 50,
    withVolunteersFen: 850 + 350 + 850 + 900 + 800,
  });
  expect(view.myCashFen).toBe(3_750);
  expect(view.status).toBe('distributing');
  expect(await rowOf(6)).toMatchObject({ state: 'neighbour', takenBy: '对门张家', byMe: true });
  expect(await deliver(3)).toMatchObject({ ok: true, value: { chargedFen: 850 } });
  expect(await deliver(1)).toMatchObject({ code: 'DOOR_DONE' });
});

it('refuses what does not go together, and more than there is', async () => {
  await begin(1);
  const more = [{ itemId: PEAS, handed: 3 }];
  expect(await deliver(1, { lines: more, outcome: 'partly' })).toMatchObject({
    code: 'DOOR_TOO_MANY',
  });
  expect(await deliver(1, { lines: [{ itemId: PEAS, handed: 2 }] })).toMatchObject({
    code: 'DOOR_TOO_MANY',
  });
  expect(await deliver(1, { outcome: 'partly' })).toMatchObject({ code: 'DOOR_TOO_MANY' });
  expect(await deliver(1, { outcome: 'absent' })).toMatchObject({ code: 'INVALID' });
  expect(await deliver(1, { outcome: 'neighbour' })).toMatchObject({ code: 'INVALID' });
  expect(await deliver(1, { payment: 'later', receivedFen: 1 })).toMatchObject({ code: 'INVALID' });
  expect(await deliver(1, { lines: [{ itemId: 'i9', handed: 1 }] })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await deliver(2)).toMatchObject({ code: 'NOT_FOUND' });
  const elsewhere = by('o_other_owner', 'cy_t2');
  expect(await deliver(1, {}, elsewhere)).toMatchObject({ code: 'NOT_FOUND' });
  expect((await door()).sums.receivedFen).toBe(0);
});

it('a weighed item costs what the scales say, half a fen up', async () => {
  await begin(1, {
    items: [
      {
        name: '五花肉',
        unit: '份',
        spec: '',
        costFen: 1_500,
        saleFen: 1_833,
        weighed: { gramsEach: 500 },
      },
      { name: '萝卜', unit: '根', spec: '', costFen: 100, saleFen: 150 },
    ],
  });
  expect(await rowOf(1)).toMatchObject({ dueFen: 2 * 1_833 + 150 });
  const lines = [
    { itemId: PEAS, handed: 2, grams: 1_023 },
    { itemId: RADISH, handed: 1 },
  ];
  expect(await deliver(1)).toMatchObject({ code: 'INVALID' });
  // 1023 g at ¥18.33 for 500 g are ¥37.503…
  expect(await deliver(1, { lines })).toMatchObject({
    ok: true,
    value: { chargedFen: 3_750 + 150 },
  });
});

it('a correction says why, follows the money, and falls into the next hand-in', async () => {
  await begin(3);
  await deliver(1);
  await deliver(2);
  await deliver(3, { payment: 'later' });
  const handIn = (who: typeof VOLUNTEER, countedFen: number, explanation = '') =>
    stage.calls.reply('groupbuy', 'handIn', who, { roundId, countedFen, explanation });
  expect(await handIn(VOLUNTEER, 1_700)).toMatchObject({
    value: { dueFen: 1_700, differenceFen: 0 },
  });
  expect(await handIn(VOLUNTEER, 0)).toMatchObject({ code: 'HANDIN_NOTHING' });
  const correct = (no: number, who: typeof VOLUNTEER, more: Partial<DoorInput>, seen = 1) =>
    stage.calls.reply('groupbuy', 'correctDoor', who, {
      ...visit(no, more),
      seen,
      reason: '点错了。',
    });
  expect(await correct(4, OWNER, {})).toMatchObject({ code: 'NOT_FOUND' });
  // One 豌豆尖 less: the money was handed in already, so the volunteer is owed it.
  const less = [
    { itemId: PEAS, handed: 1 },
    { itemId: RADISH, handed: 1 },
  ];
  expect(await correct(1, VOLUNTEER, { outcome: 'partly', lines: less })).toMatchObject({
    value: { chargedFen: 500, receivedFen: 500 },
  });
  expect(await correct(1, VOLUNTEER, {})).toMatchObject({ code: 'STALE' });
  // What was owed is paid to somebody else.
  expect(await correct(3, OTHER_VOLUNTEER, {})).toMatchObject({ value: { receivedFen: 850 } });
  // Not cash, but a transfer.
  expect(await correct(2, VOLUNTEER, { payment: 'transfer' })).toMatchObject({ ok: true });
  const { holders, sums } = await stage.calls.done('groupbuy', 'handIns', OWNER, { roundId });
  expect(holders.map(({ name, cashFen, transferFen }) => [name, cashFen, transferFen])).toEqual([
    ['志愿者甲', -350 - 850, 850],
    ['志愿者乙', 850, 0],
  ]);
  expect(sums).toMatchObject({ dueFen: 500 + 850 + 850, receivedFen: 2_200, owedFen: 0 });
  const before = await fund();
  expect(await handIn(OTHER_VOLUNTEER, 800)).toMatchObject({ code: 'HANDIN_UNEXPLAINED' });
  expect(await handIn(OTHER_VOLUNTEER, 800, '少了五角')).toMatchObject({
    value: { differenceFen: -50 },
  });
  expect(await handIn(VOLUNTEER, -1_201, '多拿一分')).toMatchObject({ code: 'INVALID' });
  expect(await handIn(VOLUNTEER, -1_100)).toMatchObject({ code: 'HANDIN_UNEXPLAINED' });
  // Out of the box comes exactly what was given back; a negative amount needs no reason then.
  expect(await handIn(VOLUNTEER, -1_200)).toMatchObject({
    value: { dueFen: -1_200, differenceFen: 0 },
  });
  const after = await fund();
  const change = (account: string) => (after[account] ?? 0) - (before[account] ?? 0);
  expect({
    cash: change('cash'),
    short: change('short'),
    over: change('over'),
    bank: change('bank'),
    clearing: change('clearing_groupbuy'),
  }).toEqual({ cash: 800 - 1_200, short: 50, over: 0, bank: 850, clearing: -500 });
  const trail = await stage.calls.done('groupbuy', 'handIns', OWNER, { roundId });
  expect(trail.handIns).toHaveLength(3);
  expect(trail.sums.withVolunteersFen).toBe(0);
});

it('what comes in after the settlement is a debt that was paid, and goods handed over late are income', async () => {
  await begin(3, { lossRule: 'fund' });
  const before = await fund();
  await deliver(1);
  await deliver(2, { payment: 'later' });
  await deliver(3, { outcome: 'absent', lines: [] });
  const settlement = () => stage.calls.done('groupbuy', 'settlement', STAFF, { roundId });
  expect((await settlement()).contradictions).toEqual(['志愿者手里还有没交的钱']);
  await stage.calls.done('groupbuy', 'handIn', VOLUNTEER, {
    roundId,
    countedFen: 850,
    explanation: '',
  });
  const view = await settlement();
  // Six 豌豆尖 and three 萝卜 were bought, two thirds of them were taken.
  expect(view).toMatchObject({
    takingsFen: 1_700,
    owedFen: 850,
    purchaseFen: 2_160,
    profitFen: -460,
  });
  expect(view.items[0]).toMatchObject({ picked: 6, handed: 4, shrinkage: 2 });
  const prepare = { roundId, costs: [] };
  expect(
    await stage.calls.reply('groupbuy', 'prepareSettlement', by('o_other_owner', 'cy_t2'), prepare),
  ).toMatchObject({ code: 'NOT_FOUND' });
  await stage.calls.done('groupbuy', 'prepareSettlement', STAFF, prepare);
  expect(
    await stage.calls.reply('groupbuy', 'signSettlement', OWNER, { roundId, profitFen: -460 }),
  ).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(
    await stage.calls.reply('groupbuy', 'signSettlement', SECOND_STAFF, {
      roundId,
      profitFen: -459,
    }),
  ).toMatchObject({ code: 'SETTLEMENT_CHANGED' });
  const signed = await stage.calls.done('groupbuy', 'signSettlement', TREASURER, {
    roundId,
    profitFen: -460,
  });
  expect(signed.journalId).toMatch(/^fd_test\.\d{6}$/);
  const change = async () => {
    const now = await fund();
    return Object.fromEntries(
      ['cash', 'receivable', 'supplier', 'clearing_groupbuy', 'income_groupbuy'].map((account) => [
        account,
        (now[account] ?? 0) - (before[account] ?? 0),
      ]),
    );
  };
  expect(await change()).toEqual({
    cash: 850,
    receivable: 850,
    supplier: -2_160,
    clearing_groupbuy: 0,
    income_groupbuy: 460,
  });
  const correct = { ...visit(2), seen: 1, reason: '今天付了。' };
  await stage.calls.done('groupbuy', 'correctDoor', VOLUNTEER, correct);
  await deliver(3);
  await stage.calls.done('groupbuy', 'handIn', VOLUNTEER, {
    roundId,
    countedFen: 1_700,
    explanation: '',
  });
  expect(await change()).toMatchObject({ cash: 2_550, receivable: 0, income_groupbuy: 460 - 850 });
});
