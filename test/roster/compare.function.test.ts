import type { RulesForm } from '../../miniprogram/contract/roster-views';
import { FORM, OWNER, openStage, publish, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.product.close());

const compared = async (form: RulesForm) =>
  (await stage.calls.done('roster', 'simulate', OWNER, { form, compare: true })).moved;

it('before anything runs there is nothing to compare with', async () => {
  expect(await compared(FORM)).toBeUndefined();
}, 60_000);

it('says whose days new rules would change, as many as publishing them then tells', async () => {
  await publish(stage.calls);
  await stage.at('2020-02-10', '10:00');
  expect(await compared(FORM)).toEqual({ households: 0, soonest: [] });
  const turned = { ...FORM, order: [...FORM.order].reverse() };
  const moved = await compared(turned);
  expect(moved?.soonest[0]).toMatch(/^[12]单元 1\d\d .家.*明天/);
  expect(JSON.stringify(moved)).not.toContain('今天');
  await stage.calls.done('roster', 'saveRules', OWNER, { form: turned });
  const published = await stage.calls.done('roster', 'publish', OWNER, {});
  expect(published.moved).toBe(moved?.households);
  expect(published.moved).toBeGreaterThan(5);
}, 60_000);

it('only looks', async () => {
  const before = await stage.database.find('rosters');
  await compared({ ...FORM, restDays: 2 });
  expect(await stage.database.find('rosters')).toEqual(before);
}, 60_000);
