/** The end of duty: announced, kept when rules change, put off, and cleaned up for. */
import { FORM, OWNER, openStage, person, publish, type Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
  await stage.at('2020-02-10', '12:00');
}, 120_000);
afterEach(() => stage?.product.close());

const standDown = (on: string) => stage.calls.done('roster', 'standDown', OWNER, { on });
const signUp = (no: number, join: boolean) =>
  stage.calls.done('roster', 'signUpCleanUp', person(no), { join });
const cleanUp = async (no = 1) =>
  (await stage.calls.done('roster', 'today', person(no), {})).cleanUp;
const asked = async (no: number) =>
  (await stage.calls.done('courtyard', 'home', person(no), {})).waiting.filter(
    ({ kind }) => kind === 'cleanUp',
  );
const form = async () => (await stage.calls.done('roster', 'rules', OWNER, {})).form;

it('an announced end stands in the rules: publishing them again keeps it', async () => {
  await stage.calls.done('roster', 'saveRules', OWNER, { form: { ...FORM, restDays: 1 } });
  await standDown('2020-03-01');
  expect((await form()).endsOn).toBe('2020-02-29');
  await signUp(3, true);
  await stage.calls.done('roster', 'publish', OWNER, {});
  expect(await cleanUp(3)).toEqual({
    on: '2020-02-29',
    standDownOn: '2020-03-01',
    signedUp: 1,
    mine: true,
  });
  const { turns } = await stage.calls.done('roster', 'month', OWNER, { month: '2020-03' });
  expect(turns).toEqual([]);
}, 60_000);

it('on another day everybody is asked anew, those who said no as well', async () => {
  await standDown('2020-03-01');
  await signUp(3, true);
  await signUp(4, false);
  expect([await asked(3), await asked(4), await asked(5)].map(({ length }) => length)).toEqual([
    ...[0, 0, 1],
  ]);
  await standDown('2020-03-08');
  expect(await cleanUp(3)).toMatchObject({ on: '2020-03-07', signedUp: 0, mine: false });
  expect(await asked(3)).toHaveLength(1);
  expect(await asked(4)).toHaveLength(1);
  // Said twice of the same day: who has answered has answered.
  await signUp(3, true);
  await standDown('2020-03-08');
  expect(await cleanUp(3)).toMatchObject({ signedUp: 1, mine: true });
}, 60_000);

it('new rules with another end move the clean-up', async () => {
  await standDown('2020-03-01');
  await signUp(3, true);
  await publish(stage.calls, { ...FORM, endsOn: '2020-02-20' });
  expect(await cleanUp(3)).toMatchObject({
    on: '2020-02-20',
    standDownOn: '2020-02-21',
    mine: false,
  });
  const { endsOn: _, ...open } = FORM;
  await publish(stage.calls, open);
  expect(await cleanUp(3)).toBeUndefined();
  const reply = await stage.calls.reply('roster', 'signUpCleanUp', person(3), { join: true });
  expect(reply).toMatchObject({ code: 'NOT_FOUND' });
}, 60_000);

it('an end that only the rules name is asked about from two weeks before', async () => {
  expect(await cleanUp()).toBeUndefined();
  expect(await asked(1)).toEqual([]);
  await stage.at('2020-03-21', '12:00');
  expect(await asked(1)).toEqual([]);
  await stage.at('2020-03-22', '12:00');
  expect(await cleanUp()).toMatchObject({ on: '2020-04-05', standDownOn: '2020-04-06' });
  expect(await asked(1)).toHaveLength(1);
  expect(await signUp(1, true)).toEqual({ signedUp: 1 });
  expect(await asked(1)).toEqual([]);
  await stage.at('2020-04-04', '09:01');
  await stage.database.callFunction('tick');
  const topics = (await stage.database.find<{ _id: string; topic: string }>('outbox'))
    .map(({ topic }) => topic)
    .filter((topic) => topic.includes('.clean.'));
  expect(topics.length).toBeGreaterThan(0);
}, 60_000);
