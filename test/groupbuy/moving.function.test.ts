/** Times and places that change after people have ordered: who may, who is told, and what the next copy takes over. */
import { meterOf } from '../support/metered';
import {
  by,
  CLOSES,
  FORM,
  OTHER_YARD,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  SATURDAY,
  STAFF,
  type Stage,
  TUESDAY,
  YARD,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.at(TUESDAY));

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const NEIGHBOUR = by('o_k1', OTHER_YARD);
const sunday = { ...FORM.delivery, from: SATURDAY + 25 * HOUR, until: SATURDAY + 27 * HOUR };

async function wide(): Promise<`gb_${string}`> {
  const roundId = await openRound(
    stage,
    { courtyards: [YARD, OTHER_YARD], dropPoints: { [YARD]: '门卫室', [OTHER_YARD]: '大门口' } },
    STAFF,
  );
  await stage.allow('o_g1');
  await stage.allow('o_k1');
  await order(stage, roundId, person(1), { [PEAS]: 1 });
  await order(stage, roundId, NEIGHBOUR, { [PEAS]: 1 });
  return roundId;
}
const move = (roundId: `gb_${string}`, change: object, who = STAFF) =>
  stage.calls.reply('groupbuy', 'changeDelivery', who, {
    roundId,
    delivery: FORM.delivery,
    ...change,
  });
/** The platform lists the newest first. */
const last = async (openid: string) => (await stage.toldTo(openid))[0];

it('another drop point is told to those of its courtyard alone', async () => {
  const roundId = await wide();
  const before = await stage.toldTo('o_g1');
  expect(await move(roundId, { dropPoints: { [OTHER_YARD]: '车棚' } })).toMatchObject({ ok: true });
  expect(await last('o_k1')).toBe('放货的地方改了，请点开看一看');
  expect(await stage.toldTo('o_g1')).toEqual(before);
  expect((await stage.view(roundId, NEIGHBOUR)).dropPoint).toBe('车棚');
  expect((await stage.view(roundId)).dropPoint).toBe('门卫室');
});

it('another day is told to everybody once, with the place; the next copy comes on the usual day', async () => {
  const roundId = await wide();
  const counts = [(await stage.toldTo('o_g1')).length, (await stage.toldTo('o_k1')).length];
  const change = { delivery: sunday, dropPoints: { [YARD]: '花台边' } };
  expect(await move(roundId, change)).toMatchObject({ ok: true });
  expect([await last('o_g1'), await last('o_k1')]).toEqual(
    Array(2).fill('送货时间改了，请点开看一看'),
  );
  expect([(await stage.toldTo('o_g1')).length, (await stage.toldTo('o_k1')).length]).toEqual(
    counts.map((count) => count + 1),
  );
  expect(await stage.view(roundId)).toMatchObject({ delivery: sunday, dropPoint: '花台边' });
  const { form } = await stage.calls.done('groupbuy', 'copyLast', STAFF, { roundId });
  expect(form).toMatchObject({
    delivery: { from: FORM.delivery.from + WEEK, until: FORM.delivery.until + WEEK },
    dropPoints: { [YARD]: '花台边', [OTHER_YARD]: '大门口' },
  });
});

it('another way of delivering is told as that', async () => {
  const roundId = await wide();
  const delivery = { ...FORM.delivery, text: '请到门卫室来拿' };
  expect(await move(roundId, { delivery })).toMatchObject({ ok: true });
  expect(await last('o_k1')).toBe('送货的办法改了，请点开看一看');
  const { form } = await stage.calls.done('groupbuy', 'copyLast', STAFF, { roundId });
  expect(form.delivery.text).toBe('请到门卫室来拿');
});

it('nothing that changed is told to nobody', async () => {
  const roundId = await wide();
  const before = [await stage.toldTo('o_g1'), await stage.toldTo('o_k1')];
  expect(await move(roundId, { dropPoints: { [YARD]: '门卫室' } })).toMatchObject({ ok: true });
  expect([await stage.toldTo('o_g1'), await stage.toldTo('o_k1')]).toEqual(before);
});

it('is for whoever runs the round, about its own courtyards, and for a time that is ahead', async () => {
  const roundId = await wide();
  expect(await move(roundId, {}, OWNER)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await move(roundId, { dropPoints: { cy_none: '哪儿' } })).toMatchObject({
    code: 'NOT_FOUND',
  });
  const early = { ...FORM.delivery, from: CLOSES - 2 * HOUR, until: CLOSES - HOUR };
  expect(await move(roundId, { delivery: early })).toMatchObject({ code: 'INVALID' });
  const backwards = { ...FORM.delivery, until: FORM.delivery.from };
  expect(await move(roundId, { delivery: backwards })).toMatchObject({ code: 'INVALID' });
  expect(await move(roundId, { dropPoints: { [YARD]: '卖枪的隔壁' } })).toMatchObject({
    code: 'TEXT_RISKY',
  });
  const desk = await stage.calls.done('groupbuy', 'manage', STAFF, { roundId });
  expect(desk.may.move).toBe(true);
  await stage.calls.done('groupbuy', 'cancelRound', STAFF, { roundId, reason: '下雨了。' });
  expect(await move(roundId, { delivery: sunday })).toMatchObject({ code: 'ROUND_NOT_OPEN' });
});

it('too little ordered goes on by itself and is called off by itself, and whoever ordered hears both', async () => {
  const minimum = { of: 'units', amount: 5, otherwise: 'extend', extendHours: 24 } as const;
  const closesAt = TUESDAY + HOUR;
  const roundId = await openRound(stage, { closesAt, minimum });
  await stage.allow('o_g12');
  await order(stage, roundId, person(12), { [PEAS]: 4 });
  await stage.at(closesAt);
  expect(await last('o_g12')).toBe('接龙时间延长了，请看新的截单时间');
  // The platform takes one allowance for each message.
  await stage.allow('o_g12');
  await stage.at(closesAt + 24 * HOUR);
  expect(await last('o_g12')).toBe('这一团取消了，不用付钱');
  const desk = await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  expect(desk).toMatchObject({ status: 'cancelled', reason: '订的人不够，没凑够起订量' });
});

it('what goods cost is for whoever runs the round', async () => {
  const roundId = await wide();
  const costs = (value: object) => JSON.stringify(value).includes('costFen');
  const totals = (who: typeof OWNER) => stage.calls.done('groupbuy', 'totals', who, { roundId });
  expect(costs(await totals(STAFF))).toBe(true);
  // The owner of a courtyard goes to its doors; the round is the community's.
  expect(costs(await totals(OWNER))).toBe(false);
  expect(costs(await stage.view(roundId))).toBe(false);
  for (const action of ['list', 'myOrders'] as const) {
    expect(costs(await stage.calls.done('groupbuy', action, person(1), {}))).toBe(false);
  }
  expect(await stage.calls.reply('groupbuy', 'manage', OWNER, { roundId })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

it('a picking party says where one meets and what to bring, between the close and the end of the delivery', async () => {
  const picking = { at: SATURDAY - HOUR, place: '院门口', places: 2, note: '带手套和雨靴' };
  const roundId = await openRound(stage, { picking });
  expect((await stage.view(roundId)).picking).toEqual({ ...picking, signedUp: 0, mine: false });
  for (const wrong of [
    { ...picking, at: CLOSES - 1 },
    { ...picking, at: FORM.delivery.until + 1 },
    { ...picking, place: '' },
  ]) {
    const form = { ...FORM, picking: wrong };
    const { roundId: draft } = await stage.calls.done('groupbuy', 'saveRound', OWNER, { form });
    expect(
      await stage.calls.reply('groupbuy', 'openRound', OWNER, { roundId: draft }),
    ).toMatchObject({
      code: 'ROUND_NOT_READY',
    });
  }
});

describe('the field', () => {
  const picking = { at: SATURDAY - HOUR, place: '院门口', places: 2, note: '带手套' };
  const later = { ...picking, at: SATURDAY, place: '车站', places: 3 };
  /** Who goes there has ordered nothing. */
  async function asked(): Promise<`gb_${string}`> {
    const roundId = await openRound(stage, { picking });
    await stage.allow('o_g20');
    await stage.calls.done('groupbuy', 'joinPicking', person(20), { roundId, join: true });
    return roundId;
  }
  const moveField = (roundId: `gb_${string}`, field: object) =>
    move(roundId, { picking: field }, OWNER);

  it('is moved for those who signed up, and the next copy goes at the usual hour', async () => {
    const roundId = await asked();
    expect(await moveField(roundId, later)).toMatchObject({ ok: true });
    expect(await last('o_g20')).toBe('去地里的时间、地点改了，请点开看');
    expect((await stage.view(roundId)).picking).toMatchObject({ ...later, signedUp: 1 });
    const { form } = await stage.calls.done('groupbuy', 'copyLast', OWNER, { roundId });
    expect(form.picking).toEqual({ ...later, at: picking.at + WEEK });
  });

  it('of a round that is called off is waited for by nobody', async () => {
    const roundId = await asked();
    await stage.calls.done('groupbuy', 'cancelRound', OWNER, { roundId, reason: '下大雨。' });
    expect(await last('o_g20')).toBe('这一团取消了，不用去地里了');
    expect(
      await stage.calls.reply('groupbuy', 'joinPicking', person(21), { roundId, join: true }),
    ).toMatchObject({ code: 'ROUND_NOT_OPEN' });
  });

  it('may be asked for once the round is open; it has room for whoever has signed up, and lies ahead', async () => {
    const bare = await openRound(stage);
    expect(await moveField(bare, picking)).toMatchObject({ ok: true });
    expect((await stage.view(bare)).picking).toMatchObject({ ...picking, signedUp: 0 });
    const roundId = await asked();
    await stage.calls.done('groupbuy', 'joinPicking', person(21), { roundId, join: true });
    for (const wrong of [
      { ...picking, places: 1 },
      { ...picking, at: CLOSES - 1 },
      { ...picking, at: FORM.delivery.until + 1 },
      { ...picking, place: '' },
    ]) {
      expect(await moveField(roundId, wrong)).toMatchObject({ code: 'INVALID' });
    }
    expect(await moveField(roundId, { ...picking, note: '卖枪' })).toMatchObject({
      code: 'TEXT_RISKY',
    });
  });
});

it('moves and opens with at most ten requests', async () => {
  const meter = meterOf(stage.product);
  const form = { ...FORM, picking: { at: SATURDAY, place: '院门口', places: 2 } };
  const { roundId } = await stage.calls.done('groupbuy', 'saveRound', OWNER, { form });
  expect(await meter.costOf('groupbuy', 'saveRound', OWNER, { form })).toBeLessThanOrEqual(10);
  expect(await meter.costOf('groupbuy', 'openRound', OWNER, { roundId })).toBeLessThanOrEqual(10);
  const change = { roundId, delivery: sunday, dropPoints: { [YARD]: '车棚' } };
  expect(await meter.costOf('groupbuy', 'changeDelivery', OWNER, change)).toBeLessThanOrEqual(10);
});
