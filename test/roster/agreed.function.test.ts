/** What neighbours have agreed, and what the register knows, when rules are looked at or published. */
import { item } from '../support/community';
import { FORM, home, OWNER, openStage, person, publish, type Stage, turn } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
}, 120_000);
afterEach(() => stage?.product.close());

const simulate = (form = FORM, wishedRounds?: number) =>
  stage.calls.done('roster', 'simulate', OWNER, {
    form,
    ...(wishedRounds === undefined ? {} : { wishedRounds }),
  });
const ofHousehold = ({ perHousehold }: Awaited<ReturnType<typeof simulate>>, no: number) =>
  item(perHousehold.filter(({ id }) => id === home(no)));
const days = async (no: number) =>
  (await stage.calls.done('roster', 'mine', person(no), {})).coming.map(({ day }) => day);
const setAway = (no: number, away: readonly { from: string; until: string }[]) =>
  stage.calls.done('member', 'setAway', person(no), { householdId: home(no), away });
const absence = (no: number, from: string, until: string) =>
  stage.calls.done('roster', 'absence', person(no), { from, until });

it('an absence of the register is known to the simulator and from the first day on', async () => {
  await setAway(2, [{ from: '2020-01-20', until: '2020-02-10' }]);
  expect(ofHousehold(await simulate(), 2).firstDay).toBe('2020-02-21');
  await publish(stage.calls);
  expect((await days(2))[0]).toBe('2020-02-21');
  // The tick finds nothing to change, and the register takes it back as a whole.
  await stage.at('2020-01-28', '17:05');
  await stage.database.callFunction('tick');
  expect((await days(2))[0]).toBe('2020-02-21');
  await setAway(2, []);
  await stage.database.callFunction('tick');
  expect((await days(2))[0]).toBe('2020-01-30');
}, 60_000);

it('published again before it begins, a roster keeps swaps, turns taken over, absences and pauses', async () => {
  await publish(stage.calls);
  await stage.calls.done('roster', 'takeOver', person(9), { turnId: turn(1, 3) });
  const { askId } = await stage.calls.done('roster', 'askSwap', person(5), { turnId: turn(1, 5) });
  const swap = { askId, turnId: turn(1, 7) };
  await stage.calls.done('roster', 'answerSwap', person(7), swap);
  await stage.calls.done('roster', 'askSwap', person(11), { turnId: turn(1, 11) });
  await absence(1, '2020-01-29', '2020-02-01');
  await stage.calls.done('roster', 'pause', OWNER, { from: '2020-02-02', until: '2020-02-02' });
  const before = await Promise.all([1, 3, 5, 7, 9, 20].map(days));
  for (const no of [1, 9, 20]) await stage.calls.done('roster', 'seen', person(no), {});
  await stage.calls.done('roster', 'saveRules', OWNER, { form: { ...FORM, briefing: '带袖章。' } });
  expect((await simulate({ ...FORM, briefing: '带袖章。' })).turns).toBe(67);
  const published = await stage.calls.done('roster', 'publish', OWNER, {});
  expect(published).toMatchObject({ status: 'published', moved: 0 });
  expect(await Promise.all([1, 3, 5, 7, 9, 20].map(days))).toEqual(before);
  const mine = (no: number) => stage.calls.done('roster', 'mine', person(no), {});
  expect((await mine(20)).changed).toBeUndefined();
  expect((await mine(11)).asking).toHaveLength(1);
  // It begins a day later: whom that moves is told.
  await publish(stage.calls, { ...FORM, startsOn: '2020-01-30' });
  expect((await mine(9)).changed?.text).toContain('您家的值守从');
}, 60_000);

describe('while a roster runs, the simulator', () => {
  beforeEach(async () => {
    await publish(stage.calls);
    await stage.at('2020-02-25', '10:00');
  }, 60_000);

  it('counts what is served and says what is to come', async () => {
    const found = (await stage.calls.done('roster', 'rules', OWNER, {})).simulation;
    expect(found).toMatchObject({ from: '2020-01-29', until: '2020-04-05', days: 68, turns: 68 });
    expect(found).toMatchObject({ hours: 816, groupsText: '20 户轮 3 次、4 户轮 2 次' });
    expect(found.rounds.map(({ no, from, turns, of }) => [no, from, turns, of])).toEqual([
      [2, '2020-02-22', 24, 24],
      [3, '2020-03-17', 20, 24],
    ]);
    expect(ofHousehold(found, 1)).toMatchObject({ turns: 3, firstDay: '2020-03-17' });
    expect((await simulate()).perHousehold).toEqual(found.perHousehold);
  }, 60_000);

  it('knows who joined, who is away and who has served already', async () => {
    await absence(6, '2020-02-26', '2020-04-05');
    await stage.calls.done('roster', 'comeBack', OWNER, {
      householdId: home(25),
      on: '2020-02-26',
      quietDays: 0,
    });
    const found = await simulate();
    expect(ofHousehold(found, 6)).toMatchObject({ turns: 1 });
    expect(ofHousehold(found, 6).firstDay).toBeUndefined();
    expect(ofHousehold(found, 25)).toMatchObject({ turns: 1, firstDay: '2020-03-16' });
    expect(found.turns).toBe(68);
    expect(found.households).toBe(25);
  }, 60_000);

  it('says what new rules come to from tomorrow on, and no day that is over changes', async () => {
    const two = { ...FORM, posts: [...FORM.posts, { ...item(FORM.posts), gate: '后门' }] };
    const found = await simulate(two);
    // 28 days until today with one, 40 days with two.
    expect(found.turns).toBe(28 + 2 * 40);
    expect(found.headline).toBe('24 户、每天 2 户、1月29日到4月5日 68 天');
  }, 60_000);

  it('counts rounds that are over, however many are wished for', async () => {
    expect((await simulate(FORM, 1)).wish).toMatchObject({ fits: true, text: '1 轮已经轮完了' });
    expect((await simulate(FORM, 2)).wish).toMatchObject({ fits: true, endsOn: '2020-03-16' });
    expect((await simulate(FORM, 4)).wish).toMatchObject({
      fits: false,
      text: '4 轮需 96 天，到 5月3日',
    });
  }, 60_000);
});
