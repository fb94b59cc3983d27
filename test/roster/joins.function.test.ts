/** A household that takes part later, from the settings to everybody's calendar. */
import type { JoinForm } from '../../miniprogram/contract/roster-views';
import { FORM, home, OWNER, openStage, person, publish, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.product.close());

const withJoins = (joins: readonly JoinForm[]) => ({ ...FORM, joins });
const save = (joins: readonly unknown[]) =>
  stage.calls.reply('roster', 'saveRules', OWNER, { form: withJoins(joins as never) });

it('is kept with the rules, seen in the simulator, and no turn comes before', async () => {
  const joins = [
    { householdId: home(3), from: '2020-02-20' },
    { householdId: home(4), fromRound: 2 },
  ];
  const { perHousehold } = await stage.calls.done('roster', 'simulate', OWNER, {
    form: withJoins(joins),
  });
  const first = new Map(perHousehold.map(({ id, firstDay }) => [id, firstDay]));
  expect(first.get(home(3))).toBe('2020-02-20');
  expect((first.get(home(4)) ?? '') > '2020-02-19').toBe(true);
  await publish(stage.calls, withJoins(joins));
  const { form } = await stage.calls.done('roster', 'rules', OWNER, {});
  expect(form.joins).toEqual(joins);
  const { coming } = await stage.calls.done('roster', 'mine', person(3), {});
  expect(coming[0]?.day).toBe('2020-02-20');
}, 60_000);

it.each<[string, readonly unknown[], string]>([
  ['a household of elsewhere', [{ householdId: 'hh_u1', from: '2020-02-20' }], 'NOT_FOUND'],
  [
    'one household twice',
    [
      { householdId: home(3), from: '2020-02-20' },
      { householdId: home(3), fromRound: 2 },
    ],
    'INVALID',
  ],
  ['no round at all', [{ householdId: home(3), fromRound: 0 }], 'INVALID'],
  [
    'a day and a round at once',
    [{ householdId: home(3), from: '2020-02-20', fromRound: 2 }],
    'INVALID',
  ],
  ['neither', [{ householdId: home(3) }], 'INVALID'],
])('refuses %s', async (_, joins, code) => {
  expect(await save(joins)).toMatchObject({ ok: false, code });
});
