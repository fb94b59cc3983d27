import { handOver, KEY, OWNER, openStage, person, publish, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await publish(stage.calls);
  const at = await stage.at('2020-01-28', '20:00');
  await handOver(stage, { from: OWNER, to: person(1), at });
}, 120_000);
afterAll(() => stage?.product.close());

const keyOf = async (no: number) =>
  (await stage.calls.done('roster', 'today', person(no), {})).keys.find(
    ({ keyId }) => keyId === KEY,
  );
const reply = (action: 'giveKey' | 'takeKey', no: number, at: number) =>
  stage.calls.reply('roster', action, person(no), { keyId: KEY, at });

it('takes it for done when the giver tapped without network and the code came first', async () => {
  const at = await stage.at('2020-01-29', '20:03');
  const code = (await keyOf(1))?.code ?? '';
  await stage.calls.done('roster', 'takeKey', person(2), { keyId: KEY, at, code });
  await stage.at('2020-01-29', '21:30');
  expect(await reply('giveKey', 1, at)).toEqual({ ok: true, value: { state: 'held', moves: 2 } });
  expect((await keyOf(2))?.next?.half).toBeUndefined();
});

it('takes it for done when the receiver tapped without network and it was written down', async () => {
  const at = await stage.at('2020-01-30', '20:03');
  await stage.calls.done('roster', 'recordKey', person(2), { keyId: KEY, to: 'hh_t3', at });
  await stage.at('2020-01-30', '21:30');
  expect(await reply('takeKey', 3, at)).toEqual({ ok: true, value: { state: 'held', moves: 3 } });
});

it('still refuses whoever never had it and is not to get it', async () => {
  const at = await stage.at('2020-01-30', '21:40');
  expect(await reply('giveKey', 9, at)).toMatchObject({ ok: false, code: 'KEY_NOT_YOURS' });
  expect(await reply('giveKey', 1, at)).toMatchObject({ ok: false, code: 'KEY_NOT_YOURS' });
  expect(await reply('takeKey', 9, at)).toMatchObject({ ok: false, code: 'KEY_NOT_YOURS' });
});
