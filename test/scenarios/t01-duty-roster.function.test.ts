import { FORM, home, OWNER, openStage, person, publish, type Stage } from '../roster/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.product.close());

const simulate = (form: Partial<typeof FORM>, wishedRounds?: number) =>
  stage.calls.done('roster', 'simulate', OWNER, {
    form: { ...FORM, ...form },
    ...(wishedRounds === undefined ? {} : { wishedRounds }),
  });
const rounds = (found: Awaited<ReturnType<typeof simulate>>) =>
  found.rounds.map(({ from, until, turns, of }) => [from, until, turns, of]);

it('T01 (a) 24 households: 68 turns, three rounds of which the third is unfinished', async () => {
  const found = await simulate({}, 4);
  expect(found).toMatchObject({ days: 68, turns: 68, households: 24, hours: 816 });
  expect(found.groupsText).toBe('20 户轮 3 次、4 户轮 2 次');
  expect(found.headline).toBe('24 户、每天 1 户、1月29日到4月5日 68 天');
  expect(rounds(found)).toEqual([
    ['2020-01-29', '2020-02-21', 24, 24],
    ['2020-02-22', '2020-03-16', 24, 24],
    ['2020-03-17', '2020-04-05', 20, 24],
  ]);
  expect(found.wish).toMatchObject({
    fits: false,
    needDays: 96,
    missingDays: 28,
    text: '4 轮需 96 天，到 5月3日',
  });
});

it('T01 (b) tenants from round 3: 22 + 22 + 24 turns, exactly 68, and everybody has served', async () => {
  const found = await simulate({ tenants: 'later', tenantsFromRound: 3 }, 4);
  expect(rounds(found)).toEqual([
    ['2020-01-29', '2020-02-19', 22, 22],
    ['2020-02-20', '2020-03-12', 22, 22],
    ['2020-03-13', '2020-04-05', 24, 24],
  ]);
  expect(found).toMatchObject({ groupsText: '22 户轮 3 次、2 户轮 1 次', everybody: true });
  expect(found.wish).toMatchObject({ fits: false, missingRounds: 1 });
});

it('T01 (c) four whole rounds in 68 days take exactly 17 households', async () => {
  expect((await simulate({}, 4)).wish?.wouldFit).toEqual({ households: 17, exactly: true });
});

it('T01 what is published is what was simulated, day by day, for everybody', async () => {
  await publish(stage.calls);
  const days: string[] = [];
  for (const month of ['2020-01', '2020-02', '2020-03', '2020-04']) {
    const view = await stage.calls.done('roster', 'month', person(1), { month });
    days.push(...view.turns.map(({ day, turnId }) => `${day} ${turnId}`));
    expect(view.uncovered).toEqual([]);
  }
  expect(days).toHaveLength(68);
  expect(days[31]).toBe(`2020-02-29 2-${home(8)}`);
  const mine = await stage.calls.done('roster', 'mine', person(21), {});
  expect(mine.coming.map(({ day }) => day)).toEqual(['2020-02-18', '2020-03-13']);
});
