/** What each action asks of the database, counted by the local cloud. */
import { type By, freshRequest } from '../support/community';
import { FORM, home, KEY, OWNER, openStage, person, publish, type Stage, turn } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await publish(stage.calls);
  // Served days of three months: the first two are over and stand in documents of their own.
  await stage.at('2020-03-02', '09:00');
  await stage.calls.done('roster', 'offerStandIn', person(1), { offer: true });
  // Warm: the instance has seen the community and the courtyard once.
  await stage.calls.done('roster', 'mine', person(1), {});
}, 120_000);
afterAll(() => stage?.product.close());

async function costOf(by: By, action: string, input: object): Promise<number> {
  const response = await fetch(`${stage.product.url}/call/roster`, {
    method: 'POST',
    headers: { 'x-openid': by.openid },
    body: JSON.stringify({
      action,
      input,
      communityId: by.community,
      courtyardId: by.courtyard,
      requestId: freshRequest(),
    }),
  });
  expect(await response.json()).toMatchObject({ ok: true });
  return (JSON.parse(response.headers.get('x-cost') ?? '{}') as { requests: number }).requests;
}

it('opens any month, today and one’s own turns with at most three requests', async () => {
  expect(await costOf(person(1), 'today', {})).toBe(3);
  expect(await costOf(person(1), 'mine', {})).toBe(2);
  expect(await costOf(person(1), 'month', { month: '2020-02' })).toBe(3);
  expect(await costOf(person(1), 'month', { month: '2020-03' })).toBe(2);
  expect(await costOf(person(1), 'month', { month: '2020-04' })).toBe(2);
  expect(await costOf(OWNER, 'rules', {})).toBe(3);
  expect(await costOf(OWNER, 'simulate', { form: FORM })).toBe(2);
});

it('shows the months that are over as they were, from their own documents', async () => {
  const { turns } = await stage.calls.done('roster', 'month', person(1), { month: '2020-02' });
  expect(turns).toHaveLength(29);
  expect(turns.every(({ state, label }) => state === 'served' && label !== '')).toBe(true);
});

it('decides with at most ten, the digest of the tab included', async () => {
  const at = await stage.at('2020-03-02', '20:00');
  const give = { keyId: KEY, at };
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(10), at });
  expect(await costOf(person(10), 'giveKey', give)).toBeLessThanOrEqual(10);
  expect(await costOf(person(11), 'takeKey', give)).toBeLessThanOrEqual(10);
  expect(await costOf(person(3), 'seen', {})).toBeLessThanOrEqual(10);
  const cannot = { turnId: turn(2, 14), days: 1, reason: '' };
  expect(await costOf(person(14), 'cannotCome', cannot)).toBeLessThanOrEqual(10);
});
