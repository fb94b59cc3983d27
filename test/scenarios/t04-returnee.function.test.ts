import { home, OWNER, openStage, person, publish, type Stage } from '../roster/stage';
import { item } from '../support/community';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterAll(() => stage?.product.close());

const turns = async () => {
  const months = [];
  for (const month of ['2020-01', '2020-02', '2020-03', '2020-04']) {
    months.push(await stage.calls.done('roster', 'month', person(1), { month }));
  }
  return months.flatMap((one) => one.turns);
};
const roundOf = (all: Awaited<ReturnType<typeof turns>>, round: number) =>
  all.filter(({ turnId }) => turnId.startsWith(`${round}-`));

it('T04 back on February 15, quiet for 14 days, free on the 29th, at the tail of round 2', async () => {
  await stage.at('2020-02-15', '10:00');
  const before = await turns();
  const back = await stage.calls.done('roster', 'comeBack', OWNER, {
    householdId: home(25),
    on: '2020-02-15',
    quietDays: 14,
  });
  expect(back.freeOn).toBe('2020-02-29');
  const after = await turns();
  const second = roundOf(after, 2);
  expect(second).toHaveLength(25);
  expect([item(second).day, item(second, 24).day]).toEqual(['2020-02-22', '2020-03-17']);
  expect(item(second, 24).turnId).toBe(`2-${home(25)}`);
  const third = roundOf(after, 3);
  expect(third).toHaveLength(19);
  expect([item(third).day, item(third, 18).day]).toEqual(['2020-03-18', '2020-04-05']);
  const served = (all: typeof after) => all.filter(({ state }) => state === 'served');
  expect(served(after)).toEqual(served(before));
  expect(after.filter(({ day }) => day < '2020-02-29')).toEqual(
    before.filter(({ day }) => day < '2020-02-29'),
  );
}, 60_000);

it('T04 nobody learns from the roster why somebody was away', async () => {
  const text = JSON.stringify(
    await stage.calls.done('roster', 'month', person(1), { month: '2020-02' }),
  );
  expect(text).not.toMatch(/away|quiet|隔离|外出/);
});
