/** Many at once, through the real function host: nothing is sold twice, no cap is broken, nothing ordered is lost. */
import type { AllotmentDoc, OrderDoc } from '../../cloudfunctions/sale/documents';
import { item } from '../support/community';
import {
  by,
  CLOSES,
  HOUSEHOLDS,
  home,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  RADISH,
  type Stage,
  TUESDAY,
  YARD,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const allotmentOf = async (roundId: string) => {
  const doc = await stage.database.get<AllotmentDoc>('allotments', `${roundId}.all`);
  if (!doc) throw new Error('no allotment');
  return doc;
};
const claimsIn = (doc: AllotmentDoc) => Object.values(doc.claims[YARD] ?? {});
const codes = (replies: readonly { ok: boolean; code?: string }[]) =>
  replies.flatMap(({ ok, code }) => (ok ? [] : [code]));

it('sells exactly what there is: 120 taps for 25, at most 2 a household', async () => {
  await stage.at(TUESDAY);
  const roundId = await openRound(stage, {
    items: [
      {
        name: '草莓',
        unit: '盒',
        spec: '',
        costFen: 1_000,
        saleFen: 1_200,
        stock: 25,
        capPerHousehold: 2,
      },
    ],
  });
  const taps = Array.from({ length: 3 * HOUSEHOLDS }, (_, i) => person((i % HOUSEHOLDS) + 1));
  const replies = await Promise.all(taps.map((who) => order(stage, roundId, who, { [PEAS]: 1 })));
  const doc = await allotmentOf(roundId);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(25);
  expect(doc.remaining).toEqual({ [PEAS]: 0 });
  expect(doc.sold).toEqual({ [PEAS]: 25 });
  expect(claimsIn(doc).reduce((sum, { total }) => sum + total, 0)).toBe(25);
  expect(claimsIn(doc).every(({ total }) => total <= 2)).toBe(true);
  const said = new Set(codes(replies));
  said.delete('SALE_CAP');
  expect([...said]).toEqual(['SALE_SOLD_OUT']);
}, 60_000);

it('three of a family order 2 + 2 + 2 of at most 5: two succeed, the third hears there is 1 more', async () => {
  const roundId = await openRound(stage, { capPerHousehold: 5 });
  const family = [person(1), by('o_g1_son'), person(1)];
  const replies = await Promise.all(family.map((who) => order(stage, roundId, who, { [PEAS]: 2 })));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(2);
  expect(item(replies.filter(({ ok }) => !ok))).toMatchObject({
    code: 'SALE_CAP',
    details: { max: 5, left: 1 },
  });
  expect(await order(stage, roundId, person(1), { [RADISH]: 1 })).toMatchObject({ ok: true });
  expect(item(claimsIn(await allotmentOf(roundId)))).toMatchObject({ total: 5 });
});

it('what one gives back, another can have; who looked before is told that it changed', async () => {
  const roundId = await openRound(stage, {
    items: [{ name: '草莓', unit: '盒', spec: '', costFen: 1_000, saleFen: 1_200, stock: 2 }],
  });
  await order(stage, roundId, person(1), { [PEAS]: 2 });
  expect(await order(stage, roundId, person(2), { [PEAS]: 1 })).toMatchObject({
    code: 'SALE_SOLD_OUT',
  });
  expect(await order(stage, roundId, person(1), { [PEAS]: -3 })).toMatchObject({
    code: 'SALE_TOO_FEW',
  });
  const step = (seen: number) =>
    stage.calls.reply('groupbuy', 'order', person(1), {
      roundId,
      lines: [{ itemId: PEAS, add: -1 }],
      seen,
    });
  const both = await Promise.all([step(1), step(1)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(codes(both)).toEqual(['STALE']);
  expect(await order(stage, roundId, person(2), { [PEAS]: 2 })).toMatchObject({
    code: 'SALE_SHORT',
    details: { left: 1 },
  });
  expect(await order(stage, roundId, person(2), { [PEAS]: 1 })).toMatchObject({ ok: true });
});

it('at the closing instant every order that was said yes to is there, and no other', async () => {
  await stage.at(TUESDAY);
  const roundId = await openRound(stage);
  await stage.product.setClock(CLOSES - 1_500, true);
  const replies: Awaited<ReturnType<typeof order>>[] = [];
  const tapUntilClosed = async (no: number) => {
    for (let i = 0; i < 18; i += 1) {
      const reply = await order(stage, roundId, person(no), { [PEAS]: 1 });
      replies.push(reply);
      if (!reply.ok) return;
    }
  };
  const look = async () => {
    for (let i = 0; i < 30; i += 1) {
      const who = by(i % 2 ? 'o_volunteer' : 'o_owner');
      const reply = await stage.calls.reply('groupbuy', 'totals', who, { roundId });
      if (reply.ok && reply.value.status === 'closed') return;
    }
  };
  const taps = Array.from({ length: HOUSEHOLDS }, (_, i) => tapUntilClosed(i + 1));
  await Promise.all([...taps, look()]);
  await stage.at(CLOSES + 60_000);
  await stage.database.callFunction('tick');
  const yes = replies.filter(({ ok }) => ok).length;
  expect(new Set(codes(replies))).toEqual(new Set(['SALE_CLOSED']));
  expect(yes).toBeGreaterThan(0);
  const doc = await allotmentOf(roundId);
  expect(doc.sold[PEAS]).toBe(yes);
  const orders = await stage.database.find<OrderDoc>('orders', { saleId: roundId });
  const written = orders.reduce((sum, { lines }) => sum + (lines[PEAS]?.ordered ?? 0), 0);
  expect(written).toBe(yes);
}, 60_000);

it('two volunteers at one door: it is visited once, and charged once', async () => {
  await stage.at(TUESDAY);
  const roundId = await openRound(stage);
  await order(stage, roundId, person(1), { [PEAS]: 3 });
  await stage.at(CLOSES);
  await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  const deliver = (who: string) =>
    stage.calls.reply('groupbuy', 'deliver', by(who), {
      roundId,
      householdId: home(1),
      outcome: 'handed',
      payment: 'cash',
      lines: [{ itemId: PEAS, handed: 3 }],
    });
  const both = await Promise.all([deliver('o_volunteer'), deliver('o_volunteer_b')]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(codes(both)).toEqual(['DOOR_DONE']);
  const door = await stage.calls.done('groupbuy', 'door', OWNER, { roundId });
  expect(door.sums).toMatchObject({ dueFen: 1_050, receivedFen: 1_050, withVolunteersFen: 1_050 });
  const hands = await Promise.all(
    ['o_volunteer', 'o_volunteer_b'].map((who) =>
      stage.calls.reply('groupbuy', 'handIn', by(who), {
        roundId,
        countedFen: 1_050,
        explanation: '',
      }),
    ),
  );
  expect(hands.filter(({ ok }) => ok)).toHaveLength(1);
  expect(codes(hands)).toEqual(['HANDIN_NOTHING']);
});
