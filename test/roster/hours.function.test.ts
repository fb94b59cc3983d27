/** Minutes of service for whoever counts them, from the facts in two requests. */

import type { Doc, Find } from '../../cloudfunctions/kernel/database';
import { servedMinutes, servicesIn } from '../../cloudfunctions/roster/public';
import type { LocalDate } from '../../miniprogram/contract/units';
import { FORM, home, OWNER, openStage, person, publish, type Stage, YARD } from './stage';

let stage: Stage;
let asked = 0;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
  asked = 0;
}, 120_000);
afterEach(() => stage?.product.close());

/** The running product's documents; the condition is the only one that is asked for. */
const store = {
  async get<T extends Doc>(collection: string, id: string): Promise<T | undefined> {
    asked += 1;
    return stage.database.get<T>(collection, id);
  },
  async find<T extends Doc>({ collection, where, limit }: Find): Promise<readonly T[]> {
    asked += 1;
    const { courtyardId, month } = where as { courtyardId: string; month: { value: string[] } };
    const found = await stage.database.find<T & { month: string }>(collection, { courtyardId });
    return found.filter((doc) => month.value.includes(doc.month)).slice(0, limit);
  },
};
const span = (from: LocalDate, until: LocalDate) => ({
  communityId: 'cm_test' as const,
  courtyardId: YARD,
  from,
  until,
});
const minutes = async (from: LocalDate, until: LocalDate, now: number) =>
  Object.fromEntries(await servedMinutes(store, span(from, until), now));

it('counts turns whose post has closed, of months put away, of this one and of today', async () => {
  await stage.at('2020-03-02', '09:00');
  await stage.calls.done('roster', 'offerStandIn', person(1), { offer: true });
  const noon = await stage.at('2020-03-10', '12:00');
  const whole = await minutes('2020-01-01', '2020-03-31', noon);
  const total = Object.values(whole).reduce((sum, one) => sum + one, 0);
  // January 29 to March 9, today not yet.
  expect(total).toBe(41 * 720);
  const evening = await stage.at('2020-03-10', '20:00');
  const after = await minutes('2020-01-01', '2020-03-31', evening);
  expect(Object.values(after).reduce((sum, one) => sum + one, 0)).toBe(42 * 720);
  for (const no of [1, 9, 18, 24]) {
    const { servedMinutes: own } = await stage.calls.done('roster', 'mine', person(no), {});
    expect(after[home(no)]).toBe(own);
  }
  asked = 0;
  expect(await minutes('2020-02-08', '2020-02-09', evening)).toEqual({
    [home(11)]: 720,
    [home(12)]: 720,
  });
  expect(asked).toBe(2);
}, 60_000);

it('follows paper, and names every turn once, also of a roster that began anew', async () => {
  await stage.at('2020-03-02', '09:00');
  const rows = [
    { row: 8, came: 20 },
    { row: 9, came: 0 },
  ];
  await stage.calls.done('roster', 'enterPaper', OWNER, { month: '2020-02', rows });
  const now = await stage.at('2020-03-03', '21:00');
  expect(await minutes('2020-02-08', '2020-02-09', now)).toEqual({ [home(20)]: 720 });
  await stage.at('2020-04-10', '09:00');
  await publish(stage.calls, { ...FORM, startsOn: '2020-04-11', endsOn: '2020-06-01' });
  const later = await stage.at('2020-04-20', '21:00');
  const services = await servicesIn(store, span('2020-01-01', '2020-06-01'), later);
  expect(services).toHaveLength(68 - 1 + 10);
  expect(new Set(services.map(({ source }) => source)).size).toBe(services.length);
  expect(services.map(({ source }) => source)).toEqual(
    expect.arrayContaining([`rs_t1.1.1-${home(1)}`, `rs_t1.2.1-${home(1)}`]),
  );
  expect(services.map(({ day }) => day)).toEqual([...services.map(({ day }) => day)].sort());
}, 60_000);

it('is nothing of another community, and refuses more than a year at once', async () => {
  const now = await stage.at('2020-03-10', '12:00');
  const elsewhere = { ...span('2020-01-01', '2020-03-31'), communityId: 'cm_other' as const };
  expect((await servedMinutes(store, elsewhere, now)).size).toBe(0);
  await expect(servedMinutes(store, span('2020-01-01', '2021-01-01'), now)).rejects.toThrow(
    RangeError,
  );
}, 60_000);
