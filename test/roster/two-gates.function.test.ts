/** A courtyard with two gates: each has its own key, and a closed door at one says nothing about the other. */
import { item } from '../support/community';
import { FORM, home, KEY, OWNER, openStage, person, publish, type Stage, turn } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls, {
    ...FORM,
    posts: [
      { gate: '大门', opensAt: '08:00', closesAt: '20:00' },
      { gate: '后门', opensAt: '08:00', closesAt: '22:00' },
    ],
  });
}, 120_000);
afterEach(() => stage?.product.close());

const today = (by = OWNER) => stage.calls.done('roster', 'today', by, {});
const mine = (no: number) => stage.calls.done('roster', 'mine', person(no), {});

/** On January 29 households 1 and 2 stand at the gates; 2 has taken tomorrow's turn of 3 at 大门. */
async function eveningAtTheDoorOf2(): Promise<void> {
  const at = await stage.at('2020-01-29', '20:05');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(1), at });
  const input = { turnId: turn(1, 3), householdId: home(2) };
  await stage.calls.done('roster', 'takeOver', OWNER, input);
}

it('nobody answers: the turn that the key is for moves on, not another one of that household', async () => {
  await eveningAtTheDoorOf2();
  const key = item((await today(person(1))).keys);
  expect(key).toMatchObject({ next: { to: home(2), state: 'due' }, may: { passOn: true } });
  const passed = await stage.calls.done('roster', 'passOn', person(1), { keyId: KEY });
  expect(passed.turnId).toBe(turn(1, 3));
  const on = (await today()).turns;
  expect(on.map(({ householdId, gate }) => [householdId, gate])).toEqual([
    [home(1), '大门'],
    [home(2), '后门'],
  ]);
  // Whoever gets it now is who the page named.
  const next = item((await today(person(1))).keys).next;
  expect(next?.label).toBe(key.after);
}, 60_000);

it('whoever took the turn over may make it up or not; whose turn it was is not asked', async () => {
  await eveningAtTheDoorOf2();
  await stage.calls.done('roster', 'passOn', person(1), { keyId: KEY });
  expect((await mine(2)).makeUp).toMatchObject({ turnId: turn(1, 3), mine: true });
  expect((await mine(2)).changed?.text).toContain('您家的值守从明天改到');
  expect((await mine(3)).makeUp).toBeUndefined();
  const input = { turnId: turn(1, 3) };
  expect(await stage.calls.reply('roster', 'declineMakeUp', person(3), input)).toMatchObject({
    code: 'TURN_NOT_YOURS',
  });
  await stage.calls.done('roster', 'declineMakeUp', person(2), input);
  expect((await mine(2)).makeUp).toBeUndefined();
}, 60_000);

it('the words for the group name each key that has somewhere to go', async () => {
  const [, back] = (await today()).keys;
  await stage.at('2020-01-28', '12:00');
  expect((await today()).groupText.key).toBe(
    [
      '【3巷22号】钥匙交接',
      '大门钥匙：今晚 20:00 交给1单元 101 李家',
      '后门钥匙：今晚 22:00 交给1单元 102 王家',
    ].join('\n'),
  );
  if (!back) throw new Error('no second key');
  await stage.calls.done('roster', 'loseKey', OWNER, { keyId: back.keyId });
  expect((await today()).groupText.key).not.toContain('后门');
  // The committee has both, and no duty is ahead.
  await stage.at('2020-04-05', '23:00');
  expect((await today()).groupText.key).toBe('【3巷22号】钥匙交接\n眼下没有要交接的钥匙');
}, 60_000);
