/** A round that is called off has no money at its doors, and one with money at its doors is not called off. */
import type { RoundDoc } from '../../cloudfunctions/groupbuy/documents';
import type { OrderDoc } from '../../cloudfunctions/sale/documents';
import type { RoundId } from '../../miniprogram/contract/ids';
import {
  CLOSES,
  home,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
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

async function closed(): Promise<RoundId> {
  await stage.at(TUESDAY);
  const roundId = await openRound(stage);
  for (const no of [1, 2]) await order(stage, roundId, person(no), { [PEAS]: 1 });
  await stage.at(CLOSES);
  await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  await stage.at(SATURDAY);
  return roundId;
}

const deliver = (roundId: RoundId, no: number) =>
  stage.calls.reply('groupbuy', 'deliver', VOLUNTEER, {
    roundId,
    householdId: home(no),
    outcome: 'handed',
    payment: 'cash',
    lines: [{ itemId: PEAS, handed: 1 }],
  });
const callOff = (roundId: RoundId) =>
  stage.calls.reply('groupbuy', 'cancelRound', OWNER, { roundId, reason: '菜农没货了。' });
const statusIn = async (roundId: RoundId) =>
  (await stage.database.get<RoundDoc>('rounds', roundId))?.status;
const visitedIn = async (roundId: RoundId) =>
  (await stage.database.find<OrderDoc>('orders', { saleId: roundId })).filter(({ door }) => door);

it('whoever goes to a door of a round that was called off is told, and takes nothing', async () => {
  const roundId = await closed();
  expect(await callOff(roundId)).toMatchObject({ ok: true });
  expect(await deliver(roundId, 1)).toMatchObject({ code: 'ROUND_CANCELLED' });
  expect(await visitedIn(roundId)).toEqual([]);
});

it('the first door settles it: afterwards the round goes on', async () => {
  const roundId = await closed();
  expect(await deliver(roundId, 1)).toMatchObject({ ok: true });
  expect(await callOff(roundId)).toMatchObject({ code: 'ROUND_NOT_OPEN' });
  expect(await deliver(roundId, 2)).toMatchObject({ ok: true });
  expect(await statusIn(roundId)).toBe('distributing');
});

it('at the same moment one of the two is first, never both', async () => {
  for (let i = 0; i < 6; i += 1) {
    const roundId = await closed();
    const [off, first, second] = await Promise.all([
      callOff(roundId),
      deliver(roundId, 1),
      deliver(roundId, 2),
    ]);
    const visited = await visitedIn(roundId);
    expect(visited).toHaveLength(off?.ok ? 0 : 2);
    expect([first?.ok, second?.ok]).toEqual([!off?.ok, !off?.ok]);
    expect(await statusIn(roundId)).toBe(off?.ok ? 'cancelled' : 'distributing');
  }
}, 60_000);
