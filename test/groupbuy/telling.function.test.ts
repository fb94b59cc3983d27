import { item } from '../support/community';
import {
  CLOSES,
  FORM,
  home,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  RADISH,
  SATURDAY,
  type Stage,
  TUESDAY,
  VOLUNTEER,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.at(TUESDAY));

const HOUR = 3_600_000;
const SOON = TUESDAY + HOUR + 60_000;

it('goes on longer for everybody, and whoever ordered is told', async () => {
  const roundId = await openRound(stage, { closesAt: SOON });
  await stage.allow('o_g6');
  await order(stage, roundId, person(6), { [PEAS]: 1 });
  const extend = (closesAt: number) =>
    stage.calls.reply('groupbuy', 'extendRound', OWNER, { roundId, closesAt });
  expect(await extend(SOON - 1)).toMatchObject({ code: 'INVALID' });
  expect(await extend(SOON + HOUR)).toMatchObject({ ok: true, value: { status: 'open' } });
  await stage.at(SOON + HOUR - 1);
  expect(await order(stage, roundId, person(6), { [PEAS]: 1 })).toMatchObject({ ok: true });
  expect(await stage.toldTo('o_g6')).toEqual(['接龙时间延长了，请看新的截单时间']);
  await stage.at(SOON + HOUR);
  expect(await order(stage, roundId, person(6), { [PEAS]: 1 })).toMatchObject({
    code: 'SALE_CLOSED',
  });
  expect(await extend(SOON + 2 * HOUR)).toMatchObject({ code: 'ROUND_NOT_OPEN' });
});

it('is called off: nobody orders any more, no order is written, and whoever ordered is told', async () => {
  const roundId = await openRound(stage);
  await stage.allow('o_g7');
  await order(stage, roundId, person(7), { [PEAS]: 1 });
  // What somebody adds on the telephone takes the message from nobody.
  await stage.calls.done('groupbuy', 'orderFor', VOLUNTEER, {
    roundId,
    householdId: home(7),
    lines: [{ itemId: PEAS, add: 1 }],
  });
  await stage.calls.done('groupbuy', 'cancelRound', OWNER, { roundId, reason: '下大雨，摘不了。' });
  expect(await order(stage, roundId, person(7), { [PEAS]: 1 })).toMatchObject({
    code: 'SALE_CLOSED',
  });
  expect(await stage.view(roundId, person(7))).toMatchObject({
    status: 'cancelled',
    reason: '下大雨，摘不了。',
  });
  expect(await stage.toldTo('o_g7')).toEqual(['这一团取消了，不用付钱']);
  await stage.at(CLOSES + HOUR);
  await stage.tick();
  expect(await stage.database.find('orders', { saleId: roundId })).toEqual([]);
});

it('too little ordered: once longer, then called off; enough, and it closes', async () => {
  const minimum = { of: 'units', amount: 5, otherwise: 'extend', extendHours: 24 } as const;
  const poor = await openRound(stage, { closesAt: SOON, minimum });
  const rich = await openRound(stage, {
    closesAt: SOON,
    minimum: { ...minimum, of: 'fen', amount: 1_400 },
  });
  await order(stage, poor, person(8), { [PEAS]: 4 });
  await order(stage, rich, person(8), { [PEAS]: 4 });
  expect((await stage.view(poor, person(8))).minimum).toMatchObject({
    reached: 4,
    text: '起订 5 份，还差 1 份',
  });
  await stage.at(SOON);
  await stage.tick();
  expect(await stage.view(rich, person(8))).toMatchObject({
    status: 'closed',
    mine: { state: 'frozen' },
  });
  expect(await stage.view(poor, person(8))).toMatchObject({
    status: 'open',
    closesAt: SOON + 24 * HOUR,
    reason: '订的人不够，没凑够起订量，再等一等',
  });
  expect(await order(stage, poor, person(8), { [RADISH]: -1 })).toMatchObject({
    code: 'SALE_TOO_FEW',
  });
  await stage.at(SOON + 24 * HOUR);
  await stage.tick();
  expect(await stage.view(poor, person(8))).toMatchObject({
    status: 'cancelled',
    reason: '订的人不够，没凑够起订量',
  });
});

it('pickers sign up while there is room; the goods arrive, and whoever waits is told', async () => {
  const picking = { at: SATURDAY, place: '温江菜地', places: 2 };
  const roundId = await openRound(stage, { picking });
  await stage.allow('o_g9');
  await order(stage, roundId, person(9), { [PEAS]: 2 });
  const join = (no: number, wanted = true) =>
    stage.calls.reply('groupbuy', 'joinPicking', person(no), { roundId, join: wanted });
  expect(await join(1)).toMatchObject({ ok: true });
  expect(await join(2)).toMatchObject({ ok: true });
  expect(await join(3)).toMatchObject({ code: 'PICKING_FULL' });
  await join(2, false);
  expect(await join(3)).toMatchObject({ ok: true });
  const managed = await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  expect(managed.picking).toMatchObject({ signedUp: 2, names: ['邻居1', '邻居3'] });
  expect((await stage.view(roundId, person(1))).picking).toMatchObject({ signedUp: 2, mine: true });
  await stage.at(SATURDAY + HOUR);
  const arrived = { roundId, counts: { [PEAS]: 2 } };
  expect(await stage.calls.done('groupbuy', 'arrived', VOLUNTEER, arrived)).toMatchObject({
    status: 'arrived',
  });
  expect(await stage.toldTo('o_g9')).toEqual(['东西到院里了，请留意上门']);
  const later = { ...FORM.delivery, from: SATURDAY + 3 * HOUR, until: SATURDAY + 5 * HOUR };
  await stage.calls.done('groupbuy', 'changeDelivery', OWNER, { roundId, delivery: later });
  // The platform takes one allowance for each message.
  await stage.allow('o_g9');
  expect(await stage.toldTo('o_g9')).toContain('送货时间改了，请点开看一看');
  const row = item((await stage.calls.done('groupbuy', 'myOrders', person(9), {})).items);
  expect(row.deliveryText).toBe('今天 11:00–13:00，送到院门口');
});
