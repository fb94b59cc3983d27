/** A tap by mistake: taken back by whoever tapped or by the committee, and nothing has happened. */
import type { KeyMoveDoc } from '../../cloudfunctions/roster/documents';
import { handOver, home, KEY, OWNER, openStage, person, publish, type Stage } from './stage';

let stage: Stage;
let at = 0;
beforeAll(async () => {
  stage = await openStage();
  await publish(stage.calls);
  const eve = await stage.at('2020-01-28', '20:00');
  await handOver(stage, { from: OWNER, to: person(1), at: eve });
  at = await stage.at('2020-01-29', '20:03');
}, 120_000);
afterAll(() => stage?.product.close());

const keyFor = async (by: typeof OWNER) =>
  (await stage.calls.done('roster', 'today', by, {})).keys.find(({ keyId }) => keyId === KEY);
const record = (by: typeof OWNER, to: ReturnType<typeof home>) =>
  stage.calls.reply('roster', 'recordKey', by, { keyId: KEY, to, at });
const tap = (action: 'giveKey' | 'takeKey', no: number) =>
  stage.calls.done('roster', action, person(no), { keyId: KEY, at });
const moves = async () => (await stage.database.find<KeyMoveDoc>('key_moves')).length;

it.each([
  ['the giver', 'giveKey', 1, person(1)],
  ['the receiver', 'takeKey', 2, person(2)],
  ['the committee for the giver', 'giveKey', 1, OWNER],
  ['the committee for the receiver', 'takeKey', 2, OWNER],
] as const)('%s takes it back, and the key is where it was', async (_, action, no, by) => {
  const before = await moves();
  await tap(action, no);
  expect(await keyFor(by)).toMatchObject({ stillWith: home(1) });
  expect(await record(by, home(1))).toEqual({ ok: true, value: { state: 'half', moves: 1 } });
  const key = await keyFor(by);
  expect(key?.next?.half).toBeUndefined();
  expect(key?.stillWith).toBeUndefined();
  expect(key?.holderLabel).toBe('1单元 101 李家');
  expect(await moves()).toBe(before);
});

it('the other side does not, nor a neighbour; without a tap there is nothing to take back', async () => {
  await tap('giveKey', 1);
  expect(await record(person(2), home(1))).toMatchObject({ code: 'KEY_NOT_YOURS' });
  expect(await record(person(9), home(1))).toMatchObject({ code: 'KEY_NOT_YOURS' });
  expect((await keyFor(person(2)))?.stillWith).toBeUndefined();
  expect((await keyFor(person(9)))?.stillWith).toBeUndefined();
  await record(person(1), home(1));
  expect(await record(OWNER, home(1))).toMatchObject({ code: 'KEY_HELD_ALREADY' });
  expect(await record(person(1), home(1))).toMatchObject({ ok: false });
});

it('what was written down wrongly is written down anew, by the committee', async () => {
  expect(await record(OWNER, home(7))).toMatchObject({ ok: true, value: { state: 'held' } });
  expect(await record(OWNER, home(1))).toMatchObject({ ok: true, value: { state: 'held' } });
  expect((await keyFor(OWNER))?.holderLabel).toBe('1单元 101 李家');
});
