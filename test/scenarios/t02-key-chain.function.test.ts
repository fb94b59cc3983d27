import type { KeyMoveDoc } from '../../cloudfunctions/roster/documents';
import { holderAt } from '../../cloudfunctions/roster/key-chain';
import { addDays } from '../../miniprogram/contract/calendar';
import { handOver, KEY, OWNER, openStage, person, publish, type Stage } from '../roster/stage';
import { freshRequest, item } from '../support/community';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterAll(() => stage?.product.close());

const moves = async () =>
  [...(await stage.database.find<KeyMoveDoc>('key_moves'))].sort((a, b) => a.no - b.no);
const keyFor = async (by: Parameters<typeof person>[0]) =>
  item((await stage.calls.done('roster', 'today', person(by), {})).keys);

it('T02 has 69 entries from the committee to household 1, along the chain, and back', async () => {
  let at = await stage.at('2020-01-28', '20:00');
  await handOver(stage, { from: OWNER, to: person(1), at });
  for (let n = 1; n <= 67; n += 1) {
    at = await stage.at(addDays('2020-01-28', n), '20:00');
    await handOver(stage, {
      from: person(((n - 1) % 24) + 1),
      to: person((n % 24) + 1),
      at,
    });
  }
  at = await stage.at('2020-04-05', '20:00');
  await handOver(stage, { from: person(20), to: OWNER, at });
  const chain = await moves();
  expect(chain).toHaveLength(69);
  expect(chain[0]).toMatchObject({ from: 'committee', to: 'hh_t1' });
  expect(chain[68]).toMatchObject({ from: 'hh_t20', to: 'committee' });
  expect(chain.slice(1).map(({ from }) => from)).toEqual(chain.slice(0, -1).map(({ to }) => to));
  expect(holderAt(chain, Date.parse('2020-02-10T08:00:00+08:00'))).toBe('hh_t13');
}, 180_000);

describe('T02 a new roster', () => {
  beforeAll(async () => {
    await stage.product.close();
    stage = await openStage();
    await publish(stage.calls);
  }, 120_000);

  it('T02 a handover sent three times is one entry', async () => {
    const at = await stage.at('2020-01-28', '20:00');
    const give = { ...OWNER, requestId: freshRequest() };
    const take = { ...person(1), requestId: freshRequest() };
    for (let n = 0; n < 3; n += 1)
      await stage.calls.done('roster', 'giveKey', give, { keyId: KEY, at });
    const answers = [];
    for (let n = 0; n < 3; n += 1) {
      answers.push(await stage.calls.done('roster', 'takeKey', take, { keyId: KEY, at }));
    }
    expect(answers).toEqual([1, 1, 1].map((count) => ({ state: 'held', moves: count })));
    expect(await moves()).toHaveLength(1);
  });

  it('T02 a wrong code is refused, the right one hands the key over, five wrong ones lock it', async () => {
    const at = await stage.at('2020-01-29', '20:00');
    const code = (await keyFor(1)).code ?? '';
    expect(code).toMatch(/^\d{4}$/);
    expect((await keyFor(2)).code).toBeUndefined();
    const wrong = code === '0000' ? '0001' : '0000';
    const type = (typed: string) =>
      stage.calls.reply('roster', 'takeKey', person(2), { keyId: KEY, at, code: typed });
    expect(await type(wrong)).toMatchObject({
      ok: false,
      code: 'KEY_CODE_WRONG',
      details: { left: 4 },
    });
    for (let n = 0; n < 4; n += 1) await type(wrong);
    expect(await type(code)).toMatchObject({ ok: false, code: 'KEY_CODE_LOCKED' });
    await handOver(stage, { from: person(1), to: person(2), at });
    const next = await stage.at('2020-01-30', '20:00');
    const fresh = (await keyFor(2)).code ?? '';
    expect(
      await stage.calls.done('roster', 'takeKey', person(3), { keyId: KEY, at: next, code: fresh }),
    ).toEqual({ state: 'held', moves: 3 });
    expect((await moves()).at(-1)).toMatchObject({ way: 'code', from: 'hh_t2', to: 'hh_t3' });
  });

  it('T02 at 20:15 without acceptance the next household is offered', async () => {
    await stage.at('2020-01-31', '20:14');
    expect((await keyFor(3)).next).toMatchObject({ state: 'due' });
    await stage.at('2020-01-31', '20:15');
    const key = await keyFor(3);
    expect(key.next).toMatchObject({ state: 'offered', label: '1单元 104 刘家' });
    expect(key.may).toMatchObject({ passOn: true, give: true });
    expect((await keyFor(9)).may).toEqual({
      give: false,
      take: false,
      passOn: false,
      record: false,
    });
  });
});
